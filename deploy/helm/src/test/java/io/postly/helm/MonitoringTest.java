package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Metrics, rules and dashboards reach the cluster as {@code deploy/monitoring} has them. */
class MonitoringTest {

  private static final Path PROMETHEUS = Path.of("..", "monitoring", "prometheus");

  @Test
  void allPartsAreScrapedUnderTheirNamesAndNothingElse() {
    Manifests manifests = Chart.render(Variant.production());
    JsonNode monitor = manifests.one("ServiceMonitor", "postly").path("spec");
    Map<String, String> selector = Manifests.strings(monitor.at("/selector/matchLabels"));
    List<Map<String, String>> scraped =
        manifests.ofKind("Service").stream()
            .map(service -> Manifests.strings(service.at("/metadata/labels")))
            .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
            .toList();

    assertThat(scraped)
        .extracting(labels -> labels.get(monitor.path("jobLabel").asText()))
        .containsExactlyInAnyOrder(
            "mcp-gateway",
            "drafts-service",
            "approvals-service",
            "scheduling-service",
            "analytics-service");
    assertThat(monitor.at("/endpoints/0/port").asText()).isEqualTo("http");
    assertThat(monitor.at("/endpoints/0/path").asText()).isEqualTo("/q/metrics");
  }

  @Test
  void metricsSayWhichEnvironmentTheyAreOf() {
    JsonNode relabeling =
        Chart.render(
                Variant.external(
                    "staging",
                    "{environment: staging, monitoring: {serviceMonitor: {enabled: true}}}"))
            .one("ServiceMonitor", "postly")
            .at("/spec/endpoints/0/relabelings/0");

    assertThat(relabeling.path("targetLabel").asText()).isEqualTo("environment");
    assertThat(relabeling.path("replacement").asText()).isEqualTo("staging");
  }

  @Test
  void exemplarsAreAskedFor() {
    assertThat(
            Chart.render(Variant.production())
                .one("ServiceMonitor", "postly")
                .at("/spec/scrapeProtocols/0")
                .asText())
        .isEqualTo("OpenMetricsText1.0.0");
  }

  @Test
  void rulesAndAlertsAreComplete() {
    Manifests manifests = Chart.render(Variant.production());
    List<JsonNode> expected =
        Stream.of("alerts", "rules")
            .flatMap(folder -> ChartFiles.list(PROMETHEUS.resolve(folder)).stream())
            .map(ChartFiles::yaml)
            .flatMap(file -> Manifests.each(file.path("groups")))
            .toList();

    assertThat(
            manifests.ofKind("PrometheusRule").stream()
                .flatMap(rule -> Manifests.each(rule.at("/spec/groups"))))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void dashboardsAreComplete() {
    Manifests manifests = Chart.render(Variant.production());
    List<Path> dashboards = ChartFiles.list(Path.of("..", "monitoring", "grafana"));

    assertThat(manifests.ofKind("ConfigMap")).hasSameSizeAs(dashboards);
    for (Path dashboard : dashboards) {
      String file = dashboard.getFileName().toString();
      JsonNode map = manifests.one("ConfigMap", "postly-dashboard-" + file.replace(".json", ""));
      assertThat(ChartFiles.tree(map.path("data").path(file).asText()))
          .isEqualTo(ChartFiles.yaml(dashboard));
      assertThat(Manifests.strings(map.at("/metadata/labels")))
          .containsEntry("grafana_dashboard", "1");
    }
  }

  @Test
  void nothingOfItIsThereUnlessAskedFor() {
    Manifests manifests = Chart.render(Variant.external());

    assertThat(manifests.ofKind("ServiceMonitor")).isEmpty();
    assertThat(manifests.ofKind("PrometheusRule")).isEmpty();
    assertThat(manifests.ofKind("ConfigMap")).isEmpty();
  }
}
