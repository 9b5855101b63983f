package io.postly.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.monitoring.dashboard.Dashboard;
import io.postly.monitoring.dashboard.GrafanaJson;
import io.postly.monitoring.document.MetricsDocument;
import io.postly.monitoring.objective.RecordingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is made from the code is committed, so that it can be read and used without it. {@code
 * -Dpostly.contract.update=true} makes it anew.
 */
class GeneratedFilesTest {

  private static final Path GRAFANA = Path.of("grafana");

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboardsAreWhatTheCodeMakes(Dashboard dashboard) throws IOException {
    same(GRAFANA.resolve(dashboard.id() + ".json"), GrafanaJson.of(dashboard));
  }

  @Test
  void recordingRulesAreWhatTheCodeMakes() throws IOException {
    same(Path.of("prometheus", "rules", "postly.yml"), RecordingRules.yaml());
  }

  @Test
  void theDocumentIsWhatTheCodeMakes() throws IOException {
    same(Path.of("..", "..", "docs", "METRICS.md"), MetricsDocument.markdown());
  }

  @Test
  void noDashboardIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(GRAFANA)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(
          dashboards().map(dashboard -> dashboard.id() + ".json").collect(Collectors.toSet()),
          names);
    }
  }

  static Stream<Dashboard> dashboards() {
    return Dashboard.all().stream();
  }

  private static void same(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file));
  }
}
