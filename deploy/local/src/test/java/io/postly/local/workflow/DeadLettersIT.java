package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What operators do with events that a service could not apply. */
class DeadLettersIT {

  private static final String TOPIC = "postly.drafts";
  private static final String TYPE = "io.postly.draft.archived.v1";

  private final String key = UUID.randomUUID().toString();

  @Test
  void oneIsShownAndSentAgainAsItWas() throws Exception {
    publishWhatNobodyCanApply();
    String line = shown(1);
    assertThat(line).contains(TYPE + " of " + TOPIC).contains("approvals-service could not apply");

    Matcher place = Pattern.compile("^[0-9]+:[0-9]+").matcher(line);
    assertThat(place.find()).isTrue();
    PostlyScript.Said sent = PostlyScript.run("dead-letters", "send-again", place.group());

    assertThat(sent.exit()).as(sent.err()).isZero();
    assertThat(sent.out()).startsWith("Sent again to " + TOPIC + ".");
    // It still cannot be applied, and so comes back.
    shown(2);
  }

  @Test
  void whatIsNotThereIsNotSent() throws IOException, InterruptedException {
    PostlyScript.Said nowhere = PostlyScript.run("dead-letters", "send-again", "0:999999999");
    PostlyScript.Said notUnderstood = PostlyScript.run("dead-letters", "send-again", "everything");

    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.err()).startsWith("There is no dead letter at 0:999999999;");
    assertThat(notUnderstood.exit()).isEqualTo(2);
    assertThat(notUnderstood.err()).startsWith("Usage: ./postly dead-letters list");
  }

  /** The first line about this test's event by one service, once it has put it aside so often. */
  private String shown(int times) {
    String[] first = new String[1];
    Eventually.holds(
        () -> {
          PostlyScript.Said listed = PostlyScript.run("dead-letters", "list");
          assertThat(listed.exit()).as(listed.err()).isZero();
          assertThat(
                  listed
                      .out()
                      .lines()
                      .filter(line -> line.contains("key " + key + ": approvals-service")))
              .hasSize(times)
              .first()
              .satisfies(line -> first[0] = line);
        });
    return first[0];
  }

  private void publishWhatNobodyCanApply() throws ExecutionException, InterruptedException {
    ProducerRecord<String, String> event = new ProducerRecord<>(TOPIC, key, "{}");
    Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", TYPE,
            "ce_source", "/postly/test",
            "ce_specversion", "1.0",
            "ce_time", "2026-11-26T12:00:00Z",
            "ce_workspace", "acme")
        .forEach(
            (name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + WholeSet.running().ports().of(Port.KAFKA));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(event).get();
    }
  }
}
