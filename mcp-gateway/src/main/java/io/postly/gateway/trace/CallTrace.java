package io.postly.gateway.trace;

import io.opentelemetry.context.Context;
import io.postly.action.problem.ProblemException;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import io.postly.gateway.catalog.Operation;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The trace that a request belongs to. Where tracing is on, it is a span of the gateway's own below
 * the client's; elsewhere it is what the client has sent, and is passed on as it came.
 */
public final class CallTrace {

  private static final String TOOL_CALL = "tools/call";

  private final ActiveSpan span;
  private final Optional<String> received;
  private boolean toolCall;

  CallTrace(ActiveSpan span, Optional<String> received) {
    this.span = span;
    this.received = received;
  }

  /** The trace of that request. */
  public static CallTrace of(RoutingContext request) {
    CallTrace begun = request.get(CallTrace.class.getName());
    return begun == null ? new CallTrace(ActiveSpan.NONE, header(request)) : begun;
  }

  static Optional<String> header(RoutingContext request) {
    return Optional.ofNullable(request.request().getHeader(Traces.HEADER));
  }

  void attachTo(RoutingContext request) {
    request.put(CallTrace.class.getName(), this);
  }

  void end() {
    span.close();
  }

  Context context() {
    return span.context();
  }

  /** What the client has sent. */
  public Optional<String> received() {
    return received;
  }

  /** Names the MCP method, one of those that there are. */
  public void asks(String method) {
    toolCall = method.equals(TOOL_CALL);
    span.name(method);
  }

  /** Names the operation. */
  public void performs(Operation operation) {
    span.attribute(TraceAttributes.ACTION, operation.name());
    if (toolCall) {
      span.name(TOOL_CALL + " " + operation.name());
    }
  }

  /**
   * Runs the task so that its metrics and log lines carry this trace: the MCP library goes on in
   * contexts of its own.
   */
  public void within(Runnable task) {
    span.within(task);
  }

  /** The operation was performed. */
  public void succeeded() {
    span.succeeded();
  }

  /** The call was refused, or failed. */
  public void failed(ProblemException problem) {
    failed(problem.code().category().label(), problem.code().code());
  }

  /** Like {@link #failed(ProblemException)}, for the problem that a service has answered with. */
  public void failed(String category, String code) {
    span.failed(category, code);
  }
}
