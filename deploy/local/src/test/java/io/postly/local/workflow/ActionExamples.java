package io.postly.local.workflow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A call of each action that succeeds for whoever may make it, on objects made for that one call.
 * All optional arguments that name objects are there. The workspace's name is in everything that is
 * made, so that it can be told where it has got to.
 */
final class ActionExamples implements AutoCloseable {

  private static final Duration FAR_AHEAD = Duration.ofDays(30);

  private final String workspace;
  private final Actions editor;
  private final Actions approver;
  private final Actions admin;
  private final String channel;
  private final String queue;
  private final WebhookReceiver silentNetwork = WebhookReceiver.startHangingUp();
  private final PictureServer pictures = PictureServer.start();
  private String silentChannel;
  private String endpoint;

  ActionExamples(String workspace) {
    this.workspace = workspace;
    this.editor = Packaging.REST.as(workspace + "-editor");
    this.approver = Packaging.REST.as(workspace + "-approver");
    this.admin = Packaging.REST.as(workspace + "-admin");
    this.channel = Channels.sandbox(editor, workspace);
    this.queue = anotherQueue();
  }

  /** The arguments of such a call. */
  Map<String, Object> of(String action) {
    return switch (action) {
      case "list_workspaces" -> Map.of();
      case "list_channels",
          "list_networks",
          "list_drafts",
          "list_media",
          "get_workflow_report",
          "get_publishing_state",
          "get_publishing_rules",
          "resume_publishing" ->
          here(Map.of());
      case "stop_publishing" -> here(Map.of("reason", unique()));
      case "verify_audit_trail", "list_audit_entries" -> here(Map.of("service", "drafts"));
      case "list_activity" ->
          here(Map.of("draft_id", draft(), "person_id", People.subject(workspace + "-editor")));
      case "list_reviews" -> here(Map.of("draft_id", draft()));
      case "get_calendar" -> here(Map.of("channel_id", channel));
      // A period of its own: the usual one ends at the moment of the call.
      case "get_engagement" ->
          here(
              Map.of(
                  "channel_id",
                  channel,
                  "from",
                  "2026-01-01T00:00:00Z",
                  "to",
                  "2026-02-01T00:00:00Z"));
      case "get_draft", "validate_draft", "archive_draft", "compare_revisions" ->
          here(Map.of("draft_id", draft()));
      case "restore_draft" -> here(Map.of("draft_id", archived().getKey()));
      case "list_confirmations" -> here(Map.of("service", "scheduling"));
      case "get_confirmation" -> here(Map.of("confirmation_id", "scheduling-" + UUID.randomUUID()));
      case "confirm_action", "decline_action" ->
          here(
              Map.of(
                  "confirmation_id",
                  "scheduling-" + UUID.randomUUID(),
                  "content_hash",
                  "sha256:0"));
      case "undo_action" -> here(Map.of("undo_id", archived().getValue()));
      // Nobody says it: what is found would change while others make their examples.
      case "search" -> Map.of("query", "zebras");
      case "fetch" -> Map.of("id", draft());
      case "connect_channel" -> here(Map.of("network", "sandbox", "name", unique()));
      case "begin_channel_sign_in" -> here(Map.of("channel_id", channel));
      case "complete_channel_sign_in" ->
          here(Map.of("state", workspace + "." + UUID.randomUUID(), "code", "sandbox"));
      case "reconnect_channel" -> here(Map.of("channel_id", channel));
      case "disconnect_channel" -> here(Map.of("channel_id", anotherChannel()));
      case "set_time_zone" -> here(Map.of("time_zone", "Europe/Berlin"));
      case "add_media" -> here(Map.of("url", pictures.url()));
      case "upload_media" -> here(Map.of("file", PictureServer.picture()));
      case "create_draft" -> newDraft(channel);
      case "update_draft" ->
          revision("draft_id", draft(), Map.of("text", unique(), "channel_ids", List.of(channel)));
      case "submit_for_approval" -> revision("draft_id", draft(), Map.of("note", unique()));
      case "approve_draft" -> revision("review_id", review(draft()), Map.of("note", unique()));
      case "request_changes" -> revision("review_id", review(draft()), Map.of("note", unique()));
      case "reject_draft" -> revision("review_id", review(draft()), Map.of("note", unique()));
      case "get_policy", "list_policy_versions" -> here(Map.of());
      case "set_policy" -> policy();
      case "list_review_notes" -> here(Map.of("review_id", review(draft())));
      // Who may not write drafts withdraws only what they have approved.
      case "withdraw_review" -> here(Map.of("review_id", approval(draft())));
      case "add_review_note" -> newNote(review(draft()));
      case "resolve_review_note" -> note();
      case "invite_reviewer" ->
          here(Map.of("review_id", review(draft()), "label", unique(), "lifetime_days", 7));
      case "list_invitations" -> here(Map.of("review_id", review(draft())));
      // Only in the console is one made: here everybody is refused before it is looked for.
      case "revoke_invitation" ->
          here(Map.of("review_id", review(draft()), "invitation_id", UUID.randomUUID().toString()));
      case "schedule_post" -> schedule(draft());
      case "queue_post" ->
          revision("draft_id", draft(queue), Map.of("channel_ids", List.of(queue)));
      case "get_queue", "get_posting_slots", "resume_queue" -> here(Map.of("channel_id", queue));
      case "pause_queue" -> here(Map.of("channel_id", queue, "reason", unique()));
      case "reorder_queue" -> order();
      case "set_posting_slots" -> slots(anotherChannel());
      case "plan_posts" ->
          here(
              Map.of(
                  "posts",
                  List.of(
                      Map.of(
                          "draft_id", draft(), "expected_revision", 1, "publish_at", farAhead()))));
      case "set_publishing_rules" -> rules();
      case "reschedule_post" ->
          here(Map.of("publication_id", planned(), "publish_at", farAhead(), "time_zone", "UTC"));
      case "cancel_post" -> here(Map.of("publication_id", planned(), "reason", unique()));
      case "publish_now" ->
          revision("draft_id", approved(channel), Map.of("channel_ids", List.of(channel)));
      case "delete_post" -> here(Map.of("publication_id", published()));
      case "update_post" -> newText();
      case "settle_post" -> here(Map.of("publication_id", unconfirmed(), "outcome", "published"));
      case "create_notification_endpoint" -> newEndpoint();
      case "list_notification_endpoints" -> here(Map.of());
      case "update_notification_endpoint" ->
          here(Map.of("endpoint_id", endpoint(), "description", unique()));
      case "delete_notification_endpoint" -> here(Map.of("endpoint_id", anotherEndpoint()));
      case "rotate_notification_secret", "list_notification_deliveries", "send_test_notification" ->
          here(Map.of("endpoint_id", endpoint()));
      case "redeliver_notification" ->
          here(Map.of("endpoint_id", endpoint(), "delivery_id", delivery()));
      default ->
          throw new AssertionError(
              "There is no example of " + action + ": add one that succeeds to ActionExamples");
    };
  }

