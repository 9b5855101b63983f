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
      beginnings(admin, names)
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

  private static Map<TopicPartition, ListOffsetsResultInfo> beginnings(
      Admin admin, List<String> names)
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
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.earliest()));
    return admin.listOffsets(partitions).all().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    return settings;
  }
}
