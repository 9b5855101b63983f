package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.compose.ComposeFile.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus and Grafana find what they are given. */
class MonitoringTest {

  private static final ComposeFile FILE = ComposeFile.load();
  private static final Path SCRAPING = Repository.COMPOSE.resolve("prometheus/prometheus.yml");
  private static final Path PROVISIONING = Repository.COMPOSE.resolve("grafana/provisioning");

  @Test
  void everyApplicationIsScrapedUnderItsNameAndWithItsEnvironment() {
    Map<String, Set<String>> expected = new HashMap<>();
    Map<String, Set<String>> scraped = new HashMap<>();
    for (String application : Repository.APPLICATIONS) {
      expected.put(application, Set.of(application + ":" + Repository.port(application)));
    }
    for (JsonNode job : tree(SCRAPING).path("scrape_configs")) {
      assertEquals("/q/metrics", job.path("metrics_path").asText());
      Set<String> targets = new HashSet<>();
      for (JsonNode group : job.path("static_configs")) {
        assertEquals("compose", group.at("/labels/environment").asText());
        group.path("targets").forEach(target -> targets.add(target.asText()));
      }
      scraped.put(job.path("job_name").asText(), targets);
    }

    assertEquals(expected, scraped);
  }

  /** Laid out as in the container, so that rules are found as they are there. */
  @Test
  void prometheusTakesItsConfiguration(@TempDir Path folder) throws IOException {
    Optional<Path> tool = Programs.program("promtool");
    boolean isRequired = Boolean.parseBoolean(System.getenv("CI"));
    assertTrue(tool.isPresent() || !isRequired, "There is no promtool on the PATH");
    assumeTrue(tool.isPresent(), "There is no promtool on the PATH");

    for (Mount mount : FILE.services().get("prometheus").mounts()) {
      if (mount.isOfTheTree()) {
        Path name = Path.of("/etc/prometheus").relativize(Path.of(mount.target()));
        copy(Repository.COMPOSE.resolve(mount.source()).normalize(), folder.resolve(name));
      }
    }
    for (JsonNode rules : tree(SCRAPING).path("rule_files")) {
      Path pattern = folder.resolve(rules.asText());
      assertFalse(Repository.list(pattern.getParent(), ".yml").isEmpty(), rules.asText());
    }
    Programs.run(
        List.of(
            tool.get().toString(), "check", "config", folder.resolve("prometheus.yml").toString()),
        Map.of());
  }

  @Test
  void grafanaFindsTheDashboardsAndTheSourcesThatTheyAskFor() throws IOException {
    String folder =
        tree(PROVISIONING.resolve("dashboards/postly.yaml"))
            .at("/providers/0/options/path")
            .asText();
    Mount mount =
        FILE.services().get("grafana").mounts().stream()
            .filter(one -> one.target().equals(folder))
            .findFirst()
            .orElseThrow();
    List<Path> dashboards =
        Repository.list(Repository.COMPOSE.resolve(mount.source()).normalize(), ".json");
    Set<String> sources = new HashSet<>();
    tree(PROVISIONING.resolve("datasources/postly.yaml"))
        .path("datasources")
        .forEach(source -> sources.add(source.path("type").asText()));

    assertEquals(4, dashboards.size());
    for (Path dashboard : dashboards) {
      for (JsonNode variable :
          new ObjectMapper().readTree(dashboard.toFile()).at("/templating/list")) {
        if (variable.path("type").asText().equals("datasource")) {
          assertTrue(sources.contains(variable.path("query").asText()), dashboard.toString());
        }
      }
    }
  }

  @Test
  void sourcesAreReachableFromGrafana() {
    List<String> networks = FILE.services().get("grafana").networks();

    for (JsonNode source :
        tree(PROVISIONING.resolve("datasources/postly.yaml")).path("datasources")) {
      String host = source.path("url").asText().replaceAll("http://([a-z]+):\\d+", "$1");
      assertTrue(FILE.services().get(host).networks().stream().anyMatch(networks::contains), host);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.copy(source, target);
    if (Files.isDirectory(source)) {
      for (Path file : Repository.list(source, ".yml")) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private static JsonNode tree(Path file) {
    return new ObjectMapper().valueToTree(Yaml.read(file));
  }
}
