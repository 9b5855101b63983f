package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One draft, to which things happen, and what must be true of it all the while. Refused steps are
 * part of it; a step that fails for Postly's own reasons is an error.
 */
final class DraftHistory {

  private static final int MOST_REPETITIONS = 8;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration UNTIL_DUE = Duration.ofMillis(1200);

  private final Setting setting;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> policyOfReview = new HashMap<>();
  private String draft;
  private String review;
  private String publication;
  private String undo;

  /** What can happen. */
  enum Step {
    EDIT,
    SUBMIT,
    APPROVE,
    APPROVE_AS_ANOTHER,
    REQUEST_CHANGES,
    WITHDRAW,
    ARCHIVE,
    SCHEDULE,
    PUBLISH_NOW,
    CANCEL,
    UNDO,
    NEED_ONE_APPROVAL,
    NEED_TWO_APPROVALS,
    WAIT
  }

  /** A workspace, its people, and a channel whose posts are seen. */
  static final class Setting {

    private final String workspace;
    private final WebhookReceiver receiver;
    private final String channel;
    private int policy;

    private Setting(String workspace, WebhookReceiver receiver) {
      this.workspace = workspace;
      this.receiver = receiver;
      this.channel = Channels.webhook(workspace, receiver.url()).text("/channel/id");
    }

    static Setting in(String workspace, WebhookReceiver receiver) {
      return new Setting(workspace, receiver);
    }

    void needApprovals(int approvals) {
      JsonNode now = person("admin").call("get_policy", here(Map.of())).succeeded().body();
      Map<String, Object> next = new LinkedHashMap<>();
      for (String kept :
          List.of(
              "approver_roles",
              "self_approval",
              "assistant_drafts_need_person",
              "required_reviewers",
              "trusted_clients",
              "reminder_after_hours",
              "expires_after_hours")) {
        if (now.has(kept)) {
          next.put(kept, now.get(kept));
        }
      }
      next.put("approvals_needed", approvals);
      next.put("expected_version", now.at("/version").asInt());
      policy =
          person("admin").call("set_policy", here(next)).succeeded().body().at("/version").asInt();
    }

    private Actions person(String role) {
      return Packaging.REST.as(workspace + "-" + role);
    }

    private Map<String, Object> here(Map<String, Object> arguments) {
      Map<String, Object> complete = new LinkedHashMap<>(arguments);
      complete.put("workspace", workspace);
      return complete;
    }
  }

  private DraftHistory(Setting setting) {
    this.setting = setting;
  }

  static DraftHistory begin(Setting setting) {
    DraftHistory history = new DraftHistory(setting);
    String text = history.newText();
    history.draft =
        history
            .call(
                "editor",
                "create_draft",
                Map.of("text", text, "channel_ids", List.of(setting.channel)))
            .orElseThrow()
            .text("/id");
    history.texts.add(text);
    return history;
  }

  void take(Step step) {
    switch (step) {
      case EDIT -> edit();
      case SUBMIT -> submit();
      case APPROVE -> decide("approver", "approve_draft", Map.of());
      case APPROVE_AS_ANOTHER -> decide("admin", "approve_draft", Map.of());
      case REQUEST_CHANGES ->
          decide("approver", "request_changes", Map.of("note", "Something else"));
      case WITHDRAW ->
          ifThere(review, id -> call("editor", "withdraw_review", Map.of("review_id", id)));
      case ARCHIVE -> call("editor", "archive_draft", Map.of("draft_id", draft));
      case SCHEDULE ->
          publish("schedule_post", Map.of("publish_at", Instant.now().plus(UNTIL_DUE).toString()));
      case PUBLISH_NOW -> publish("publish_now", Map.of());
      case CANCEL ->
          ifThere(
              publication,
              id ->
                  call(
                      "editor",
                      "cancel_post",
                      Map.of("publication_id", id, "reason", "Not that one")));
      case UNDO -> undo();
      case NEED_ONE_APPROVAL -> setting.needApprovals(1);
      case NEED_TWO_APPROVALS -> setting.needApprovals(2);
      case WAIT -> LockSupport.parkNanos(UNTIL_DUE.toNanos());
    }
  }

  private void edit() {
    String text = newText();
    call("editor", "update_draft", ofRevision("draft_id", draft, Map.of("text", text)))
        .ifPresent(updated -> texts.add(text));
  }

  private void submit() {
    int before = setting.policy;
    call("editor", "submit_for_approval", ofRevision("draft_id", draft, Map.of()))
        .ifPresent(
            submitted -> {
              review = submitted.text("/id");
              policyOfReview.put(review, before);
            });
  }

  private void decide(String role, String action, Map<String, Object> arguments) {
    ifThere(review, id -> call(role, action, ofRevision("review_id", id, arguments)));
  }

  private void publish(String action, Map<String, Object> arguments) {
    call("editor", action, ofRevision("draft_id", draft, arguments))
        .ifPresent(made -> publication = made.text("/publications/0/id"));
  }

  /** What an undo of an edit brings back is a revision more. */
  private void undo() {
    ifThere(
        undo,
        id ->
            call("editor", "undo_action", Map.of("undo_id", id))
                .ifPresent(undone -> noteNewestRevision()));
  }

  private void noteNewestRevision() {
    JsonNode now = read();
    if (now.at("/revision").asInt() > texts.size()) {
      texts.add(now.at("/text").asText());
    }
  }

