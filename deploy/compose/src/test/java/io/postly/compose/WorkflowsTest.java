package io.postly.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows may do no more than they must, and run nothing that can change under its name. */
class WorkflowsTest {

  private static final Path WORKFLOWS = Repository.ROOT.resolve(".github/workflows");
  private static final Pattern USES = Pattern.compile("(?m)^ *uses: (.*)$");
  private static final Pattern PINNED =
      Pattern.compile("[A-Za-z0-9-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
  private static final Pattern OF_THIS_TREE =
      Pattern.compile("\\./\\.github/workflows/([a-z]+\\.yml)");

  @ParameterizedTest
  @MethodSource("workflows")
  void aJobHasThePermissionsThatItNamesAndNoOther(Path file) {
    JsonNode workflow = workflow(file);

    assertTrue(workflow.path("permissions").isObject() && workflow.path("permissions").isEmpty());
    for (JsonNode job : workflow.path("jobs")) {
      assertTrue(job.path("permissions").isObject(), job.toString());
      assertFalse(job.path("permissions").isEmpty(), job.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void anActionIsOneCommitOfIt(Path file) {
    Map<String, String> commits = new HashMap<>();
    Matcher uses = USES.matcher(Repository.read(file));
    while (uses.find()) {
      String used = uses.group(1);
      Matcher ofThisTree = OF_THIS_TREE.matcher(used);
      if (ofThisTree.matches()) {
        assertTrue(WORKFLOWS.resolve(ofThisTree.group(1)).toFile().exists(), used);
      } else {
        assertTrue(PINNED.matcher(used).matches(), used);
        String action = used.substring(0, used.indexOf('@'));
        assertEquals(used, commits.getOrDefault(action, used));
        commits.put(action, used);
      }
    }
    assertFalse(commits.isEmpty() && !Repository.read(file).contains("uses: ./"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aJobEndsAndItsTokenIsNotLeftBehind(Path file) {
    for (JsonNode job : workflow(file).path("jobs")) {
      assertTrue(job.has("timeout-minutes") || job.has("uses"), job.toString());
      for (JsonNode step : job.path("steps")) {
        if (step.path("uses").asText().startsWith("actions/checkout@")) {
          assertFalse(step.at("/with/persist-credentials").asBoolean(true), step.toString());
        }
      }
    }
  }

  /** What others can write, such as a branch's name, must never become part of a script. */
  @ParameterizedTest
  @MethodSource("workflows")
  void scriptsAreNotPutTogether(Path file) {
    for (JsonNode job : workflow(file).path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        assertFalse(step.path("run").asText().contains("${{"), step.toString());
      }
    }
  }

  @Test
  void testsAreThoseOfTheReadme() {
    assertTrue(Repository.read(WORKFLOWS.resolve("ci.yml")).contains(" .ci/run\n"));
    assertTrue(
        Repository.read(Repository.ROOT.resolve(".ci/run")).contains("exec ./postly test\n"));
  }

  @Test
  void everyApplicationIsReleasedInBothFlavorsForBothArchitectures() {
    JsonNode jobs = workflow(WORKFLOWS.resolve("release.yml")).path("jobs");

    for (String job : List.of("image", "publish")) {
      JsonNode matrix = jobs.path(job).at("/strategy/matrix");
      assertEquals(Repository.APPLICATIONS, texts(matrix.path("service")));
      assertEquals(List.of("native", "jvm"), texts(matrix.path("flavor")));
    }
    JsonNode matrix = jobs.at("/image/strategy/matrix");
    assertEquals(List.of("amd64", "arm64"), texts(matrix.path("architecture")));
    Map<String, String> ports = new HashMap<>();
    matrix
        .path("include")
        .forEach(one -> ports.put(one.path("service").asText(), one.path("port").asText()));
    for (String application : Repository.APPLICATIONS) {
      assertEquals(Repository.port(application), ports.get(application), application);
    }
  }

  /**
   * Nothing is published that was not tested and scanned, and nobody but the last jobs may sign.
   */
  @Test
  void aReleaseGoesStepByStep() {
    JsonNode jobs = workflow(WORKFLOWS.resolve("release.yml")).path("jobs");

    assertEquals("test", jobs.at("/image/needs").asText());
    assertEquals("image", jobs.at("/publish/needs").asText());
    assertEquals("publish", jobs.at("/announce/needs").asText());
    assertEquals("1", step(jobs.path("image"), "Scan").at("/with/exit-code").asText());
    Set<String> signing = new HashSet<>();
    jobs.properties()
        .forEach(
            job -> {
              if (job.getValue().at("/permissions/id-token").asText().equals("write")) {
                signing.add(job.getKey());
              }
            });
    assertEquals(Set.of("publish"), signing);
  }

  static List<Path> workflows() {
    List<Path> files = Repository.list(WORKFLOWS, ".yml");
    assertEquals(2, files.size());
    return files;
  }

  private static JsonNode step(JsonNode job, String name) {
    for (JsonNode step : job.path("steps")) {
      if (step.path("name").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("No step is called " + name);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static JsonNode workflow(Path file) {
    return new ObjectMapper().valueToTree(Yaml.read(file));
  }
}
