package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators are asked for is what the parts use. */
class OperatorsTest {

  private static final Pattern TOPIC = Pattern.compile("TOPIC = \"(postly\\.[a-z-]+)\"");

  /** The services, with what they read and write. */
  enum Service {
    DRAFTS,
    APPROVALS,
    SCHEDULING,
    ANALYTICS;

    String title() {
      return name().toLowerCase(Locale.ROOT) + "-service";
    }

    Set<String> reads() {
      String topics = ServiceSettings.of("action-layer", title()).property("postly.events.topics");
      return new TreeSet<>(Arrays.asList(topics.split(",")));
    }

    Set<String> writes() {
      Set<String> topics = topics("action-layer");
      topics.addAll(topics(title()));
      return topics;
    }

    private static Set<String> topics(String module) {
      Set<String> topics = new TreeSet<>();
      Path sources = ChartFiles.PROJECT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher topic = TOPIC.matcher(Files.readString(file));
          while (topic.find()) {
            topics.add(topic.group(1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return topics;
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void usersMayReadAndWriteWhatTheirServiceReadsAndWrites(Service service) {
    JsonNode user = Chart.render(Variant.small()).one("KafkaUser", "postly-" + service.title());

    assertThat(topics(user, "Read")).isEqualTo(service.reads());
    assertThat(topics(user, "Write")).isEqualTo(service.writes());
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      String type = rule.at("/resource/type").asText();
      assertThat(type).isIn("topic", "group");
      assertThat(rule.path("operations").toString())
          .isIn("[\"Describe\",\"Read\"]", "[\"Describe\",\"Write\"]", "[\"Read\"]");
      if (type.equals("group")) {
        assertThat(rule.at("/resource/name").asText()).isEqualTo(service.title());
        assertThat(rule.at("/resource/patternType").asText())
            .isEqualTo(service == Service.ANALYTICS ? "prefix" : "literal");
      }
    }
  }

  @Test
  void topicsAreThoseThatServicesReadAndWrite() {
    Set<String> used = new TreeSet<>();
    for (Service service : Service.values()) {
      used.addAll(service.reads());
      used.addAll(service.writes());
    }

    assertThat(
            Chart.render(Variant.small()).ofKind("KafkaTopic").stream()
                .map(topic -> topic.at("/spec/topicName").asText()))
        .containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void topicsAreCopiedAsOftenAsThereAreBrokers() {
    JsonNode one = Chart.render(Variant.small()).one("KafkaTopic", "postly-postly-drafts");
    JsonNode five =
        Chart.render(Variant.external("five", "kafka: {mode: strimzi, strimzi: {replicas: 5}}"))
            .one("KafkaTopic", "postly-postly-drafts");

    assertThat(one.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(five.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(five.at("/spec/config/retention.ms").isIntegralNumber()).isTrue();
    assertThat(five.at("/spec/config/retention.ms").asLong()).isEqualTo(604_800_000L);
  }

  @Test
  void brokersKeepWhatMostOfThemHave() {
    JsonNode one = Chart.render(Variant.small()).one("Kafka", "postly-kafka");
    JsonNode three = Chart.render(Variant.airGapped()).one("Kafka", "postly-kafka");

    assertThat(one.at("/spec/kafka/config").path("min.insync.replicas").asInt()).isEqualTo(1);
    assertThat(three.at("/spec/kafka/config").path("min.insync.replicas").asInt()).isEqualTo(2);
    assertThat(three.at("/spec/kafka/authorization/type").asText()).isEqualTo("simple");
    assertThat(three.at("/spec/kafka/listeners")).hasSize(1);
    assertThat(three.at("/spec/kafka/listeners/0/tls").asBoolean()).isTrue();
  }

  @Test
  void eachServiceHasADatabaseAndARoleThatReachesNoOther() {
    Manifests manifests =
        Chart.render(Variant.external("managed", "postgresql: {mode: cloudnative-pg}"));
    JsonNode cluster = manifests.one("Cluster", "postly-postgresql").path("spec");

    assertThat(
            Manifests.each(cluster.at("/managed/roles"))
                .map(
                    role ->
                        role.path("name").asText()
                            + " "
                            + role.at("/passwordSecret/name").asText()))
        .containsExactly(
            "analytics own-analytics",
            "approvals own-approvals",
            "drafts own-drafts",
            "scheduling own-scheduling");
    assertThat(Manifests.each(cluster.at("/postgresql/pg_hba")).map(JsonNode::asText))
        .contains("hostssl drafts drafts all scram-sha-256", "host all drafts all reject")
        .hasSize(8);
    assertThat(cluster.path("enableSuperuserAccess").asBoolean(true)).isFalse();
    assertThat(
            manifests.ofKind("Database").stream()
                .map(
                    database ->
                        database.at("/spec/name").asText()
                            + " "
                            + database.at("/spec/owner").asText()))
        .containsExactly(
            "analytics analytics", "approvals approvals", "drafts drafts", "scheduling scheduling");
  }

  @Test
  void keycloaksDatabaseIsBesideThem() {
    Manifests manifests = Chart.render(Variant.small());

    assertThat(manifests.has("Database", "postly-postgresql-keycloak")).isTrue();
    JsonNode database = manifests.one("Keycloak", "postly-keycloak").at("/spec/db");
    assertThat(database.path("host").asText()).isEqualTo("postly-postgresql-rw");
    assertThat(database.at("/passwordSecret/name").asText()).isEqualTo("own-keycloak");
  }

  @Test
  void backupsAreMadeWhereAStoreIsNamed() {
    Manifests manifests =
        Chart.render(
            Variant.external(
                "backup",
                "postgresql: {mode: cloudnative-pg, cloudnativePg: {backup: {objectStore:"
                    + " own-store}}}"));

    assertThat(
            manifests
                .one("Cluster", "postly-postgresql")
                .at("/spec/plugins/0/parameters/barmanObjectName")
                .asText())
        .isEqualTo("own-store");
    assertThat(manifests.ofKind("ScheduledBackup")).hasSize(1);
    assertThat(Chart.render(Variant.airGapped()).ofKind("ScheduledBackup")).isEmpty();
  }

  @Test
  void dataOutlivesTheRelease() {
    Manifests manifests = Chart.render(Variant.small());

    for (String kind : Set.of("Cluster", "Database", "Kafka", "KafkaNodePool", "KafkaTopic")) {
      assertThat(manifests.ofKind(kind))
          .isNotEmpty()
          .allMatch(
              resource ->
                  Manifests.strings(resource.at("/metadata/annotations"))
                      .getOrDefault("helm.sh/resource-policy", "")
                      .equals("keep"));
    }
  }

  @Test
  void withEnginesOfOnesOwnOperatorsAreAskedForNothing() {
    assertThat(
            Chart.render(Variant.external()).documents().stream()
                .map(document -> document.path("apiVersion").asText()))
        .noneMatch(version -> version.matches(".*(cnpg|strimzi|keycloak|keda|coreos).*"));
  }

  private static Set<String> topics(JsonNode user, String operation) {
    Set<String> topics = new TreeSet<>();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      if (rule.at("/resource/type").asText().equals("topic")
          && rule.path("operations").toString().contains(operation)) {
        assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal");
        topics.add(rule.at("/resource/name").asText());
      }
    }
    return topics;
  }
}
