package io.postly.action.pipeline;

import io.postly.action.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Sends the answer that the pipeline recorded, receipt included, instead of the bare result. */
@Provider
public class AnswerFilter implements ContainerResponseFilter {

  private static final int FIRST_ERROR = 400;

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
            });
  }

  // A refusal that is given again is still a problem.
  private static MediaType mediaType(int status) {
    return status >= FIRST_ERROR
        ? MediaType.valueOf(Problem.MEDIA_TYPE)
        : MediaType.APPLICATION_JSON_TYPE;
  }
}
