package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bad input gets: the same problem through both packagings, and nothing stored. */
class BadInputIT {

  private static final String TEXT = "Perfectly fine";

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void anUnknownWorkspaceAndAnotherWorkspacesDraftAreAnsweredAlike(Packaging packaging) {
    String foreign = draft(packaging, "acme").text("/id");
    Actions stranger = packaging.as("globex-editor");

    Answer unknown = stranger.call("list_drafts", Map.of("workspace", "nowhere"));
    Answer outOfReach = stranger.call("list_drafts", Map.of("workspace", "acme"));
    assertAlike(unknown, outOfReach, "not_found", "validation");

    Answer missing =
        stranger.call(
            "get_draft", Map.of("workspace", "globex", "draft_id", UUID.randomUUID().toString()));
    Answer theirs = stranger.call("get_draft", Map.of("workspace", "globex", "draft_id", foreign));
    assertAlike(missing, theirs, "not_found", "validation");
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void anUnknownFieldIsRefused(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    int before = drafts(editor);

    Answer refused =
        editor.call("create_draft", Map.of("workspace", "acme", "text", TEXT, "publish_now", true));

    assertThat(refused.code()).isEqualTo("invalid_input");
    assertThat(refused.text("/violations/0/field")).isEqualTo("publish_now");
    assertThat(drafts(editor)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aTextTooLongForTheChannelIsRefused(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    int before = drafts(editor);

    Answer refused =
        editor.call(
            "create_draft",
            Map.of(
                "workspace", "acme",
                "text", "x".repeat(501),
                "channel_ids", List.of(Channels.sandbox(editor, "acme"))));

    assertThat(refused.code()).isEqualTo("invalid_input");
    assertThat(refused.text("/violations/0/message")).contains("501", "500");
    assertThat(drafts(editor)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aNaiveOrPastTimeIsRefused(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    Answer draft = draft(packaging, "acme");

    for (String time :
        List.of("2099-01-01T10:00", Instant.now().minusSeconds(5).toString(), "soon")) {
      Answer refused =
          editor.call(
              "schedule_post",
              Map.of(
                  "workspace",
                  "acme",
                  "draft_id",
                  draft.text("/id"),
                  "expected_revision",
                  1,
                  "publish_at",
                  time));
      assertThat(refused.code()).isEqualTo("invalid_input");
      assertThat(refused.text("/violations/0/field")).isEqualTo("publish_at");
    }
    assertThat(planned(editor, draft.text("/id"))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aStaleRevisionIsRefused(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    String draft = draft(packaging, "acme").text("/id");
    Map<String, Object> change =
        Map.of("workspace", "acme", "draft_id", draft, "expected_revision", 1, "text", "Second");
    editor.call("update_draft", change).succeeded();

    Map<String, Object> stale = new LinkedHashMap<>(change);
    stale.put("text", "Third");
    Answer refused = editor.call("update_draft", stale);

    assertThat(refused.code()).isEqualTo("stale_revision");
    assertThat(refused.text("/category")).isEqualTo("workflow");
    assertThat(
            editor.call("get_draft", Map.of("workspace", "acme", "draft_id", draft)).text("/text"))
        .isEqualTo("Second");
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void anIdempotencyKeyIsForOneCall(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    String key = UUID.randomUUID().toString();
    int before = drafts(editor);
    Map<String, Object> first = Map.of("workspace", "acme", "text", TEXT, "idempotency_key", key);

    Answer created = editor.call("create_draft", first).succeeded();
    Answer repeated = editor.call("create_draft", first).succeeded();
    Answer other =
        editor.call(
            "create_draft", Map.of("workspace", "acme", "text", "Other", "idempotency_key", key));

    assertThat(repeated.text("/id")).isEqualTo(created.text("/id"));
    assertThat(repeated.body().at("/action/replayed").asBoolean()).isTrue();
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(drafts(editor)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aViewerCannotWrite(Packaging packaging) {
    Actions viewer = packaging.as("acme-viewer");
    int before = drafts(viewer);

    Answer refused = viewer.call("create_draft", Map.of("workspace", "acme", "text", TEXT));

    assertThat(refused.code()).isEqualTo("permission_denied");
    assertThat(refused.text("/category")).isEqualTo("auth");
    assertThat(drafts(viewer)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void aScopeThatWasNotGrantedIsRefused(Packaging packaging) {
    Actions reader = packaging.as("acme-editor", "drafts:read");

    Answer refused = reader.call("create_draft", Map.of("workspace", "acme", "text", TEXT));

    assertThat(refused.code()).isEqualTo("insufficient_scope");
    assertThat(refused.body().toString()).contains("drafts:write");
  }

  @ParameterizedTest
  @EnumSource(Packaging.class)
  void anEditAfterApprovalEndsItAndHoldsThePost(Packaging packaging) {
    Actions editor = packaging.as("acme-editor");
    Actions approver = packaging.as("acme-approver");
    WorkflowScenario workflow = new WorkflowScenario(editor, approver);
    WorkflowScenario.Draft draft =
        workflow.writeDraft("Before the edit", Channels.sandbox(editor, "acme"));
    String review = workflow.submit(draft);
    workflow.approve(draft, review);
    String publication = workflow.schedule(draft, Instant.now().plus(Duration.ofMinutes(90)));

    editor
        .call(
            "update_draft",
            Map.of(
                "workspace",
                "acme",
                "draft_id",
                draft.id(),
                "expected_revision",
                draft.revision(),
                "text",
                "After the edit"))
        .succeeded();

    Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("on_hold"));
    Eventually.holds(() -> assertThat(stateOfReview(editor, draft.id())).isEqualTo("superseded"));

    WorkflowScenario.Draft edited = new WorkflowScenario.Draft(draft.id(), draft.revision() + 1);
    workflow.approve(edited, workflow.submit(edited));
    Eventually.holds(() -> assertThat(workflow.stateOf(publication)).isEqualTo("planned"));
    editor
        .call("cancel_post", Map.of("workspace", "acme", "publication_id", publication))
        .succeeded();
    assertThat(workflow.stateOf(publication)).isEqualTo("cancelled");
  }

  private static void assertAlike(Answer one, Answer other, String code, String category) {
    assertThat(one.code()).isEqualTo(code);
    assertThat(one.text("/category")).isEqualTo(category);
    assertThat(withoutActionId(other)).isEqualTo(withoutActionId(one));
  }

  private static JsonNode withoutActionId(Answer answer) {
    return answer.body().<ObjectNode>deepCopy().without("action_id");
  }

  private static String stateOfReview(Actions actions, String draft) {
    return actions
        .call("list_reviews", Map.of("workspace", "acme", "draft_id", draft))
        .succeeded()
        .text("/reviews/0/state");
  }

  private static Answer draft(Packaging packaging, String workspace) {
    Actions editor = packaging.as(workspace + "-editor");
    return editor
        .call(
            "create_draft",
            Map.of(
                "workspace", workspace,
                "text", TEXT,
                "channel_ids", List.of(Channels.sandbox(editor, workspace))))
        .succeeded();
  }

  private static int drafts(Actions actions) {
    int count = 0;
    String cursor = null;
    do {
      Map<String, Object> arguments =
          new LinkedHashMap<>(Map.of("workspace", "acme", "limit", 100));
      if (cursor != null) {
        arguments.put("cursor", cursor);
      }
      JsonNode page = actions.call("list_drafts", arguments).succeeded().body();
      count += page.at("/drafts").size();
      cursor = page.path("next_cursor").asText(null);
    } while (cursor != null);
    return count;
  }

  private static long planned(Actions actions, String draft) {
    Instant now = Instant.now();
    JsonNode calendar =
        actions
            .call(
                "get_calendar",
                Map.of(
                    "workspace", "acme",
                    "from", now.minus(Duration.ofDays(1)).toString(),
                    "to", now.plus(Duration.ofDays(1)).toString()))
            .succeeded()
            .body();
    return calendar
        .at("/publications")
        .valueStream()
        .filter(found -> found.at("/draft_id").asText().equals(draft))
        .count();
  }
}