  private Map<String, Object> here(Map<String, Object> arguments) {
    Map<String, Object> complete = new LinkedHashMap<>(arguments);
    complete.put("workspace", workspace);
    return complete;
  }

  /** Nothing here is edited before it is used, so that all is of the first revision. */
  private Map<String, Object> revision(String name, String id, Map<String, Object> arguments) {
    Map<String, Object> complete = here(arguments);
    complete.put(name, id);
    complete.put("expected_revision", 1);
    return complete;
  }

  private Map<String, Object> newDraft(String channelId) {
    return here(Map.of("title", unique(), "text", unique(), "channel_ids", List.of(channelId)));
  }

  /** What holds by default, so that it changes nothing for the other examples. */
  private Map<String, Object> policy() {
    String version =
        Patience.call(editor, "get_policy", here(Map.of())).succeeded().text("/version");
    Map<String, Object> complete = here(Map.of());
    complete.put("expected_version", Integer.valueOf(version));
    complete.put("approvals_needed", 1);
    complete.put("approver_roles", List.of("approver", "admin"));
    complete.put("self_approval", false);
    complete.put("assistant_drafts_need_person", true);
    complete.put("required_reviewers", List.of());
    complete.put("trusted_clients", List.of());
    complete.put("external_approvals", "advisory");
    complete.put("reminder_after_hours", 24);
    complete.put("expires_after_hours", 336);
    return complete;
  }

  /** What holds by default, so that it changes nothing for the other examples. */
  private Map<String, Object> rules() {
    String version =
        Patience.call(editor, "get_publishing_rules", here(Map.of())).succeeded().text("/version");
    return here(
        Map.of(
            "expected_version",
            Integer.valueOf(version),
            "blackouts",
            List.of(),
            "channels",
            List.of(),
            "missed_posts",
            "send"));
  }

  private Map<String, Object> schedule(String draft) {
    return revision(
        "draft_id", draft, Map.of("publish_at", farAhead(), "channel_ids", List.of(channel)));
  }

  private String anotherChannel() {
    return Patience.call(
            admin, "connect_channel", here(Map.of("network", "sandbox", "name", unique())))
        .succeeded()
        .text("/channel/id");
  }

  /** A channel that has a slot every day. */
  private String anotherQueue() {
    String made = anotherChannel();
    Patience.call(admin, "set_posting_slots", slots(made)).succeeded();
    return made;
  }

  private Map<String, Object> slots(String channelId) {
    return here(
        Map.of(
            "channel_id",
            channelId,
            "expected_version",
            0,
            "slots",
            Arrays.stream(DayOfWeek.values())
                .map(day -> Map.of("day", day.name().toLowerCase(Locale.ROOT), "time", "09:00"))
                .toList()));
  }

