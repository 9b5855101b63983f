package io.postly.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.postly.monitoring.objective.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules as Prometheus itself takes them, by its own {@code promtool}. */
class RulesTest {

  private static final Path PROMETHEUS = Path.of("prometheus");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void prometheusTakesTheRules() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("check", "rules", "--lint-fatal"));
    files("rules").forEach(file -> command.add(file.toString()));
    files("alerts").forEach(file -> command.add(file.toString()));

    promtool(command);
  }

  @Test
  void alertsFireWhenTheyShouldAndOnlyThen() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("test", "rules"));
    files("tests").forEach(file -> command.add(file.toString()));

    promtool(command);
  }

  @Test
  void everyAlertHasATestAndEveryTestAnAlert() throws IOException {
    assertEquals(names("alerts"), names("tests"));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void aFileHoldsTheOneAlertOfItsNameWithARunbook(Path file) throws IOException {
    JsonNode groups = YAML.readTree(file.toFile()).path("groups");

    assertEquals(1, groups.size());
    assertEquals(1, groups.path(0).path("rules").size());
    JsonNode alert = groups.path(0).path("rules").path(0);
    String name = name(file);
    assertEquals(name, alert.path("alert").asText());
    assertTrue(Set.of("page", "ticket").contains(alert.at("/labels/severity").asText()), name);
    String runbook = alert.at("/annotations/runbook").asText();
    assertEquals("docs/runbooks/" + name + ".md", runbook);
    String text = Files.readString(Path.of("..", "..").resolve(runbook));
    assertTrue(text.startsWith("# " + name + "\n"), name);
    assertTrue(text.contains("\n## Look at\n") && text.contains("\n## Do\n"), name);
  }

  /** What an objective allows is written in its alert once more; it must be the same. */
  @Test
  void alertsOnObjectivesAllowWhatTheObjectiveAllows() throws IOException {
    for (Objective objective : Objective.values()) {
      String record = objective.record("1h");
      String rule =
          alerts()
              .map(RulesTest::read)
              .filter(text -> text.contains(record))
              .findFirst()
              .orElseThrow(() -> new AssertionError("No alert on " + record));
      String allowed = String.format(Locale.ROOT, "%.3f", objective.allowed());
      assertTrue(rule.contains(record + " > 14.4 * " + allowed.replaceAll("0+$", "") + " "), rule);
    }
  }

  static Stream<Path> alerts() throws IOException {
    return files("alerts").stream();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> names(String folder) throws IOException {
    return files(folder).stream().map(RulesTest::name).collect(Collectors.toSet());
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yml", "");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static void promtool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Prometheus.tool().toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> Arrays.toString(command.toArray()) + "\n" + output);
  }
}
