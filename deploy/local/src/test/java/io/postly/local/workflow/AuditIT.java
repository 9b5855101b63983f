package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of every call there are two records that are made apart: the audit trail of the service that
 * handled it, and the activity log, which analytics makes of events. Neither may know more than the
 * other.
 */
class AuditIT {

  private static final String WORKSPACE = "acme";
  private static final String AUDIT = "/api/v1/workspaces/" + WORKSPACE + "/services/%s/audit";

  private static List<String> services;

  @TempDir Path directory;

  /** A call as both records have it. */
  private record Call(
      String action,
      String outcome,
      String code,
      boolean replayed,
      String personId,
      String personName,
      String channel,
      String client,
      Instant at) {

    static Call of(JsonNode entry) {
      return new Call(
          entry.at("/action").asText(),
          entry.at("/outcome").asText(),
          entry.at("/code").asText(),
          entry.at("/replayed").asBoolean(),
          entry.at("/person/id").asText(),
          entry.at("/person/name").asText(),
          entry.at("/channel").asText(),
          entry.at("/client").asText(),
          Instant.parse(entry.at("/at").asText()));
    }
  }

  @BeforeAll
  static void work() {
    services = WholeSet.running().databases();
    for (Packaging packaging : Packaging.values()) {
      Actions editor = packaging.as("acme-editor");
      WorkflowScenario workflow = new WorkflowScenario(editor, packaging.as("acme-approver"));
      WorkflowScenario.Draft draft =
          workflow.writeDraft("Twice on record", Channels.sandbox(editor, WORKSPACE));
      workflow.approve(draft, workflow.submit(draft));
      String publication = workflow.schedule(draft, Instant.now().plus(Duration.ofMinutes(30)));
      editor
          .call("cancel_post", Map.of("workspace", WORKSPACE, "publication_id", publication))
          .succeeded();
      editor.call("get_workflow_report", Map.of("workspace", WORKSPACE)).succeeded();
      refused(packaging);
    }
  }

  /** One call of each kind that is refused, and one that is answered again. */
  private static void refused(Packaging packaging) {
    Map<String, Object> draft =
        Map.of(
            "workspace",
            WORKSPACE,
            "text",
            "Once",
            "idempotency_key",
            UUID.randomUUID().toString());
    Actions editor = packaging.as("acme-editor");
    editor.call("create_draft", draft).succeeded();
    editor.call("create_draft", draft).succeeded();
    assertThat(packaging.as("acme-viewer").call("create_draft", draft).code())
        .isEqualTo("permission_denied");
    assertThat(packaging.as("acme-editor", "drafts:read").call("create_draft", draft).code())
        .isEqualTo("insufficient_scope");
    assertThat(editor.call("create_draft", Map.of("workspace", WORKSPACE, "text", "")).code())
        .isEqualTo("invalid_input");
  }

  @Test
  void everyAuditEntryHasItsActivityAndTheOtherWayRound() {
    Instant until = Instant.now();

    Eventually.within(
        Duration.ofMinutes(2), () -> assertThat(logged(until)).isEqualTo(audited(until)));

    assertThat(audited(until).values()).extracting(Call::channel).contains("mcp", "rest");
    assertThat(audited(until).values())
        .extracting(Call::code)
        .contains("", "permission_denied", "insufficient_scope", "invalid_input");
    assertThat(audited(until).values()).extracting(Call::replayed).contains(true);
  }

  @Test
  void everyTrailHolds() {
    for (String service : services) {
      JsonNode verdict;
      long after = 0;
      do {
        verdict =
            ServiceCalls.as("acme-admin")
                .get(
                    service,
                    AUDIT.formatted(service) + "/verification",
                    Map.of("after", Long.toString(after)));
        assertThat(verdict.at("/intact").asBoolean()).as("%s: %s", service, verdict).isTrue();
        after = verdict.at("/last_sequence").asLong();
      } while (!verdict.at("/complete").asBoolean());
      assertThat(after).as(service).isPositive();
    }
  }

