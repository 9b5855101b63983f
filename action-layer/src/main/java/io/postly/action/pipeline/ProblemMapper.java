package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failure becomes an answer. */
@ApplicationScoped
public class ProblemMapper {

  private final ActionContext context;
  private final Failures failures;

  ProblemMapper(ActionContext context, Failures failures) {
    this.context = context;
    this.failures = failures;
  }

  /**
   * Every failure; those for which Quarkus has a mapper of its own are named, so that this one
   * wins.
   */
  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    JsonProcessingException.class,
    MismatchedInputException.class,
    ValidationException.class
  })
  public Response toResponse(Throwable thrown) {
    ProblemException failure =
        context.isCommitting()
            ? FailureTranslation.translateCommit(thrown, context.idempotencyKey().isPresent())
            : FailureTranslation.translate(thrown);
    Problem problem = failures.record(failure);
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    failure
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    if (failure.code() == ActionErrorCode.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response.build();
  }
}
