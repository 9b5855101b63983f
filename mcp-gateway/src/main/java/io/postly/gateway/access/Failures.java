package io.postly.gateway.access;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.refusal.Refusals;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Answers requests that failed on the way with a problem response that shows no internals. */
@Singleton
public class Failures implements Handler<RoutingContext> {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  private final Refusals refusals;

  Failures(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void handle(RoutingContext request) {
    if (request.response().ended()) {
      return;
    }
    refusals.refuse(request, problem(request));
  }

  private static ProblemException problem(RoutingContext request) {
    if (request.failure() instanceof ProblemException e) {
      return e;
    }
    return switch (request.statusCode()) {
      case 400 -> ProblemException.of(ActionErrorCode.INVALID_INPUT, "The request is malformed.");
      case 413 ->
          ProblemException.of(
              ActionErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than the gateway reads.");
      default -> internalError(request);
    };
  }

  private static ProblemException internalError(RoutingContext request) {
    // The route, not the path: that one names a workspace.
    LOG.errorf(request.failure(), "A call of %s failed", request.currentRoute().getPath());
    return ProblemException.of(
        ActionErrorCode.INTERNAL_ERROR, "The gateway could not complete the call.");
  }
}
