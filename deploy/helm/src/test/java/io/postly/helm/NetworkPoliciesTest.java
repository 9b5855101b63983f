package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches whom; everything else is refused, in and out. */
class NetworkPoliciesTest {

  private static final Map<String, Integer> PORTS =
      Map.of(
          "mcp-gateway", 8080,
          "drafts-service", 8081,
          "approvals-service", 8082,
          "scheduling-service", 8083,
          "analytics-service", 8084);
  private static final Set<Integer> ALL_PORTS =
      Set.of(53, 80, 443, 5432, 8000, 8080, 8081, 8082, 8083, 8084, 9093, 9187);
  private static final Map<String, String> POSTGRESQL =
      Map.of("cnpg.io/cluster", "postly-postgresql", "cnpg.io/podRole", "instance");
  private static final Map<String, String> KAFKA =
      Map.of("strimzi.io/cluster", "postly-kafka", "strimzi.io/kind", "Kafka");
  private static final Map<String, String> KEYCLOAK =
      Map.of("app", "keycloak", "app.kubernetes.io/instance", "postly-keycloak");

  @Test
  void partsReachEachOtherOnlyWhereTheyHaveTo() {
    Manifests manifests = Chart.render(Variant.small());
    NetworkRules rules = new NetworkRules(manifests);
    Map<String, Map<String, String>> pods = pods(manifests);
    Set<String> reached = new TreeSet<>();
    pods.forEach(
        (from, labels) ->
            pods.forEach(
                (to, target) -> {
                  for (int port : ALL_PORTS) {
                    if (rules.lets(labels, target, port)) {
                      reached.add("%s -> %s:%d".formatted(from, to, port));
                    }
                  }
                }));

    assertThat(reached)
        .containsExactlyInAnyOrder(
            "approvals-service server -> mcp-gateway server:8080",
            "handshake-test test -> mcp-gateway server:8080",
            "mcp-gateway server -> analytics-service server:8084",
            "mcp-gateway server -> approvals-service server:8082",
            "mcp-gateway server -> drafts-service server:8081",
            "mcp-gateway server -> scheduling-service server:8083");
  }

  @Test
  void enginesAreReachedByThoseWhoNeedThem() {
    Manifests manifests = Chart.render(Variant.small());
    NetworkRules rules = new NetworkRules(manifests);

    pods(manifests)
        .forEach(
            (name, pod) -> {
              boolean service = name.endsWith("-service server");
              assertThat(rules.lets(pod, POSTGRESQL, 5432))
                  .as(name)
                  .isEqualTo(service || name.endsWith(" migration"));
              assertThat(rules.lets(pod, KAFKA, 9093)).as(name).isEqualTo(service);
              assertThat(rules.lets(pod, KEYCLOAK, 8080))
                  .as(name)
                  .isEqualTo(name.endsWith(" server"));
              for (int port : Set.of(22, 8000, 9092, 9187)) {
                assertThat(rules.lets(pod, POSTGRESQL, port)).isFalse();
                assertThat(rules.lets(pod, KAFKA, port)).isFalse();
              }
            });
  }

  @Test
  void databasesAreReachedByTheirOperatorAndKeycloak() {
    NetworkRules rules = new NetworkRules(Chart.render(Variant.airGapped()));

    assertThat(rules.letsInFromNamespace("cnpg-system", POSTGRESQL, 8000)).isTrue();
    assertThat(rules.letsInFromNamespace("cnpg-system", POSTGRESQL, 22)).isFalse();
    assertThat(rules.letsInFromNamespace("monitoring", POSTGRESQL, 9187)).isTrue();
    assertThat(rules.letsInFromNamespace("default", POSTGRESQL, 5432)).isFalse();
    assertThat(rules.lets(KEYCLOAK, POSTGRESQL, 5432)).isTrue();
    assertThat(rules.lets(POSTGRESQL, POSTGRESQL, 5432)).isTrue();
    assertThat(rules.lets(KAFKA, POSTGRESQL, 5432)).isFalse();
  }

  @Test
  void enginesOfOnesOwnAreReachedByTheirAddresses() {
    Manifests manifests = Chart.render(Variant.external());
    NetworkRules rules = new NetworkRules(manifests);

    pods(manifests)
        .forEach(
            (name, pod) -> {
              boolean service = name.endsWith("-service server");
              boolean internet =
                  name.equals("scheduling-service server") || name.equals("drafts-service server");
              assertThat(rules.letsOut(pod, "10.1.2.3", 5432))
                  .as(name)
                  .isEqualTo(service || name.endsWith(" migration"));
              assertThat(rules.letsOut(pod, "10.1.2.3", 9093)).as(name).isFalse();
              assertThat(rules.letsOut(pod, "10.2.0.1", 9093)).as(name).isEqualTo(service);
              assertThat(rules.letsOut(pod, "10.2.0.1", 9094)).as(name).isEqualTo(service);
              assertThat(rules.letsOut(pod, "203.0.113.7", 443))
                  .as(name)
                  .isEqualTo(name.endsWith(" server"));
              assertThat(rules.letsOut(pod, "203.0.113.8", 443)).as(name).isEqualTo(internet);
            });
  }