  private Map<String, Object> ofRevision(String name, String id, Map<String, Object> arguments) {
    Map<String, Object> complete = new LinkedHashMap<>(arguments);
    complete.put(name, id);
    complete.put("expected_revision", texts.size());
    return complete;
  }

  private Optional<Answer> call(String role, String action, Map<String, Object> arguments) {
    Answer answer = repeated(role, action, setting.here(arguments));
    if (answer.failed()) {
      if (answer.text("/category").equals("system")) {
        throw new AssertionError(action + " failed: " + answer.body());
      }
      return Optional.empty();
    }
    if (answer.body().at("/action/undo/possible").asBoolean()) {
      undo = answer.text("/action/undo/id");
    }
    return Optional.of(answer);
  }

  /**
   * News between services may be on its way; what is refused for good is refused the last time too.
   */
  private Answer repeated(String role, String action, Map<String, Object> arguments) {
    Answer answer = setting.person(role).call(action, arguments);
    for (int i = 0;
        i < MOST_REPETITIONS && answer.failed() && answer.body().at("/retryable").asBoolean();
        i++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = setting.person(role).call(action, arguments);
    }
    return answer;
  }

  private static void ifThere(String id, Consumer<String> step) {
    if (id != null) {
      step.accept(id);
    }
  }

  private String newText() {
    return "Text " + UUID.randomUUID();
  }

  private JsonNode read() {
    return setting
        .person("editor")
        .call("get_draft", setting.here(Map.of("draft_id", draft)))
        .succeeded()
        .body();
  }

  /** Until nothing of the draft is on its way any more. */
  void awaitDispatch() {
    Eventually.holds(
        () -> {
          for (JsonNode post : posts()) {
            Instant due = Instant.parse(post.at("/due_at").asText());
            String state = post.at("/state").asText();
            boolean isUnderWay =
                Set.of("claimed", "publishing").contains(state)
                    || (state.equals("planned") && due.isBefore(Instant.now().plus(UNTIL_DUE)));
            if (isUnderWay) {
              throw new AssertionError("Still under way: " + post);
            }
          }
        });
  }

  private Stream<JsonNode> postsOfDraft() {
    Instant now = Instant.now();
    JsonNode calendar =
        setting
            .person("editor")
            .call(
                "get_calendar",
                setting.here(
                    Map.of(
                        "channel_id",
                        setting.channel,
                        "from",
                        now.minus(Duration.ofHours(1)).toString(),
                        "to",
                        now.plus(Duration.ofHours(1)).toString(),
                        "limit",
                        100)))
            .succeeded()
            .body();
    return calendar
        .at("/publications")
        .valueStream()
        .filter(post -> post.at("/draft_id").asText().equals(draft));
  }

  private List<JsonNode> posts() {
    return postsOfDraft().toList();
  }

  private List<WebhookReceiver.Post> received() {
    return setting.receiver.posts().stream().filter(post -> texts.contains(post.text())).toList();
  }

  /** Texts that went out though no review of them had its approvals by then. */
  List<String> publishedWithoutApproval() {
    List<JsonNode> reviews =
        setting
            .person("editor")
            .call("list_reviews", setting.here(Map.of("draft_id", draft, "limit", 100)))
            .succeeded()
            .body()
            .at("/reviews")
            .valueStream()
            .toList();
    return received().stream()
        .filter(post -> reviews.stream().noneMatch(found -> letsOut(found, post)))
        .map(WebhookReceiver.Post::text)
        .toList();
  }

  private boolean letsOut(JsonNode found, WebhookReceiver.Post post) {
    Set<String> approvers = new HashSet<>();
    for (JsonNode approval : found.at("/approvals")) {
      if (!Instant.parse(approval.at("/at").asText()).isAfter(post.at())) {
        approvers.add(approval.at("/by/id").asText());
      }
    }
    approvers.remove(People.subject(setting.workspace + "-editor"));
    return found.at("/text").asText().equals(post.text())
        && approvers.size() >= found.at("/approvals_needed").asInt()
        && found.at("/policy_version").asInt()
            == policyOfReview.getOrDefault(
                found.at("/id").asText(), found.at("/policy_version").asInt());
  }

  /** Posts that went out more than once. */
  List<String> publishedTwice() {
    Set<String> seen = new HashSet<>();
    return received().stream()
        .map(post -> post.header("webhook-id"))
        .filter(id -> !seen.add(id))
        .toList();
  }

  /** Numbers of revisions that do not read as they were written. */
  List<Integer> lostRevisions() {
    List<Integer> lost = new ArrayList<>();
    for (int revision = 1; revision <= texts.size(); revision++) {
      if (!textOf(revision).equals(texts.get(revision - 1))) {
        lost.add(revision);
      }
    }
    return lost;
  }

  private String textOf(int revision) {
    Answer compared =
        Patience.call(
            setting.person("editor"),
            "compare_revisions",
            setting.here(Map.of("draft_id", draft, "from", revision, "to", texts.size())));
    StringBuilder text = new StringBuilder();
    for (JsonNode segment : compared.succeeded().body().at("/texts/0/segments")) {
      if (!segment.at("/kind").asText().equals("added")) {
        text.append(segment.at("/text").asText());
      }
    }
    return text.toString();
  }
}
