package io.postly.analytics.rebuild;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Knows whether the topics still have all events that were ever written to them. */
@ApplicationScoped
class TopicHistory {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final List<String> topics;

  TopicHistory(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "postly.events.topics") List<String> topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * Checks every partition of the topics.
   *
   * @throws IllegalStateException if one has lost events from its beginning, or Kafka does not
   *     answer
   */
  void requireWhole() {
    requireWhole(topics);
  }

  void requireWhole(List<String> names) {
    try (Admin admin = Admin.create(settings())) {
      offsets(admin, names, OffsetSpec.earliest())
          .forEach(
              (partition, begin) -> {
                if (begin.offset() > 0) {
                  throw new IllegalStateException(
                      "%s no longer has its first %d events: nothing is rebuilt"
                          .formatted(partition, begin.offset()));
                }
              });
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka does not tell where its topics begin", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking where topics begin", e);
    }
  }

  /**
   * Checks that a topic, which is whole, is not a new one of the same name.
   *
   * @param held how many events of the topic the database is made of at least
   * @throws IllegalStateException if it has fewer, or Kafka does not answer
   */
  void requireAtLeast(String name, long held) {
    long events = 0;
    try (Admin admin = Admin.create(settings())) {
      for (ListOffsetsResultInfo end :
          offsets(admin, List.of(name), OffsetSpec.latest()).values()) {
        events += end.offset();
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka does not tell where its topics end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking where topics end", e);
    }
    if (events < held) {
      throw new IllegalStateException(
          "%s was made anew: it has %d events, and what is here was made of %d at least: nothing is rebuilt"
              .formatted(name, events, held));
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<String> names, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> partitions =
        admin
            .describeTopics(names)
            .allTopicNames()
            .get(LONGEST.toSeconds(), TimeUnit.SECONDS)
            .values()
            .stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toMap(partition -> partition, _ -> which));
    return admin.listOffsets(partitions).all().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    return settings;
  }
}
