package io.postly.local.workflow;

import io.postly.local.Port;
import io.postly.local.WholeTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of drafts from its beginning. */
final class DraftEvents {

  private static final String TOPIC = "postly.drafts";

  private DraftEvents() {}

  /** The revisions of a draft, in the order in which they were announced. */
  static List<Integer> revisionsOf(String draftId) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + WholeSet.running().ports().of(Port.KAFKA));
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, text, text)) {
      List<Integer> revisions = new ArrayList<>();
      WholeTopic.read(
          consumer,
          TOPIC,
          event -> {
            if (event.key().equals(draftId)) {
              revisions.add(Web.parse(event.value()).at("/revision").asInt());
            }
          });
      return revisions;
    }
  }
}
