package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.local.PostlySet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The main job from the sign-in to the published post and its traces, through both packagings with
 * the same outcome.
 */
class WorkflowIT {

  private static final String WORKSPACE = "acme";
  private static final Duration IN_A_MOMENT = Duration.ofSeconds(12);

  private static Discovery discovery;
  private static OAuthClient client;

  private final List<RecordedActions.Call> calls = RecordedActions.record();

  @BeforeAll
  static void register() {
    discovery = Discovery.from(WholeSet.running().mcp());
    client = OAuthClient.register(discovery);
  }

  @Test
  void everyToolOfTheWorkflowIsListed() {
    OAuthClient.Tokens editor = client.signIn("acme-editor", discovery.allScopes());
    McpActions tools = McpActions.connect(WholeSet.running().gateway(), editor::access);

    assertThat(tools.tools().stream().map(tool -> tool.name()))
        .contains(
            "list_workspaces",
            "create_draft",
            "update_draft",
            "get_draft",
            "list_drafts",
            "submit_for_approval",
            "list_reviews",
            "approve_draft",
            "request_changes",
            "list_channels",
            "schedule_post",
            "get_calendar",
            "cancel_post",
            "list_activity",
            "get_workflow_report")
        .doesNotContain("connect_channel");
    assertThat(tools.call("list_workspaces", Map.of()).succeeded().body().toString())
        .contains("\"acme\"")
        .doesNotContain("globex");
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void fromTheFirstDraftToThePublishedPost(Packaging packaging) {
    Actions editor = signIn(packaging, "acme-editor");
    Actions approver = signIn(packaging, "acme-approver");
    Actions viewer = signIn(packaging, "acme-viewer");
    WorkflowScenario workflow = new WorkflowScenario(editor, approver);
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      Answer channel = Channels.webhook(WORKSPACE, receiver.url());
      Metrics before = Metrics.settled();
      Instant since = Instant.now();

      WorkflowScenario.Draft draft =
          workflow.writeDraft("From a draft to a post", channel.text("/channel/id"));
      assertRefused(viewer.call("create_draft", newDraft()), "permission_denied");
      assertRefused(editor.call("create_draft", withUnknownField()), "invalid_input");
      workflow.approve(draft, workflow.submit(draft));
      Instant due = Instant.now().plus(IN_A_MOMENT);
      String publication = workflow.schedule(draft, due);
      Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("planned"));
      Eventually.within(
          Duration.ofMinutes(1),
          () -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));
      editor.call("list_activity", Map.of("workspace", WORKSPACE)).succeeded();
      editor.call("get_workflow_report", Map.of("workspace", WORKSPACE)).succeeded();
      Instant until = Instant.now();

