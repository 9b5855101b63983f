package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Sends the answer that the pipeline recorded, receipt included, instead of the bare result. The
 * revision of a single object is its {@code ETag} as well, to be sent back as {@code If-Match}; it
 * stands for what a revision numbers, not for the receipt, which no two answers share.
 */
@Provider
public class AnswerFilter implements ContainerResponseFilter {

  private static final int FIRST_ERROR = 400;
  private static final String REVISION = "revision";

  private final ActionContext context;

  AnswerFilter(ActionContext context) {
    this.context = context;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() >= FIRST_ERROR) {
      return;
    }
    context
        .answer()
        .ifPresent(
            answer -> {
              response.setStatus(context.answerStatus());
              response.setEntity(answer, null, mediaType(context.answerStatus()));
              if (context.answerStatus() < FIRST_ERROR) {
                tag(response, answer);
              }
            });
  }

  private static void tag(ContainerResponseContext response, ObjectNode answer) {
    JsonNode revision = answer.path(REVISION);
    if (revision.isIntegralNumber()) {
      response.getHeaders().putSingle(HttpHeaders.ETAG, '"' + revision.asText() + '"');
    }
  }

  // A refusal that is given again is still a problem.
  private static MediaType mediaType(int status) {
    return status >= FIRST_ERROR
        ? MediaType.valueOf(Problem.MEDIA_TYPE)
        : MediaType.APPLICATION_JSON_TYPE;
  }
}
