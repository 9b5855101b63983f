package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All pods that there may be at a time get the database connections that they may ask for. */
class ConnectionsTest {

  private static final int POSTGRESQL_DEFAULT = 100;

  /** What PostgreSQL keeps for its administrator, and the operator and its exporter use. */
  private static final int RESERVED = 10;

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void allPodsFit(Variant variant) {
    Manifests manifests = Chart.render(variant);

    assertThat(asked(manifests)).isLessThanOrEqualTo(allowed(variant) - RESERVED);
  }

  @Test
  void aServerThatNobodyHasSetUpIsEnoughByDefault() {
    assertThat(allowed(Variant.external())).isEqualTo(POSTGRESQL_DEFAULT);
    assertThat(asked(Chart.render(Variant.external())))
        .isLessThanOrEqualTo(POSTGRESQL_DEFAULT - RESERVED);
  }

  @Test
  void aServerThatTheChartMakesAllowsThem() {
    JsonNode parameters =
        Chart.render(Variant.small())
            .one("Cluster", "postly-postgresql")
            .at("/spec/postgresql/parameters");

    assertThat(parameters.path("max_connections").asText())
        .isEqualTo(Integer.toString(allowed(Variant.small())));
  }

  private static int allowed(Variant variant) {
    return variant.values().at("/postgresql/maxConnections").asInt(POSTGRESQL_DEFAULT);
  }

  /** By all pods of services, one more of each during a rollout, and Keycloak's. */
  private static int asked(Manifests manifests) {
    int asked = 0;
    for (JsonNode deployment : manifests.ofKind("Deployment")) {
      Map<String, String> environment =
          Manifests.environment(deployment.at("/spec/template/spec/containers/0"));
      int pool =
          Integer.parseInt(environment.getOrDefault("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "0"));
      asked += (mostPods(manifests, deployment) + 1) * pool;
    }
    for (JsonNode keycloak : manifests.ofKind("Keycloak")) {
      asked += keycloak.at("/spec/instances").asInt() * keycloak.at("/spec/db/poolMaxSize").asInt();
    }
    return asked;
  }

  private static int mostPods(Manifests manifests, JsonNode deployment) {
    return Stream.concat(
            manifests.ofKind("HorizontalPodAutoscaler").stream()
                .filter(scaler -> scales(scaler, deployment))
                .map(scaler -> scaler.at("/spec/maxReplicas").asInt()),
            manifests.ofKind("ScaledObject").stream()
                .filter(scaler -> scales(scaler, deployment))
                .map(scaler -> scaler.at("/spec/maxReplicaCount").asInt()))
        .findFirst()
        .orElseGet(() -> deployment.at("/spec/replicas").asInt());
  }

  private static boolean scales(JsonNode scaler, JsonNode deployment) {
    return scaler.at("/spec/scaleTargetRef/name").asText().equals(Manifests.name(deployment));
  }
}
