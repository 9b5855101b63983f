package io.postly.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Shows events that services could not apply and have put aside, and sends one again to the topic
 * that it came from: as it was, so that readers that have applied it do not do so twice.
 */
final class DeadLetterCommand {

  private static final String TOPIC = "postly.dead-letters";
  private static final String ADDED = "postly-";
  private static final String ORIGIN = "postly-topic";
  private static final int PATIENCE_MILLIS = 15_000;

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private final Properties client;
  private final PrintStream out;

  /**
   * For a Kafka.
   *
   * @param local where the local set's is
   * @param arguments which may name another
   */
  DeadLetterCommand(String local, DeadLetterArguments arguments, PrintStream out) {
    this.out = out;
    this.client =
        arguments.clientProperties().map(PropertiesFile::require).orElseGet(Properties::new);
    arguments
        .bootstrapServers()
        .ifPresentOrElse(
            named -> client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, named),
            () -> client.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, local));
    client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    KAFKA.setLevel(Level.SEVERE);
  }

  /**
   * Does it.
   *
   * @throws LauncherFailure when Kafka does not answer, or there is no such event
   */
  void run(DeadLetterArguments arguments) {
    try {
      arguments.place().ifPresentOrElse(this::sendAgain, this::list);
    } catch (KafkaException e) {
      throw new LauncherFailure("Kafka does not answer as it should: " + e.getMessage(), e);
    }
  }

  private void list() {
    List<ConsumerRecord<byte[], byte[]>> letters = all();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      out.printf(
          Locale.ROOT,
          "%-10s %s  %s of %s, key %s: %s could not apply it (%s)%n",
          place(letter),
          Instant.ofEpochMilli(letter.timestamp()),
          header(letter, "ce_type").orElse("no type"),
          header(letter, ORIGIN).orElse("no topic"),
          letter.key() == null ? "none" : new String(letter.key(), StandardCharsets.UTF_8),
          header(letter, "postly-consumer").orElse("somebody"),
          header(letter, "postly-reason").orElse("no reason"));
    }
    out.println(letters.size() + (letters.size() == 1 ? " dead letter." : " dead letters."));
  }

  private void sendAgain(DeadLetterArguments.Place place) {
    ConsumerRecord<byte[], byte[]> letter =
        all().stream()
            .filter(found -> place(found).equals(place))
            .findFirst()
            .orElseThrow(
                () ->
                    new LauncherFailure(
                        "There is no dead letter at "
                            + place
                            + "; ./postly dead-letters list shows all."));
    String topic =
        header(letter, ORIGIN)
            .orElseThrow(
                () -> new LauncherFailure("The event at " + place + " does not say its topic."));
    List<Header> own = new ArrayList<>();
    for (Header header : letter.headers()) {
      if (!header.key().startsWith(ADDED)) {
        own.add(header);
      }
    }
    send(new ProducerRecord<>(topic, null, letter.key(), letter.value(), own));
    out.println("Sent again to " + topic + ". Later events of its key were applied before it.");
  }

  private void send(ProducerRecord<byte[], byte[]> event) {
    Properties settings = new Properties();
    settings.putAll(client);
    settings.put("enable.idempotence", "true");
    settings.put("max.block.ms", PATIENCE_MILLIS);
    settings.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(event).get();
    } catch (ExecutionException e) {
      throw new LauncherFailure("Kafka did not take the event: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Everything that is on the topic now, in order of place. */
  private List<ConsumerRecord<byte[], byte[]>> all() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
      WholeTopic.read(consumer, TOPIC, letters::add);
      letters.sort(
          Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
              .thenComparingLong(ConsumerRecord::offset));
      return letters;
    }
  }

  private static DeadLetterArguments.Place place(ConsumerRecord<byte[], byte[]> letter) {
    return new DeadLetterArguments.Place(letter.partition(), letter.offset());
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return Optional.ofNullable(letter.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }
}
