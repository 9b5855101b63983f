package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as Helm takes it, and what it makes as Kubernetes and the operators take that. */
class RenderingTest {

  private static final Set<String> COMPLAINTS = Set.of("[WARNING]", "[ERROR]");

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @Test
  void helmHasNothingToSayAgainstTheDefaults() {
    assertClean(new Helm(ChartFiles.CHART).lint().strict().call());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void helmHasNothingToSayAgainst(Variant variant, @TempDir Path folder) throws IOException {
    Path chart = copyWith(variant, folder);

    assertClean(new Helm(chart).lint().strict().call());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyManifestIsWhatItsModelHas(Variant variant) {
    assertThat(Chart.render(variant).documents()).isNotEmpty().allSatisfy(StrictModels::read);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theSameValuesMakeTheSame(Variant variant) {
    assertThat(Chart.text(variant)).isEqualTo(Chart.written(variant));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noNameIsTakenTwiceOrTooLong(Variant variant) {
    Set<String> names = new HashSet<>();
    for (JsonNode document : Chart.render(variant).documents()) {
      String name = Manifests.name(document);
      assertThat(name).matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?").hasSizeLessThan(64);
      assertThat(names.add(document.path("kind").asText() + name)).as(name).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everythingSaysWhatItBelongsTo(Variant variant) {
    for (JsonNode document : Chart.render(variant).documents()) {
      assertThat(Manifests.strings(document.at("/metadata/labels")))
          .containsEntry("app.kubernetes.io/instance", "postly")
          .containsEntry("app.kubernetes.io/part-of", "postly")
          .containsKeys("app.kubernetes.io/version", "helm.sh/chart");
    }
  }

  @Test
  void theLongestReleaseNameStillMakesNames() {
    String release = "a".repeat(24);

    assertThat(Chart.text(Variant.small(), release))
        .containsPattern("name: a{24}-scheduling-service-migrate-[0-9a-f]{10}\n");
  }

  /** What the document tells operators to write down is all that the small profile wants. */
  @Test
  void theExampleOfTheDocumentIsEnough() {
    String document = ChartFiles.text(ChartFiles.CHART.resolve("README.md"));
    String example =
        document.substring(document.indexOf("```yaml") + 7, document.lastIndexOf("```"));
    ObjectNode values =
        ChartFiles.merge(
            (ObjectNode) ChartFiles.yaml(ChartFiles.CHART.resolve("values-small.yaml")),
            ChartFiles.tree(example));

    assertThat(Chart.render(new Variant("example", values)).pods()).hasSize(10);
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsNoticed() {
    ObjectNode deployment =
        Chart.render(Variant.external()).one("Deployment", "postly-drafts-service").deepCopy();
    ((ObjectNode) deployment.at("/spec/template/spec")).put("containres", "mistyped");

    assertThatThrownBy(() -> StrictModels.read(deployment))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("containres");
  }

  @Test
  void aFieldThatAnOperatorDoesNotKnowIsNoticed() {
    for (JsonNode resource : Chart.render(Variant.airGapped()).documents()) {
      if (resource.has("spec")) {
        ObjectNode mistyped = resource.deepCopy();
        ((ObjectNode) mistyped.path("spec")).put("mistyped", "mistyped");

        assertThatThrownBy(() -> StrictModels.read(mistyped))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("mistyped");
      }
    }
  }

  private static void assertClean(LintResult result) {
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages())
        .noneMatch(message -> COMPLAINTS.stream().anyMatch(message::contains));
  }

  /** Lint knows the chart's own values only, so they become the variant's. */
  private static Path copyWith(Variant variant, Path folder) throws IOException {
    Path copy = folder.resolve("postly");
    ChartFiles.copyChart(copy);
    Path values = copy.resolve("values.yaml");
    ObjectNode merged = ChartFiles.merge((ObjectNode) ChartFiles.yaml(values), variant.values());
    ChartFiles.YAML.writeValue(values.toFile(), merged);
    return copy;
  }
}