  /** The order that a queue of one post has. */
  private Map<String, Object> order() {
    String queueId = anotherQueue();
    String post =
        Patience.call(editor, "queue_post", revision("draft_id", draft(queueId), Map.of()))
            .succeeded()
            .text("/publications/0/id");
    String fingerprint =
        Patience.call(editor, "get_queue", here(Map.of("channel_id", queueId)))
            .succeeded()
            .text("/queues/0/fingerprint");
    return here(
        Map.of(
            "channel_id",
            queueId,
            "expected_fingerprint",
            fingerprint,
            "publication_ids",
            List.of(post)));
  }

  private String draft() {
    return draft(channel);
  }

  private String draft(String channelId) {
    return Patience.call(editor, "create_draft", newDraft(channelId)).succeeded().text("/id");
  }

  /** An archived draft, and what undoes that. */
  private Map.Entry<String, String> archived() {
    String draft = draft();
    Answer archived =
        Patience.call(editor, "archive_draft", here(Map.of("draft_id", draft))).succeeded();
    return Map.entry(draft, archived.text("/action/undo/id"));
  }

  private String review(String draft) {
    return Patience.call(
            editor, "submit_for_approval", revision("draft_id", draft, Map.of("note", unique())))
        .succeeded()
        .text("/id");
  }

  private Map<String, Object> newNote(String review) {
    return here(
        Map.of("review_id", review, "passage", Map.of("start", 0, "end", 5), "text", unique()));
  }

  private Map<String, Object> note() {
    String review = review(draft());
    String note = Patience.call(editor, "add_review_note", newNote(review)).succeeded().text("/id");
    return here(Map.of("review_id", review, "note_id", note));
  }

  private String approved(String channelId) {
    String draft = draft(channelId);
    approval(draft);
    return draft;
  }

  /** A review in which the approver has approved the draft. */
  private String approval(String draft) {
    String review = review(draft);
    Patience.call(approver, "approve_draft", revision("review_id", review, Map.of())).succeeded();
    return review;
  }

  private String planned() {
    return Patience.call(editor, "schedule_post", schedule(draft()))
        .succeeded()
        .text("/publications/0/id");
  }

  /** A post whose network took it without a word. */
  private String unconfirmed() {
    if (silentChannel == null) {
      silentChannel = Channels.webhook(workspace, silentNetwork.url()).text("/channel/id");
    }
    return sent(silentChannel, "unconfirmed");
  }

  /** A post that stands in the sandbox. */
  private String published() {
    return sent(channel, "published");
  }

  /** A post that stands in the sandbox, and is to say its draft's second revision. */
  private Map<String, Object> newText() {
    String draft = approved(channel);
    String publication = sent(draft, channel, "published");
    Map<String, Object> text = Map.of("text", unique(), "channel_ids", List.of(channel));
    Patience.call(editor, "update_draft", revision("draft_id", draft, text)).succeeded();
    String review =
        Patience.call(editor, "submit_for_approval", second(Map.of("draft_id", draft)))
            .succeeded()
            .text("/id");
    Patience.call(approver, "approve_draft", second(Map.of("review_id", review))).succeeded();
    return second(Map.of("publication_id", publication));
  }

  private Map<String, Object> second(Map<String, Object> arguments) {
    Map<String, Object> complete = here(arguments);
    complete.put("expected_revision", 2);
    return complete;
  }

  /** A post that was sent on that channel, once it is in that state. */
  private String sent(String channelId, String state) {
    return sent(approved(channelId), channelId, state);
  }

  private String sent(String draft, String channelId, String state) {
    String publication =
        Patience.call(editor, "publish_now", revision("draft_id", draft, Map.of()))
            .succeeded()
            .text("/publications/0/id");
    Eventually.holds(
        () -> {
          Map<String, Object> arguments = here(Map.of("channel_id", channelId, "state", state));
          String calendar = editor.call("get_calendar", arguments).succeeded().body().toString();
          if (!calendar.contains(publication)) {
            throw new AssertionError("Not " + state + " yet: " + publication);
          }
        });
    return publication;
  }

  private Map<String, Object> newEndpoint() {
    return here(
        Map.of(
            "url",
            silentNetwork.url(),
            "event_types",
            List.of("post.failed"),
            "description",
            unique()));
  }

  /** The one that all examples share which leave it there: a workspace has ten at most. */
  private String endpoint() {
    if (endpoint == null) {
      endpoint = anotherEndpoint();
    }
    return endpoint;
  }

  private String anotherEndpoint() {
    return Patience.call(admin, "create_notification_endpoint", newEndpoint())
        .succeeded()
        .text("/endpoint/id");
  }

  private String delivery() {
    return Patience.call(admin, "send_test_notification", here(Map.of("endpoint_id", endpoint())))
        .succeeded()
        .text("/delivery/id");
  }

  private String unique() {
    return "Known to " + workspace + " alone: " + UUID.randomUUID();
  }

  private static String farAhead() {
    return Instant.now().plus(FAR_AHEAD).toString();
  }

  @Override
  public void close() {
    silentNetwork.close();
    pictures.close();
  }
}
