package io.postly.action.pipeline;

import io.opentelemetry.api.trace.SpanKind;
import io.postly.action.Action;
import io.postly.action.caller.Caller;
import io.postly.action.problem.ErrorCode;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jboss.logging.MDC;

/**
 * The current call's span, and what each of its log lines says: the action and the identifier of
 * its audit entry. Both end with the request.
 */
@RequestScoped
class ActionTrace {

  private static final String ACTION = "action";
  private static final String ACTION_ID = "action_id";

  private final Traces traces;
  private ActiveSpan span = ActiveSpan.NONE;

  ActionTrace(Traces traces) {
    this.traces = traces;
  }

  /**
   * Begins with the call.
   *
   * @param traceparent the span of whoever calls; may be null
   */
  void begin(Action action, UUID actionId, String traceparent) {
    if (traces.isOn()) {
      span =
          traces.enter(
              traces
                  .span(action.name(), SpanKind.SERVER, Traces.remote(traceparent))
                  .setAttribute(TraceAttributes.ACTION, action.name())
                  .setAttribute(TraceAttributes.ACTION_ID, actionId.toString()));
    }
    MDC.put(ACTION, action.name());
    MDC.put(ACTION_ID, actionId.toString());
  }

  void authenticated(Caller caller) {
    span.attribute(TraceAttributes.CHANNEL, caller.channel().label());
  }

  void succeeded() {
    span.succeeded();
  }

  void failed(ErrorCode code) {
    span.failed(code.category().label(), code.code());
  }

  @PreDestroy
  void end() {
    MDC.remove(ACTION);
    MDC.remove(ACTION_ID);
    span.close();
  }
}
