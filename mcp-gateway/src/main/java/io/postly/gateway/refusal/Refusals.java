package io.postly.gateway.refusal;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.problem.ProblemJson;
import io.postly.gateway.trace.CallTrace;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Answers and counts the calls that never reach a service; those that do, the service counts. */
@Singleton
public class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private final MeterRegistry meters;
  private final ProblemJson json;

  Refusals(MeterRegistry meters, ProblemJson json) {
    this.meters = meters;
    this.json = json;
  }

  /** Answers the request with the problem, and counts it if the request is a call. */
  public void refuse(RoutingContext request, ProblemException problem) {
    CallLabels.of(request)
        .ifPresentOrElse(labels -> count(labels, problem), () -> logCause(problem));
    CallTrace.of(request).failed(problem);
    discardBody(request.request());
    request
        .response()
        .setStatusCode(problem.code().definition().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json.write(problem));
  }

  /** Counts a call that is answered in another form than a problem response. */
  public void count(CallLabels labels, ProblemException problem) {
    logCause(problem);
    String category = problem.code().category().label();
    Metric.TOOL_CALLS
        .counter(meters, labels.tool(), labels.channel().label(), category)
        .increment();
    Metric.ERRORS.counter(meters, category, problem.code().code(), labels.tool()).increment();
  }

  /** One line, for an outage brings many. */
  private static void logCause(ProblemException problem) {
    if (problem.getCause() != null) {
      LOG.warnf("%s %s", problem.getMessage(), problem.getCause());
    }
  }

  /** A body that nobody reads would block the connection's next request. */
  private static void discardBody(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.resume();
    }
  }
}