  @Test
  void operatorsVerifyEveryTrailWithOneCommand() throws IOException, InterruptedException {
    PostlyScript.Said verified = PostlyScript.run("audit", "verify");

    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.out().lines())
        .allMatch(line -> line.contains(" intact "))
        .filteredOn(line -> line.contains(" " + WORKSPACE + " "))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyElementsOf(services);
  }

  /** As it is done where no launcher has started the services. */
  @Test
  void operatorsVerifyTheTrailsOfAnyInstallation() throws IOException, InterruptedException {
    PostlySet set = WholeSet.running();
    Path databases = directory.resolve("databases.properties");
    Files.writeString(
        databases,
        "drafts.url=%s%ndrafts.user=drafts%ndrafts.password=%s%n"
            .formatted(set.jdbcUrl("drafts"), set.databasePassword("drafts")));

    PostlyScript.Said verified =
        PostlyScript.run("audit", "verify", "--databases", databases.toString());
    PostlyScript.Said unknown = PostlyScript.run("audit", "verify", "--databases", "missing");

    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("drafts "));
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("missing does not exist.");
  }

  @Test
  void aBrokenTrailEndsTheCommandWithOne() throws Exception {
    try {
      inDraftsDatabase(
          "INSERT INTO audit_entry SELECT gen_random_uuid(), 'broken', 1, at, action, outcome, code, person_id,"
              + " person_name, channel, client, subject_type, subject_id, argument_digest, before_state, after_state,"
              + " replayed, '', hash FROM audit_entry LIMIT 1");

      PostlyScript.Said verified = PostlyScript.run("audit", "verify", "--workspace", "broken");

      assertThat(verified.exit()).isEqualTo(1);
      assertThat(verified.out()).contains("drafts", "broken", "BROKEN", "entry 1 ");
    } finally {
      inDraftsDatabase("DELETE FROM audit_entry WHERE workspace = 'broken'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv"})
  void operatorsExportATrailIntoAFileOfTheirOwn(String format)
      throws IOException, InterruptedException {
    Path file = directory.resolve("trail." + format);
    String[] command = {
      "audit",
      "export",
      "--workspace",
      WORKSPACE,
      "--service",
      "drafts",
      "--format",
      format,
      "--output",
      file.toString()
    };

    PostlyScript.Said exported = PostlyScript.run(command);

    assertThat(exported.exit()).as(exported.toString()).isZero();
    assertThat(exported.out()).isEmpty();
    assertThat(exported.err()).contains("entries exported", "intact");
    assertThat(Files.readString(file)).contains("create_draft", "insufficient_scope");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    PostlyScript.Said again = PostlyScript.run(command);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("is there already");
  }

  @Test
  void anExportCanBeReadLineByLine() throws IOException, InterruptedException {
    PostlyScript.Said exported = PostlyScript.run("audit", "export", "--workspace", WORKSPACE);

    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(exported.out().lines())
        .allMatch(line -> Web.parse(line).at("/workspace").asText().equals(WORKSPACE))
        .extracting(line -> Web.parse(line).at("/service").asText())
        .containsSubsequence(services);
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException, InterruptedException {
    PostlyScript.Said unknown = PostlyScript.run("audit", "verify", "--workspace", "nowhere");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no audit trail of the workspace nowhere");

    PostlyScript.Said notUnderstood = PostlyScript.run("audit", "export");
    assertThat(notUnderstood.exit()).isEqualTo(2);
    assertThat(notUnderstood.err()).contains("Usage: ./postly audit verify");
  }

  /** What the services' own trails have, by the calls' identifiers. */
  private static Map<String, Call> audited(Instant until) {
    Map<String, Call> calls = new HashMap<>();
    for (String service : services) {
      JsonNode after = null;
      do {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("to", until.toString());
        query.put("limit", "1000");
        if (after != null) {
          query.put("after", after.asText());
        }
        JsonNode page = ServiceCalls.as("acme-admin").get(service, AUDIT.formatted(service), query);
        page.at("/entries").forEach(entry -> add(calls, entry));
        after = page.get("next_after");
      } while (after != null);
    }
    return calls;
  }

  /** What the activity log has, by the calls' identifiers. */
  private static Map<String, Call> logged(Instant until) {
    Map<String, Call> calls = new HashMap<>();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("workspace", WORKSPACE);
    page.put("to", until.toString());
    page.put("limit", 100);
    do {
      Answer answer =
          Patience.call(Packaging.REST.as("acme-analyst"), "list_activity", page).succeeded();
      answer.body().at("/activities").forEach(activity -> add(calls, activity));
      page.put("cursor", answer.body().path("next_cursor").asText(null));
    } while (page.get("cursor") != null);
    return calls;
  }

  private static void add(Map<String, Call> calls, JsonNode entry) {
    Call other = calls.put(entry.at("/id").asText(), Call.of(entry));
    assertThat(other).as("the second record of %s", entry).isNull();
  }

  /** As PostgreSQL's superuser, and without the triggers that would refuse it. */
  private static void inDraftsDatabase(String change) throws SQLException {
    PostlySet set = WholeSet.running();
    try (Connection connection =
            DriverManager.getConnection(
                set.jdbcUrl("drafts"), "postgres", set.databasePassword("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(change);
    }
  }
}
