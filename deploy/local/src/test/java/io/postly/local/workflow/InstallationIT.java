package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.local.PostlySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exactly what the chart and Compose say to the parts is enough for them to do their work. What the
 * chart's profiles say is the same once addresses are those of here, and then runs once.
 */
@EnabledIfSystemProperty(
    named = "postly.installations",
    matches = "true",
    disabledReason = "It starts all services twice more; CONTRIBUTING.md says how to run it")
class InstallationIT {

  private static final String WORKSPACE = "acme";
  private static final Pattern VARIABLE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");
  private static final Pattern HOST = Pattern.compile("\\b([a-z][a-z0-9.-]*):[0-9]");

  /** Ways to install, with the environments that they come to here. */
  record Installed(List<String> names, Map<String, Map<String, String>> environments) {

    @Override
    public String toString() {
      return String.join(", ", names);
    }
  }

  static Stream<Installed> installations() {
    RunningEngines engines = new RunningEngines(WholeSet.running());
    Map<Map<String, Map<String, String>>, List<String>> names = new LinkedHashMap<>();
    for (Installation installation :
        List.of(
            Installation.ofChart("small"),
            Installation.ofChart("production"),
            Installation.ofCompose())) {
      names
          .computeIfAbsent(engines.applyTo(installation), unseen -> new ArrayList<>())
          .add(installation.name());
    }
    return names.entrySet().stream().map(entry -> new Installed(entry.getValue(), entry.getKey()));
  }

  @ParameterizedTest
  @MethodSource("installations")
  void theWorkflowRunsWithWhatItSaysAndNothingElse(Installed installed) {
    PostlySet set = WholeSet.running();
    assertThat(installed.environments()).containsOnlyKeys(PostlySet.APPLICATIONS);
    installed.environments().values().forEach(InstallationIT::assertNothingIsElsewhere);
    assertThat(documentedVariables())
        .containsAll(
            installed.environments().values().stream()
                .flatMap(environment -> environment.keySet().stream())
                .toList());
    try (InstalledServices services = new InstalledServices(set)) {
      services.start(installed.environments());
      assertTheWorkflowRuns(set);
    }
  }

  /** As {@code deploy/compose/up --demo} does it with containers. */
  @Test
  void theDemoWorkspacesAreFilledOnce() throws IOException, InterruptedException {
    PostlyScript.Said first = PostlyScript.run("demo");
    PostlyScript.Said second = PostlyScript.run("demo");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).contains("have been filled before");
    Answer drafts =
        Packaging.REST
            .as("acme-viewer")
            .call("list_drafts", Map.of("workspace", WORKSPACE, "label", "demo"))
            .succeeded();
    assertThat(drafts.body().at("/drafts")).hasSize(3);
  }

  private static void assertTheWorkflowRuns(PostlySet set) {
    try (McpActions editorsTools = connect(set, "acme-editor");
        McpActions approversTools = connect(set, "acme-approver")) {
      assertThat(editorsTools.tools()).isNotEmpty();
      Actions editor = new ConfirmingActions(editorsTools, "acme-editor", new ArrayList<>());
      Actions approver = new ConfirmingActions(approversTools, "acme-approver", new ArrayList<>());
      WorkflowScenario workflow = new WorkflowScenario(editor, approver);

      WorkflowScenario.Draft draft =
          workflow.writeDraft("As it is installed", Channels.sandbox(editor, WORKSPACE));
      workflow.approve(draft, workflow.submit(draft));
      String publication = workflow.schedule(draft, Instant.now().plusSeconds(3));

      Eventually.within(
          Duration.ofMinutes(1),
          () -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));
    }
  }

  private static McpActions connect(PostlySet set, String person) {
    return McpActions.connect(set.gateway(), People.token(person));
  }

  /** What the document lacks nobody reads: it is made from the code. */
  private static Set<String> documentedVariables() {
    try {
      return VARIABLE
          .matcher(Files.readString(Path.of("..", "..", "docs", "CONFIGURATION.md")))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address that was not replaced would be looked for in vain, or worse, found. */
  private static void assertNothingIsElsewhere(Map<String, String> environment) {
    assertThat(environment.values())
        .allSatisfy(
            value ->
                assertThat(HOST.matcher(value).results().map(found -> found.group(1)))
                    .as(value)
                    .allMatch("localhost"::equals));
    assertThat(environment.values()).noneMatch(value -> value.contains("example.com"));
  }
}
