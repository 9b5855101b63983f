package io.postly.approvals.review;

import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.approvals.policy.PolicyExample;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** What the tests of reviews have in common: a workspace of their own, drafts, and calls. */
public abstract class ReviewScenario {

  static final UUID CHANNEL = UUID.nameUUIDFromBytes(new byte[] {1});

  final String workspace = "w-" + UUID.randomUUID();
  final String reviews = "/api/v1/workspaces/" + workspace + "/reviews";
  final Tokens viewer = Tokens.of(workspace, "viewer");
  final Tokens editor = Tokens.of(workspace, "editor");
  final Tokens approver = Tokens.of(workspace, "approver").channel("console");
  final Tokens admin = Tokens.of(workspace, "admin").channel("console");

  @Inject MovableClock clock;

  @AfterEach
  void tellTheRealTime() {
    clock.reset();
  }

  ValidatableResponse submit(UUID draft, int revision) {
    return submit(editor, draft, revision);
  }

  ValidatableResponse submit(Tokens requester, UUID draft, int revision) {
    return Requests.as(requester)
        .body(Map.of("draft_id", draft, "expected_revision", revision))
        .post(reviews)
        .then();
  }

  /** Submits a revision and gives the review's id. */
  String submitted(UUID draft, int revision) {
    return Requests.json(201, submit(draft, revision)).get("id").asText();
  }

  ValidatableResponse approve(String review, int revision) {
    return approve(approver, review, revision);
  }

  /** Approves as people do: in the console. */
  ValidatableResponse approve(Tokens decider, String review, int revision) {
    return Requests.as(decider.channel("console"))
        .body(Map.of("expected_revision", revision))
        .post(reviews + "/" + review + "/approval")
        .then();
  }

  ValidatableResponse requestChanges(Tokens decider, String review, int revision, String note) {
    return Requests.as(decider)
        .body(Map.of("expected_revision", revision, "note", note))
        .post(reviews + "/" + review + "/change-request")
        .then();
  }

  ValidatableResponse reject(Tokens decider, String review, int revision, String note) {
    return Requests.as(decider)
        .body(Map.of("expected_revision", revision, "note", note))
        .post(reviews + "/" + review + "/rejection")
        .then();
  }

  /** Sets the workspace's policy: the defaults, changed as the test wants them. */
  void setPolicy(Consumer<Map<String, Object>> change) {
    String policy = "/api/v1/workspaces/" + workspace + "/policy";
    int version = Requests.json(200, Requests.as(admin).get(policy).then()).get("version").asInt();
    Map<String, Object> wanted = PolicyExample.defaults(version);
    change.accept(wanted);
    Requests.as(admin).body(wanted).put(policy).then().statusCode(200);
  }

  ValidatableResponse reviewsOf(UUID draft) {
    return Requests.as(viewer).get(reviews + "?draft_id=" + draft).then().statusCode(200);
  }

  /** A new draft whose first revision has that text. */
  UUID drafted(String text) {
    return revised(UUID.randomUUID(), 1, text);
  }

  UUID revised(UUID draft, int revision, String text) {
    return revised(draft, revision, text, event -> {});
  }

  /** Publishes a revision, changed as the test wants it, and waits until it has arrived. */
  UUID revised(UUID draft, int revision, String text, Consumer<Map<String, Object>> change) {
    Map<String, Object> event = revision(draft, revision, text);
    change.accept(event);
    TestEvents.awaitApplied(publish(draft, event));
    return draft;
  }

  UUID publish(UUID draft, Map<String, Object> event) {
    return TestEvents.publish(
        "postly.drafts", "io.postly.draft.revised.v1", draft, workspace, event);
  }

  Map<String, Object> revision(UUID draft, int revision, String text) {
    Map<String, Object> event = new HashMap<>();
    event.put("draft_id", draft);
    event.put("workspace", workspace);
    event.put("revision", revision);
    event.put("content_hash", hash(text));
    event.put("text", text);
    event.put("variants", List.of(Map.of("network", "sandbox", "text", text + "!")));
    event.put("channel_ids", List.of(CHANNEL));
    event.put("labels", List.of("launch"));
    event.put("created_by", person("the-author"));
    event.put("created_through", "mcp");
    event.put("authored_by", person("the-author"));
    event.put("authored_through", "mcp");
    event.put("at", Instant.now());
    return event;
  }

  static Map<String, Object> person(String id) {
    return Map.of("id", id, "name", "Name of " + id);
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the event that a draft's review is in that state. */
  static TestEvents.Published awaitEvent(UUID draft, String state) {
    return TestEvents.await(
        "postly.approvals",
        event ->
            event.key().equals(draft.toString())
                && event.data().path("state").asText().equals(state));
  }

  /** The states that events have told of a draft's reviews, in the order of the topic. */
  static List<String> toldStates(UUID draft) {
    List<String> states = new ArrayList<>();
    for (TestEvents.Published event : TestEvents.all("postly.approvals")) {
      if (event.key().equals(draft.toString()) && event.type().equals(ReviewChanged.TYPE)) {
        states.add(event.data().path("state").asText());
      }
    }
    return states;
  }
}
