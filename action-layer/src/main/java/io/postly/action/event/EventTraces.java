package io.postly.action.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps events in the traces of the calls that they come from: its sending, which the outbox may
 * delay, and its application by each service are spans below the call's.
 */
@ApplicationScoped
class EventTraces {

  private final Traces traces;

  EventTraces(Traces traces) {
    this.traces = traces;
  }

  /** The trace that an event of this moment belongs to. */
  Optional<String> current() {
    return traces.current();
  }

  /** Begins the sending; the sender ends it. An event without a trace does not begin one. */
  Span sending(OutboxRow row) {
    return row.traceparent() == null
        ? Span.getInvalid()
        : traces
            .span("send " + row.topic(), SpanKind.PRODUCER, Traces.remote(row.traceparent()))
            .setAttribute(TraceAttributes.EVENT, row.type())
            .startSpan();
  }

  /** Begins the application of an event; whoever applies it closes the span. */
  ActiveSpan applying(ConsumerRecord<String, String> delivered, String type) {
    return traces.isOn()
        ? traces.enter(
            traces
                .span("apply " + type, SpanKind.CONSUMER, Traces.remote(traceparent(delivered)))
                .setAttribute(TraceAttributes.EVENT, type))
        : ActiveSpan.NONE;
  }

  private static String traceparent(ConsumerRecord<String, String> delivered) {
    return CloudEventHeaders.find(delivered.headers(), Traces.HEADER).orElse(null);
  }
}
