package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The steps of the main job, for whichever way the actions are called. */
final class WorkflowScenario {

  private static final String WORKSPACE = "acme";

  private final Actions editor;
  private final Actions approver;

  /** A draft as the steps hand it on. */
  record Draft(String id, int revision) {}

  WorkflowScenario(Actions editor, Actions approver) {
    this.editor = editor;
    this.approver = approver;
  }

  Draft writeDraft(String text, String channelId) {
    Answer created =
        editor
            .call(
                "create_draft",
                Map.of(
                    "workspace",
                    WORKSPACE,
                    "text",
                    "First words",
                    "channel_ids",
                    List.of(channelId)))
            .succeeded();
    assertThat(created.body().at("/created_through").asText()).isEqualTo(editor.channel());
    Draft updated =
        revise(new Draft(created.text("/id"), created.body().at("/revision").asInt()), text);
    assertThat(updated.revision()).isEqualTo(2);
    return updated;
  }

  /** Gives it another text, which is a revision that nobody has approved yet. */
  Draft revise(Draft draft, String text) {
    Answer revised =
        editor
            .call(
                "update_draft",
                Map.of(
                    "workspace",
                    WORKSPACE,
                    "draft_id",
                    draft.id(),
                    "expected_revision",
                    draft.revision(),
                    "text",
                    text))
            .succeeded();
    return new Draft(draft.id(), revised.body().at("/revision").asInt());
  }

  String submit(Draft draft) {
    return patiently(
            "submit_for_approval",
            Map.of(
                "workspace",
                WORKSPACE,
                "draft_id",
                draft.id(),
                "expected_revision",
                draft.revision()))
        .succeeded()
        .text("/id");
  }

  void approve(Draft draft, String review) {
    Map<String, Object> arguments =
        Map.of("workspace", WORKSPACE, "review_id", review, "expected_revision", draft.revision());
    assertThat(editor.call("approve_draft", arguments).code()).isEqualTo("permission_denied");
    Answer approved = approver.call("approve_draft", arguments).succeeded();
    assertThat(approved.text("/state")).isEqualTo("approved");
  }

  /** Has the reviewer ask for changes. */
  void requestChanges(Draft draft, String review, String note) {
    Answer asked =
        approver
            .call(
                "request_changes",
                Map.of(
                    "workspace", WORKSPACE,
                    "review_id", review,
                    "expected_revision", draft.revision(),
                    "note", note))
            .succeeded();
    assertThat(asked.text("/state")).isEqualTo("changes_requested");
  }

  /** Schedules it and gives the publication's id. */
  String schedule(Draft draft, Instant due) {
    Answer scheduled =
        patiently(
                "schedule_post",
                Map.of(
                    "workspace", WORKSPACE,
                    "draft_id", draft.id(),
                    "expected_revision", draft.revision(),
                    "publish_at", due.truncatedTo(ChronoUnit.MILLIS).toString(),
                    "idempotency_key", UUID.randomUUID().toString()))
            .succeeded();
    assertThat(scheduled.body().at("/publications")).hasSize(1);
    return scheduled.text("/publications/0/id");
  }

  /** Publishes it at once and gives the publication's id. */
  String publishNow(Draft draft) {
    return patiently(
            "publish_now",
            Map.of(
                "workspace", WORKSPACE,
                "draft_id", draft.id(),
                "expected_revision", draft.revision()))
        .succeeded()
        .text("/publications/0/id");
  }

  private Answer patiently(String action, Map<String, Object> arguments) {
    return Patience.call(editor, action, arguments);
  }

  /** The publication as the calendar has it now. */
  JsonNode inCalendar(String publication) {
    Instant now = Instant.now();
    Answer calendar =
        editor
            .call(
                "get_calendar",
                Map.of(
                    "workspace", WORKSPACE,
                    "from", now.minus(Duration.ofHours(2)).toString(),
                    "to", now.plus(Duration.ofHours(2)).toString()))
            .succeeded();
    for (JsonNode found : calendar.body().at("/publications")) {
      if (found.at("/id").asText().equals(publication)) {
        return found;
      }
    }
    throw new AssertionError("The calendar lacks " + publication + ": " + calendar.body());
  }

  String stateOf(String publication) {
    return inCalendar(publication).at("/state").asText();
  }
}
