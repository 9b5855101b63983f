package io.postly.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.local.Port;
import io.postly.local.PostlySet;
import io.postly.local.WholeTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the services have told of publications, read from the beginning. */
final class PublicationEvents {

  private static final String TOPIC = "postly.publications";
  private static final String TYPE = "io.postly.publication.changed.v1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PublicationEvents() {}

  /** One step of a publication. */
  record Step(String from, String to) {}

  /**
   * The steps of each publication in the order of their events; one that was sent twice counts
   * once.
   */
  static Map<UUID, List<Step>> read(PostlySet engines) {
    Map<UUID, List<Step>> steps = new HashMap<>();
    Set<String> seen = new HashSet<>();
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + engines.ports().of(Port.KAFKA)),
            text,
            text)) {
      WholeTopic.read(
          consumer,
          TOPIC,
          event -> {
            if (header(event, "ce_type").equals(TYPE) && seen.add(header(event, "ce_id"))) {
              JsonNode data = parse(event.value());
              steps
                  .computeIfAbsent(
                      UUID.fromString(data.at("/publication_id").asText()), _ -> new ArrayList<>())
                  .add(new Step(data.at("/previous_state").asText(), data.at("/state").asText()));
            }
          });
    }
    return steps;
  }

  private static JsonNode parse(String event) {
    try {
      return MAPPER.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(ConsumerRecord<String, String> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
