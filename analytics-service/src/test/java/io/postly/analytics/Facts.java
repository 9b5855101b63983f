package io.postly.analytics;

import io.postly.action.fixture.TestEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the other services tell, in a workspace of its own. */
public final class Facts {

  private static final String DRAFTS = "postly.drafts";
  private static final String APPROVALS = "postly.approvals";
  private static final String PUBLICATIONS = "postly.publications";
  private static final String ACTIONS = "postly.actions";

  private final String workspace;

  /** An event that has not been published yet. */
  public record Fact(
      String topic, String type, UUID key, String workspace, Map<String, Object> data) {

    /** The same with another value of one field. */
    public Fact with(String field, Object value) {
      Map<String, Object> changed = new HashMap<>(data);
      changed.put(field, value);
      return new Fact(topic, type, key, workspace, changed);
    }

    /** The same, published on another topic: consumers look at the type. */
    Fact onTopic(String other) {
      return new Fact(other, type, key, workspace, data);
    }

    /** Publishes it and waits until it has been applied. */
    public void apply() {
      TestEvents.awaitApplied(TestEvents.publish(topic, type, key, workspace, data));
    }
  }

  public Facts(String workspace) {
    this.workspace = workspace;
  }

  /** A draft was written. */
  public Fact drafted(UUID draft, String channel, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("draft_id", draft);
    data.put("workspace", workspace);
    data.put("revision", 1);
    data.put("content_hash", "sha256:" + "0".repeat(64));
    data.put("text", "Hello");
    data.put("variants", new Object[0]);
    data.put("channel_ids", new Object[0]);
    data.put("labels", new Object[0]);
    data.put("created_by", person());
    data.put("created_through", channel);
    data.put("authored_by", person());
    data.put("authored_through", channel);
    data.put("at", at);
    return new Fact(DRAFTS, "io.postly.draft.revised.v1", draft, workspace, data);
  }

  /** A draft was put aside, or taken out of the archive. */
  public Fact archived(UUID draft, boolean archived, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("draft_id", draft);
    data.put("workspace", workspace);
    data.put("by", person());
    data.put("through", "mcp");
    data.put("at", at);
    String type = archived ? "io.postly.draft.archived.v1" : "io.postly.draft.restored.v1";
    return new Fact(DRAFTS, type, draft, workspace, data);
  }

  /** A review was opened or decided. */
  public Fact review(UUID review, UUID draft, String state, Instant requested, Instant decided) {
    Map<String, Object> data = new HashMap<>();
    data.put("review_id", review);
    data.put("draft_id", draft);
    data.put("workspace", workspace);
    data.put("state", state);
    data.put("revision", 1);
    data.put("content_hash", "sha256:" + "0".repeat(64));
    data.put("channel_ids", new Object[0]);
    data.put("requested_by", person());
    data.put("requested_through", "mcp");
    data.put("requested_at", requested);
    data.put("authored_through", "mcp");
    if (decided != null) {
      data.put("decided_by", person());
      data.put("decided_through", "mcp");
      data.put("decided_at", decided);
    }
    data.put("at", decided == null ? requested : decided);
    return new Fact(APPROVALS, "io.postly.review.changed.v1", draft, workspace, data);
  }

  /** A publication was planned, or something became of it. */
  public Fact publication(UUID publication, UUID draft, String state, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("publication_id", publication);
    data.put("draft_id", draft);
    data.put("workspace", workspace);
    data.put("channel_id", UUID.randomUUID());
    data.put("network", "sandbox");
    data.put("state", state);
    data.put("revision", 1);
    data.put("content_hash", "sha256:" + "0".repeat(64));
    data.put("due_at", at);
    data.put("requested_by", person());
    data.put("requested_through", "mcp");
    data.put("at", at);
    if (state.equals("published")) {
      data.put("published_at", at);
    }
    return new Fact(PUBLICATIONS, "io.postly.publication.changed.v1", draft, workspace, data);
  }

  /** A network told how people have taken a post; likes alone, until the fact has more. */
  public Fact measured(UUID publication, UUID draft, Instant published, long likes, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("publication_id", publication);
    data.put("draft_id", draft);
    data.put("workspace", workspace);
    data.put("channel_id", UUID.randomUUID());
    data.put("network", "sandbox");
    data.put("published_at", published);
    data.put("likes", likes);
    data.put("gone", false);
    data.put("at", at);
    return new Fact(PUBLICATIONS, "io.postly.engagement.measured.v1", draft, workspace, data);
  }

  /** An action was called. */
  public Fact action(String action, UUID draft, String code, Instant at) {
    Map<String, Object> data = new HashMap<>();
    data.put("action_id", UUID.randomUUID());
    data.put("workspace", workspace);
    data.put("action", action);
    data.put("service", "drafts-service");
    data.put("read_only", false);
    data.put("outcome", code == null ? "ok" : "workflow");
    data.put("replayed", false);
    data.put("person", person());
    data.put("channel", "mcp");
    data.put("client", "test-client");
    data.put("duration_ms", 12);
    data.put("at", at);
    if (code != null) {
      data.put("code", code);
      data.put("category", "workflow");
    }
    if (draft != null) {
      data.put("subject_type", "draft");
      data.put("subject_id", draft);
      data.put("draft_id", draft);
    }
    UUID key = draft == null ? UUID.randomUUID() : draft;
    return new Fact(ACTIONS, "io.postly.action.performed.v1", key, workspace, data);
  }

  private static Map<String, String> person() {
    return Map.of("id", "editor-1", "name", "The Editor");
  }
}