  @Test
  void theObjectStoreIsReachedByThoseWhoWorkWithPictures() {
    Manifests manifests = Chart.render(Variant.objectStore());
    NetworkRules rules = new NetworkRules(manifests);
    Set<String> allowed =
        Set.of("drafts-service server", "approvals-service server", "scheduling-service server");

    pods(manifests)
        .forEach(
            (name, pod) -> {
              assertThat(rules.letsOut(pod, "10.5.0.1", 9443))
                  .as(name)
                  .isEqualTo(allowed.contains(name));
              assertThat(rules.letsOut(pod, "10.5.0.1", 443)).as(name).isFalse();
              assertThat(rules.letsOut(pod, "10.6.0.1", 9443)).as(name).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1"})
  void schedulingReachesTheInternetEncryptedOnly(String address) {
    NetworkRules rules = new NetworkRules(Chart.render(Variant.external()));
    Map<String, String> scheduling =
        pods(Chart.render(Variant.external())).get("scheduling-service server");

    assertThat(rules.letsOut(scheduling, address, 443)).isTrue();
    assertThat(rules.letsOut(scheduling, address, 80)).isFalse();
    assertThat(rules.letsOut(scheduling, address, 22)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "10.96.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "fd00::1",
        "2606:4700::1111"
      })
  void schedulingReachesNoPrivateAddress(String address) {
    Manifests manifests = Chart.render(Variant.external());

    assertThat(
            new NetworkRules(manifests)
                .letsOut(pods(manifests).get("scheduling-service server"), address, 443))
        .isFalse();
  }

  @Test
  void withoutTheInternetOnlyNetworksOfOnesOwnAreReached() {
    Manifests manifests =
        Chart.render(
            Variant.external("own", "networkPolicy: {internet: false, networks: [10.9.0.0/16]}"));
    NetworkRules rules = new NetworkRules(manifests);
    Map<String, String> scheduling = pods(manifests).get("scheduling-service server");

    assertThat(rules.letsOut(scheduling, "10.9.1.1", 443)).isTrue();
    assertThat(rules.letsOut(scheduling, "10.8.1.1", 443)).isFalse();
    assertThat(rules.letsOut(scheduling, "1.1.1.1", 443)).isFalse();
  }

  @Test
  void airGappedNobodyReachesTheInternet() {
    Manifests manifests = Chart.render(Variant.airGapped());

    assertThat(pods(manifests).values())
        .noneMatch(pod -> new NetworkRules(manifests).letsOut(pod, "1.1.1.1", 443));
  }

  @Test
  void clientsReachTheGatewayAndPrometheusAll() {
    Manifests manifests = Chart.render(Variant.production());
    NetworkRules rules = new NetworkRules(manifests);

    pods(manifests)
        .forEach(
            (name, pod) -> {
              String part = name.substring(0, name.indexOf(' '));
              int port = PORTS.getOrDefault(part, 8080);
              boolean server = name.endsWith(" server");
              assertThat(rules.letsInFromNamespace("monitoring", pod, port))
                  .as(name)
                  .isEqualTo(server);
              assertThat(rules.letsInFromNamespace("ingress-nginx", pod, port))
                  .as(name)
                  .isEqualTo(part.equals("mcp-gateway"));
              assertThat(rules.letsInFromNamespace("default", pod, port)).as(name).isFalse();
            });
  }

  @Test
  void tracesReachTheirCollector() {
    Manifests manifests =
        Chart.render(
            Variant.external(
                "traces",
                "telemetry: {endpoint: 'http://collector:4318', peers: [{ipBlock: {cidr:"
                    + " 10.7.0.1/32}}]}"));

    pods(manifests)
        .forEach(
            (name, pod) ->
                assertThat(new NetworkRules(manifests).letsOut(pod, "10.7.0.1", 4318))
                    .as(name)
                    .isEqualTo(name.endsWith(" server")));
  }

  @Test
  void everyPodResolvesNames() {
    Manifests manifests = Chart.render(Variant.external());
    JsonNode everyone = manifests.one("NetworkPolicy", "postly-default");

    assertThat(everyone.at("/spec/egress")).hasSize(1);
    assertThat(everyone.at("/spec/egress/0/ports").toString())
        .isEqualTo("[{\"protocol\":\"UDP\",\"port\":53},{\"protocol\":\"TCP\",\"port\":53}]");
    assertThat(everyone.path("spec").has("ingress")).isFalse();
    Map<String, String> chosen = Manifests.strings(everyone.at("/spec/podSelector/matchLabels"));
    assertThat(manifests.podLabels())
        .allMatch(labels -> labels.entrySet().containsAll(chosen.entrySet()));
  }

  @Test
  void kafkaAndKeycloakAreToldWhoMayReachThem() {
    Manifests manifests = Chart.render(Variant.small());
    JsonNode kafka =
        manifests.one("Kafka", "postly-kafka").at("/spec/kafka/listeners/0/networkPolicyPeers");
    JsonNode keycloak = manifests.one("Keycloak", "postly-keycloak").at("/spec/networkPolicy/http");

    assertThat(named(kafka))
        .containsExactly(
            "analytics-service", "approvals-service", "drafts-service", "scheduling-service");
    assertThat(named(keycloak))
        .containsExactly(
            "analytics-service",
            "approvals-service",
            "drafts-service",
            "mcp-gateway",
            "scheduling-service",
            "");
  }

  private static List<String> named(JsonNode peers) {
    return Manifests.each(peers)
        .map(
            peer ->
                Manifests.strings(peer.at("/podSelector/matchLabels"))
                    .getOrDefault("app.kubernetes.io/name", ""))
        .toList();
  }

  /** The labels of all pods of Postly, by part and component. */
  private static Map<String, Map<String, String>> pods(Manifests manifests) {
    Map<String, Map<String, String>> pods = new TreeMap<>();
    for (Map<String, String> labels : manifests.podLabels()) {
      pods.put(
          labels.get("app.kubernetes.io/name") + " " + labels.get("app.kubernetes.io/component"),
          labels);
    }
    return pods;
  }
}
