package io.postly.action.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.postly.action.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends one record to Kafka. */
@ApplicationScoped
class EventSender {

  private final MutinyEmitter<String> emitter;
  private final EventTraces traces;
  private final String source;

  EventSender(
      @Channel("outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<String> emitter,
      EventTraces traces,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.emitter = emitter;
    this.traces = traces;
    this.source = "/postly/" + service;
  }

  /** Completes when the broker has confirmed the event. */
  Uni<Void> send(OutboxRow row) {
    Span span = traces.sending(row);
    Headers headers = new RecordHeaders();
    CloudEventHeaders.add(headers, CloudEventHeaders.ID, row.eventId().toString());
    CloudEventHeaders.add(headers, CloudEventHeaders.TYPE, row.type());
    CloudEventHeaders.add(headers, CloudEventHeaders.SOURCE, source);
    CloudEventHeaders.add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
    CloudEventHeaders.add(headers, CloudEventHeaders.TIME, row.time().toString());
    CloudEventHeaders.add(headers, CloudEventHeaders.WORKSPACE, row.workspace());
    CloudEventHeaders.add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
    Traces.header(span).ifPresent(trace -> CloudEventHeaders.add(headers, Traces.HEADER, trace));
    return send(row.topic(), row.key().toString(), headers, row.data())
        .onFailure()
        .invoke(failure -> span.setStatus(StatusCode.ERROR))
        .onTermination()
        .invoke(() -> span.end());
  }

  /** Completes when the broker has confirmed the record. */
  Uni<Void> send(String topic, String key, Headers headers, String data) {
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(topic)
            .withKey(key)
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(data).addMetadata(metadata));
  }
}
