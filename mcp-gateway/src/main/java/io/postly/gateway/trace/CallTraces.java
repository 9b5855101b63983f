package io.postly.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Begins the spans of calls, and of their forwarding. */
@Singleton
public class CallTraces {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final int FIRST_SERVER_ERROR = 500;

  private final Traces traces;

  CallTraces(Traces traces) {
    this.traces = traces;
  }

  /**
   * Begins the span of a request, which ends with the response.
   *
   * @param name bounded: nothing that a client has made up
   */
  public void begin(RoutingContext request, Packaging packaging, String name) {
    if (!traces.isOn()) {
      return;
    }
    String received = request.request().getHeader(Traces.HEADER);
    ActiveSpan span =
        traces.enter(
            traces
                .span(name, SpanKind.SERVER, Traces.remote(received))
                .setAttribute(TraceAttributes.CHANNEL, packaging.label()));
    CallTrace trace = new CallTrace(span, CallTrace.header(request));
    trace.attachTo(request);
    request.addEndHandler(ignored -> trace.end());
  }

  /** Begins a request to a service; {@link #answered} or {@link #unanswered} ends it. */
  public Span forwarding(CallTrace call, Operation operation, String service) {
    if (!traces.isOn()) {
      return Span.getInvalid();
    }
    String method = operation.method().name();
    return traces
        .span(method + " " + operation.path(), SpanKind.CLIENT, call.context())
        .setAttribute(METHOD, method)
        .setAttribute(ROUTE, operation.path())
        .setAttribute(TraceAttributes.SERVICE, service)
        .startSpan();
  }

  /** The service has answered. */
  public static void answered(Span forwarding, int status) {
    forwarding.setAttribute(STATUS, (long) status);
    if (status >= FIRST_SERVER_ERROR) {
      forwarding.setStatus(StatusCode.ERROR);
    }
    forwarding.end();
  }

  /** The service has not answered, or not as it should. */
  public static void unanswered(Span forwarding) {
    forwarding.setStatus(StatusCode.ERROR);
    forwarding.end();
  }
}
