package io.postly.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.postly.action.fixture.PostlyBackends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Many facts, published at once. */
public final class EventBatch {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  /** A fact with the identifier of its event. */
  public record Event(UUID id, Facts.Fact fact) {}

  private EventBatch() {}

  /** Events of the facts, in their order. */
  public static List<Event> of(List<Facts.Fact> facts) {
    return facts.stream().map(fact -> new Event(UUID.randomUUID(), fact)).toList();
  }

  /** Publishes the events, and waits until they and all that came before have been taken. */
  public static void apply(List<Event> events) {
    try (KafkaProducer<String, String> producer = producer()) {
      send(producer, events.stream().map(event -> message(event, null)).toList());
      List<UUID> lasts = publishLasts(producer, events);
      lasts.forEach(EventBatch::awaitApplied);
    }
  }

  private static void awaitApplied(UUID last) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                PostlyBackends.count("SELECT count(*) FROM inbox WHERE event_id = '" + last + "'")
                    == 1);
  }

  /** Partitions keep their order: what was published before one of these has been taken too. */
  private static List<UUID> publishLasts(
      KafkaProducer<String, String> producer, List<Event> events) {
    List<UUID> lasts = new ArrayList<>();
    List<ProducerRecord<String, String>> messages = new ArrayList<>();
    Facts elsewhere = new Facts("elsewhere");
    for (String topic : events.stream().map(event -> event.fact().topic()).distinct().toList()) {
      for (PartitionInfo partition : producer.partitionsFor(topic)) {
        Event last =
            new Event(
                UUID.randomUUID(),
                elsewhere.action("get_draft", null, null, LONG_AGO).onTopic(topic));
        messages.add(message(last, partition.partition()));
        lasts.add(last.id());
      }
    }
    send(producer, messages);
    return lasts;
  }

  private static void send(
      KafkaProducer<String, String> producer, List<ProducerRecord<String, String>> messages) {
    try {
      for (Future<RecordMetadata> sent : messages.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KafkaProducer<String, String> producer() {
    String brokers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1),
        new StringSerializer(),
        new StringSerializer());
  }

  private static ProducerRecord<String, String> message(Event event, Integer partition) {
    Facts.Fact fact = event.fact();
    ProducerRecord<String, String> message =
        new ProducerRecord<>(fact.topic(), partition, fact.key().toString(), json(fact.data()));
    header(message, "ce_id", event.id().toString());
    header(message, "ce_type", fact.type());
    header(message, "ce_source", "/postly/test");
    header(message, "ce_specversion", "1.0");
    header(message, "ce_time", LONG_AGO.toString());
    header(message, "ce_workspace", fact.workspace());
    header(message, "content-type", "application/json");
    return message;
  }

  private static void header(ProducerRecord<String, String> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(Map<String, Object> data) {
    try {
      return MAPPER.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
