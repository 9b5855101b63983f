package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.helm.document.ChartDocument;
import io.postly.helm.document.ChartValue;
import io.postly.helm.document.ValuesFile;
import io.postly.helm.document.ValuesSchema;
import io.postly.helm.realm.ProductionRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the chart has from elsewhere is committed, so that it can be installed as it is. {@code
 * -Dpostly.contract.update=true} makes it anew.
 */
class GeneratedFilesTest {

  private static final Path MONITORING = Path.of("..", "monitoring");
  private static final Path FILES = ChartFiles.CHART.resolve("files");
  private static final Path LOCAL_REALM =
      Path.of("..", "local", "src", "main", "resources", "postly-realm.json");

  /** Operators' own names, or a whole that one comment describes. */
  private static final String DESCRIBED_AS_A_WHOLE =
      ".*\\.(storage|resources|autoscaling|ingress|[a-zA-Z]*Secret|credentials|credentials\\.[a-z]+|"
          + "gateway[A-Za-z]*|console[A-Za-z]*|credentialsKey|previousCredentialsKeys|clientKey|"
          + "previousClientKeys)\\.[A-Za-z.-]+";

  @Test
  void theDocumentIsWhatTheChartHas() throws IOException {
    same(ChartFiles.CHART.resolve("README.md"), ChartDocument.markdown(values(), schema()));
  }

  @Test
  void theRealmIsThatOfTheLocalSetWithoutItsPeople() throws IOException {
    same(FILES.resolve("realm.json"), ProductionRealm.of(Files.readString(LOCAL_REALM)));
  }

  @Test
  void rulesAndAlertsAreThoseOfMonitoring() throws IOException {
    sameFolder(
        FILES.resolve("prometheus"),
        Stream.of("rules", "alerts")
            .map(folder -> MONITORING.resolve("prometheus").resolve(folder))
            .flatMap(folder -> ChartFiles.list(folder).stream())
            .toList());
  }

  @Test
  void dashboardsAreThoseOfMonitoring() throws IOException {
    sameFolder(FILES.resolve("grafana"), ChartFiles.list(MONITORING.resolve("grafana")));
  }

  @Test
  void theSchemaHasTheValuesAndNoOther() throws IOException {
    Set<String> inSchema = schema().names();
    inSchema.remove("global");
    Set<String> described = values().stream().map(ChartValue::name).collect(Collectors.toSet());

    assertThat(inSchema).containsAll(described);
    inSchema.removeAll(described);
    inSchema.removeIf(name -> name.matches(DESCRIBED_AS_A_WHOLE));
    assertThat(inSchema).isEmpty();
  }

  @Test
  void profilesSayWhatTheyAreFor() throws IOException {
    String document = ChartDocument.markdown(values(), schema());

    assertThat(profiles()).hasSize(3);
    assertThat(profiles())
        .allSatisfy(
            profile -> {
              assertThat(ChartFiles.text(profile)).startsWith("# ");
              assertThat(document).contains("`" + profile.getFileName() + "`");
            });
  }

  private static List<Path> profiles() {
    return ChartFiles.list(ChartFiles.CHART).stream()
        .filter(file -> file.getFileName().toString().matches("values-.*\\.yaml"))
        .toList();
  }

  private static List<ChartValue> values() {
    return ValuesFile.read(ChartFiles.text(ChartFiles.CHART.resolve("values.yaml")));
  }

  private static ValuesSchema schema() throws IOException {
    return ValuesSchema.read(Files.readString(ChartFiles.CHART.resolve("values.schema.json")));
  }

  private static void sameFolder(Path folder, List<Path> sources) throws IOException {
    for (Path source : sources) {
      same(folder.resolve(source.getFileName()), Files.readString(source));
    }
    assertThat(ChartFiles.list(folder)).hasSameSizeAs(sources);
  }

  private static void same(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }
}