      assertOneSignedPost(receiver, channel.text("/webhook_secret"), publication, due);
      assertCounted(before, packaging);
      assertInActivityLog(since, until);
      assertReported(since, until, packaging);
    }
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void nobodyApprovesTheirOwnContent(Packaging packaging) {
    Actions admin = packaging.as("acme-admin");
    WorkflowScenario workflow = new WorkflowScenario(admin, admin);
    WorkflowScenario.Draft draft =
        workflow.writeDraft("An admin's own words", Channels.sandbox(admin, WORKSPACE));
    String review = workflow.submit(draft);

    Answer refused =
        admin.call(
            "approve_draft",
            Map.of(
                "workspace", WORKSPACE,
                "review_id", review,
                "expected_revision", draft.revision()));

    assertRefused(refused, "self_approval");
    assertThat(refused.text("/category")).isEqualTo("workflow");
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aReviewerAsksForChangesAndTheNextRevisionIsApproved(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    Actions approver = packaging.as("acme-approver");
    WorkflowScenario workflow = new WorkflowScenario(editor, approver);
    WorkflowScenario.Draft draft =
        workflow.writeDraft("Too long-winded", Channels.sandbox(editor, WORKSPACE));
    String review = workflow.submit(draft);

    workflow.requestChanges(draft, review, "Shorter, please");
    WorkflowScenario.Draft shorter = workflow.revise(draft, "Short");
    assertThat(shorter.revision()).isEqualTo(draft.revision() + 1);

    workflow.approve(shorter, workflow.submit(shorter));
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void plansAreMovedTakenBackAndMadeAgain(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    WorkflowScenario workflow = new WorkflowScenario(editor, packaging.as("acme-approver"));
    WorkflowScenario.Draft draft =
        workflow.writeDraft("Plans change", Channels.sandbox(editor, WORKSPACE));
    String review = workflow.submit(draft);
    workflow.approve(draft, review);
    String publication = workflow.schedule(draft, Instant.now().plus(Duration.ofMinutes(60)));

    Instant later = Instant.now().plus(Duration.ofMinutes(90)).truncatedTo(ChronoUnit.SECONDS);
    editor
        .call(
            "reschedule_post",
            Map.of(
                "workspace", WORKSPACE,
                "publication_id", publication,
                "publish_at", later.toString()))
        .succeeded();
    assertThat(workflow.inCalendar(publication).at("/due_at").asText()).isEqualTo(later.toString());
    editor.call("withdraw_review", Map.of("workspace", WORKSPACE, "review_id", review)).succeeded();
    Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("on_hold"));
    workflow.approve(draft, workflow.submit(draft));
    Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("planned"));
    editor
        .call("cancel_post", Map.of("workspace", WORKSPACE, "publication_id", publication))
        .succeeded();

    String published = workflow.publishNow(draft);
    Eventually.holds(() -> assertThat(workflow.stateOf(published)).isEqualTo("published"));
  }

  /** To the assistant and to the console: a sign-in takes long, and a post is soon due. */
  private Actions signIn(Packaging packaging, String person) {
    OAuthClient.Tokens tokens = client.signIn(person, discovery.allScopes());
    ConsolePerson.as(person);
    PostlySet set = WholeSet.running();
    Actions assistant =
        new RecordedActions(
            packaging.connect(set.gateway(), tokens::access), tokens.subject(), calls);
    return new ConfirmingActions(assistant, person, calls);
  }

  private static Map<String, Object> newDraft() {
    return Map.of("workspace", WORKSPACE, "text", "Not by a viewer");
  }

  private static Map<String, Object> withUnknownField() {
    Map<String, Object> arguments = new LinkedHashMap<>(newDraft());
    arguments.put("publish_now", true);
    return arguments;
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.code()).isEqualTo(code);
  }

  private static void assertOneSignedPost(
      WebhookReceiver receiver, String secret, String publication, Instant due) {
    Eventually.staysTrue(Duration.ofSeconds(3), () -> receiver.posts().size() == 1);
    WebhookReceiver.Post post = receiver.posts().getFirst();
    assertThat(post.header("webhook-id")).isEqualTo(publication);
    assertThat(post.isSignedWith(secret)).isTrue();
    assertThat(post.text()).isEqualTo("From a draft to a post");
    assertThat(post.at()).isAfterOrEqualTo(due.minusMillis(1));
    assertThat(Instant.ofEpochSecond(Long.parseLong(post.header("webhook-timestamp"))))
        .isCloseTo(post.at(), within(30, ChronoUnit.SECONDS));
  }

  private void assertCounted(Metrics before, Packaging packaging) {
    String channel = "channel=\"" + label(packaging) + "\"";
    Metrics after = Metrics.scrape();
    countsBy(calls, call -> List.of(call.action(), call.outcome(), call.channel()))
        .forEach(
            (key, count) ->
                assertThat(
                        after.since(
                            before,
                            "postly_tool_calls_total",
                            "tool=\"" + key.get(0) + "\"",
                            "outcome=\"" + key.get(1) + "\"",
                            "channel=\"" + key.get(2) + "\""))
                    .as("calls of %s", key)
                    .isEqualTo(count.doubleValue()));
    countsBy(
            calls.stream().filter(RecordedActions.Call::isError).toList(),
            call -> List.of(call.action(), call.outcome(), call.code()))
        .forEach(
            (key, count) ->
                assertThat(
                        after.since(
                            before,
                            "postly_errors_total",
                            "tool=\"" + key.get(0) + "\"",
                            "category=\"" + key.get(1) + "\"",
                            "code=\"" + key.get(2) + "\""))
                    .as("errors of %s", key)
                    .isEqualTo(count.doubleValue()));
    assertThat(
            after.since(before, "postly_reviews_decided_total", channel, "decision=\"approved\""))
        .isEqualTo(1);
    assertThat(after.since(before, "postly_review_seconds_count", channel)).isEqualTo(1);
    Eventually.holds(() -> assertWorkflowCounted(before, channel, packaging));
  }

  private static void assertWorkflowCounted(Metrics before, String channel, Packaging packaging) {
    Metrics now = Metrics.scrape();
    assertThat(now.since(before, "postly_workflows_started_total", channel)).isEqualTo(1);
    assertThat(
            now.since(before, "postly_workflows_completed_total", channel, "result=\"published\""))
        .isEqualTo(1);
    double saved = now.since(before, "postly_time_saved_seconds_total");
    if (packaging == Packaging.MCP) {
      assertThat(saved).isPositive();
    } else {
      assertThat(saved).isZero();
    }
  }

  private void assertInActivityLog(Instant since, Instant until) {
    Map<RecordedActions.Call, Long> made = countsBy(calls, call -> call);
    Eventually.holds(
        () -> assertThat(countsBy(logged(since, until), call -> call)).isEqualTo(made));
    assertThat(made.keySet())
        .extracting(RecordedActions.Call::code)
        .contains("permission_denied", "invalid_input");
  }

  private static List<RecordedActions.Call> logged(Instant since, Instant until) {
    List<RecordedActions.Call> logged = new ArrayList<>();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("workspace", WORKSPACE);
    page.put("from", since.toString());
    page.put("to", until.toString());
    page.put("limit", 100);
    do {
      Answer answer = Packaging.REST.as("acme-analyst").call("list_activity", page).succeeded();
      for (JsonNode entry : answer.body().at("/activities")) {
        assertThat(entry.at("/client").asText()).isIn(client.id(), "postly-console");
        logged.add(
            new RecordedActions.Call(
                entry.at("/person/id").asText(),
                entry.at("/channel").asText(),
                entry.at("/action").asText(),
                entry.at("/outcome").asText(),
                entry.at("/code").asText()));
      }
      page.put("cursor", answer.body().path("next_cursor").asText(null));
    } while (page.get("cursor") != null);
    return logged;
  }

  private void assertReported(Instant since, Instant until, Packaging packaging) {
    Eventually.holds(
        () -> {
          JsonNode report =
              Packaging.REST
                  .as("acme-analyst")
                  .call(
                      "get_workflow_report",
                      Map.of(
                          "workspace", WORKSPACE,
                          "from", since.toString(),
                          "to", until.plusSeconds(30).toString()))
                  .succeeded()
                  .body();
          assertFigures(report, packaging == Packaging.MCP ? 1 : 0);
        });
    JsonNode report =
        Packaging.REST
            .as("acme-analyst")
            .call(
                "get_workflow_report",
                Map.of("workspace", WORKSPACE, "from", since.toString(), "to", until.toString()))
            .succeeded()
            .body();
    Map<String, Long> reported = new LinkedHashMap<>();
    report
        .at("/tools")
        .forEach(tool -> reported.put(tool.at("/action").asText(), tool.at("/calls").asLong()));
    assertThat(reported).isEqualTo(countsBy(calls, RecordedActions.Call::action));
    Map<String, Long> errors = new LinkedHashMap<>();
    report
        .at("/errors")
        .forEach(error -> errors.put(error.at("/code").asText(), error.at("/count").asLong()));
    assertThat(errors)
        .isEqualTo(
            countsBy(
                calls.stream().filter(RecordedActions.Call::isRefused).toList(),
                RecordedActions.Call::code));
  }

  /** The figures speak of what an assistant did: nothing of the same by hand. */
  private static void assertFigures(JsonNode report, int byAssistant) {
    for (String stage : List.of("started", "submitted", "approved", "scheduled", "published")) {
      assertThat(report.at("/funnel/" + stage).asInt()).as(stage).isEqualTo(byAssistant);
    }
    assertThat(report.at("/approvals/approved").asInt()).isEqualTo(byAssistant);
    assertThat(report.at("/time_saved/samples").asInt()).isEqualTo(byAssistant);
  }

  private static <K> Map<K, Long> countsBy(
      List<RecordedActions.Call> calls, Function<RecordedActions.Call, K> key) {
    return calls.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static String label(Packaging packaging) {
    return packaging.as("acme-editor").channel();
  }
}
