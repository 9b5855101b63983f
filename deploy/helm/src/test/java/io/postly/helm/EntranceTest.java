package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of Postly is open to the world, and how many pods are behind it. */
class EntranceTest {

  private static final String[] PUBLIC = {
    "/mcp Prefix",
    "/api Prefix",
    "/console Prefix",
    "/.well-known Prefix",
    "/oauth-client-metadata.json Exact",
    "/media Prefix",
    "/openapi.json Exact",
    "/openapi-gpt-actions.json Exact"
  };

  @Test
  void anIngressHasThePathsOfClientsAndNoOther() {
    JsonNode ingress = Chart.render(Variant.small()).one("Ingress", "postly-mcp-gateway");
    JsonNode rule = ingress.at("/spec/rules/0");

    assertThat(rule.path("host").asText()).isEqualTo("postly.example.com");
    assertThat(paths(rule.at("/http/paths"), "/path", "/pathType")).containsExactly(PUBLIC);
    assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo("postly.example.com");
    assertThat(ingress.at("/spec/tls/0/secretName").asText()).isEqualTo("own-tls");
  }

  @Test
  void aRouteHasTheSame() {
    JsonNode route =
        Chart.render(
                Variant.external(
                    "route", "gatewayApi: {enabled: true, parentRefs: [{name: public}]}"))
            .one("HTTPRoute", "postly-mcp-gateway")
            .path("spec");

    assertThat(route.at("/hostnames/0").asText()).isEqualTo("postly.example.com");
    assertThat(
            paths(route.at("/rules/0/matches"), "/path/value", "/path/type").stream()
                .map(path -> path.replace("PathPrefix", "Prefix")))
        .containsExactly(PUBLIC);
  }

  @Test
  void aHostIsAHostWithoutItsPort() {
    JsonNode ingress =
        Chart.render(
                Variant.external(
                    "port",
                    "{publicUrl: 'http://postly.example.com:8080', ingress: {enabled: true,"
                        + " tlsSecret: ''}}"))
            .one("Ingress", "postly-mcp-gateway");

    assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("postly.example.com");
    assertThat(ingress.path("spec").has("tls")).isFalse();
  }

  @Test
  void nothingIsOpenUnlessAskedFor() {
    Manifests manifests = Chart.render(Variant.external());

    assertThat(manifests.ofKind("Ingress")).isEmpty();
    assertThat(manifests.ofKind("HTTPRoute")).isEmpty();
    assertThat(manifests.ofKind("Service"))
        .allMatch(service -> service.at("/spec/type").asText().equals("ClusterIP"));
  }

  @Test
  void podsFollowTheProcessor() {
    JsonNode scaler =
        Chart.render(Variant.production())
            .one("HorizontalPodAutoscaler", "postly-mcp-gateway")
            .path("spec");

    assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
    assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(12);
    assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(75);
  }

  @Test
  void podsFollowTheEventsThatWait() {
    Manifests manifests =
        Chart.render(
            Variant.external(
                "keda",
                "{autoscaling: {kind: keda, prometheusUrl: 'http://prometheus:9090'}, postgresql:"
                    + " {maxConnections: 200}}"));
    JsonNode drafts = manifests.one("ScaledObject", "postly-drafts-service").at("/spec/triggers");
    JsonNode gateway = manifests.one("ScaledObject", "postly-mcp-gateway").at("/spec/triggers");

    assertThat(drafts.at("/1/metadata/query").asText())
        .isEqualTo(
            "sum(kafka_consumer_fetch_manager_records_lag{environment=\"production\",job=\"drafts-service\"})");
    assertThat(drafts.at("/1/metadata/threshold").asText()).isEqualTo("500");
    assertThat(gateway).hasSize(1);
    assertThat(manifests.ofKind("HorizontalPodAutoscaler")).isEmpty();
  }

  @Test
  void maintenanceTakesOnePodAtATimeWhereThereAreMore() {
    assertThat(budgets(Variant.external())).hasSize(5);
    assertThat(budgets(Variant.production())).hasSize(5);
    assertThat(budgets(Variant.small())).isEmpty();
    assertThat(budgets(Variant.external("none", "disruptionBudget: {enabled: false}"))).isEmpty();
    assertThat(budgets(Variant.external()))
        .allMatch(budget -> budget.at("/spec/maxUnavailable").asInt() == 1);
  }

  private static List<JsonNode> budgets(Variant variant) {
    return Chart.render(variant).ofKind("PodDisruptionBudget");
  }

  private static List<String> paths(JsonNode list, String path, String type) {
    Stream<JsonNode> each = Manifests.each(list);
    return each.map(entry -> entry.at(path).asText() + " " + entry.at(type).asText()).toList();
  }
}
