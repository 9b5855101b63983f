package io.postly.scheduling.dispatch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger.Asked;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Spans of what goes out. Networks are strangers: none of them is told of a trace. */
@ApplicationScoped
class DispatchTraces {

  private final Traces traces;

  DispatchTraces(Traces traces) {
    this.traces = traces;
  }

  boolean isOn() {
    return traces.isOn();
  }

  /**
   * Begins the dispatch of a publication; the dispatcher closes it. What was to go out at once
   * belongs to the trace of the call; what was planned for later begins one of its own, linked to
   * the call's, for a trace that lasts days is of no use to anybody.
   */
  ActiveSpan dispatching(Sending sending) {
    if (!traces.isOn()) {
      return ActiveSpan.NONE;
    }
    Asked asked = sending.asked();
    Context call = Traces.remote(asked.traceparent());
    SpanBuilder span =
        traces
            .span("dispatch", SpanKind.INTERNAL, asked.isForAtOnce() ? call : Context.root())
            .setAttribute(TraceAttributes.NETWORK, sending.network());
    if (!asked.isForAtOnce()) {
      span.addLink(Span.fromContext(call).getSpanContext());
    }
    return traces.enter(span);
  }

  /** Delivers within a span of its own. */
  Delivery delivering(String network, Supplier<Delivery> attempt) {
    SpanBuilder begun =
        traces
            .span("deliver " + network, SpanKind.CLIENT, Context.current())
            .setAttribute(TraceAttributes.NETWORK, network);
    try (ActiveSpan span = traces.enter(begun)) {
      Delivery delivery = attempt.get();
      describe(span, delivery);
      return delivery;
    }
  }

  private static void describe(ActiveSpan span, Delivery delivery) {
    switch (delivery) {
      case Delivery.Delivered _ -> span.succeeded();
      case Delivery.NotDelivered failure -> describe(span, "not_delivered", failure.reason());
      case Delivery.Unknown unknown -> describe(span, "unknown", unknown.reason());
    }
  }

  private static void describe(ActiveSpan span, String outcome, String reason) {
    span.attribute(TraceAttributes.OUTCOME, outcome);
    span.attribute(TraceAttributes.REASON, reason);
    span.span().setStatus(StatusCode.ERROR);
  }
}
