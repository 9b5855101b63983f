package io.postly.action.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The topic for events that cannot be applied: unchanged, with where they came from and who could
 * not apply them.
 */
@ApplicationScoped
class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final String TOPIC = "postly.dead-letters";
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final EventSender sender;
  private final MeterRegistry registry;
  private final String service;

  DeadLetters(
      EventSender sender,
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.sender = sender;
    this.registry = registry;
    this.service = service;
  }

  /** A counter that begins with its first event would hide that event from alerts. */
  void register(@Observes StartupEvent event) {
    Metric.DEAD_LETTERS.counter(registry);
  }

  /** Whether the event now is in the dead-letter topic. */
  boolean take(ConsumerRecord<String, String> delivered, RuntimeException reason) {
    Headers headers = new RecordHeaders(delivered.headers().toArray());
    CloudEventHeaders.add(headers, "postly-topic", delivered.topic());
    CloudEventHeaders.add(headers, "postly-partition", Integer.toString(delivered.partition()));
    CloudEventHeaders.add(headers, "postly-offset", Long.toString(delivered.offset()));
    CloudEventHeaders.add(headers, "postly-consumer", service);
    CloudEventHeaders.add(headers, "postly-reason", reason.getClass().getSimpleName());
    try {
      sender.send(TOPIC, delivered.key(), headers, delivered.value()).await().atMost(LONGEST);
      Metric.DEAD_LETTERS.counter(registry).increment();
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("The dead-letter topic did not take an event: %s", e.getMessage());
      return false;
    }
  }
}
