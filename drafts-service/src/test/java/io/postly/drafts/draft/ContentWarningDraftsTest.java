package io.postly.drafts.draft;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.EventSchemas;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ContentWarningDraftsTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  private String workspace;
  private String drafts;
  private Tokens editor;

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    workspace = "cw" + WORKSPACES.incrementAndGet();
    drafts = "/api/v1/workspaces/" + workspace + "/drafts";
    editor = Tokens.of(workspace, "editor");
  }

  @Test
  void shouldMakeTheWarningPartOfRevisionHashAndEvent() {
    UUID mastodon = connect("mastodon", true);
    JsonNode plain = create(draft(mastodon, variant("Hi", null)));

    JsonNode warned = create(draft(mastodon, variant("Hi", " Food ")));

    assertNotEquals(plain.get("content_hash"), warned.get("content_hash"));
    Requests.as(editor)
        .get(path(warned))
        .then()
        .body("variants[0].content_warning", equalTo("Food"));
    JsonNode told = event(warned);
    EventSchemas.assertValid(DraftRevised.TYPE, told);
    assertEquals("Food", told.at("/variants/0/content_warning").asText());
    assertTrue(event(plain).at("/variants/0/content_warning").isMissingNode());
  }

  @Test
  void shouldBringTheWarningBackWhenAnEditIsTakenBack() {
    UUID mastodon = connect("mastodon", true);
    JsonNode draft = create(draft(mastodon, variant("Hi", "Food")));
    String undo =
        Requests.as(editor)
            .body(Map.of("expected_revision", 1, "variants", List.of(variant("Hi", null))))
            .patch(path(draft))
            .then()
            .statusCode(200)
            .extract()
            .path("action.undo.id");

    Requests.as(editor)
        .post("/api/v1/workspaces/" + workspace + "/undo/" + undo)
        .then()
        .statusCode(200);

    Requests.as(editor)
        .get(path(draft))
        .then()
        .body("revision", equalTo(3))
        .body("content_hash", equalTo(draft.get("content_hash").asText()))
        .body("variants[0].content_warning", equalTo("Food"));
  }

  @Test
  void shouldKeepTheWarningThroughTheArchive() {
    UUID mastodon = connect("mastodon", true);
    JsonNode draft = create(draft(mastodon, variant("Hi", "Food")));

    Requests.as(editor).post(path(draft) + "/archive").then().statusCode(200);

    Requests.as(editor)
        .post(path(draft) + "/restore")
        .then()
        .statusCode(200)
        .body("variants[0].content_warning", equalTo("Food"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "Food\nand drink", "Food\u2028and drink"})
  void shouldRefuseWhatIsNoLine(String warning) {
    refusal(draft(connect("mastodon", true), variant("Hi", warning)))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("variants[0].content_warning"))
        .body("violations[0].message", equalTo("must be one line, and not empty"));
  }

  @Test
  void shouldRefuseALongWarning() {
    UUID mastodon = connect("mastodon", true);

    create(draft(mastodon, variant("Hi", "x".repeat(200))));
    refusal(draft(mastodon, variant("Hi", "x".repeat(201))))
        .body("violations", hasSize(1))
        .body("violations[0].message", equalTo("must have at most 200 characters"));
  }

  @Test
  void shouldCountTheWarningWithTheTextAndWithEachPart() {
    UUID mastodon = connect("mastodon", true);
    Map<String, Object> lengthy = variant("x".repeat(240), "y".repeat(11));
    lengthy.put(
        "thread", List.of(Map.of("text", "x".repeat(239)), Map.of("text", "z".repeat(240))));

    refusal(draft(mastodon, lengthy))
        .body("violations", hasSize(2))
        .body("violations[0].field", equalTo("variants[0].text"))
        .body(
            "violations[0].message",
            equalTo(
                "has 251 characters with the content warning; the channel \"Try-out\" (mastodon)"
                    + " takes at most 250"))
        .body("violations[1].field", equalTo("variants[0].thread[1].text"));
  }

  @Test
  void shouldRefuseAWarningWhereTheNetworkHasNone() {
    UUID sandbox = connect("sandbox", false);
    Map<String, Object> variant = variant("Hi", "Food");
    variant.put("network", "sandbox");

    refusal(draft(sandbox, variant))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("variants[0].content_warning"))
        .body(
            "violations[0].message",
            equalTo(
                "cannot go to the channel \"Try-out\" (sandbox): it takes no content warnings"));
  }

  /** Until channels are told of as such, replicas that know no warnings may approve drafts. */
  @Test
  void shouldRefuseAWarningWithoutChannelsWhereNoneOfTheNetworkIsKnownToTakeIt() {
    Map<String, Object> draft = Map.of("text", "Hello", "variants", List.of(variant("Hi", "Food")));

    connect("mastodon", false);
    refusal(draft)
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("variants[0].content_warning"))
        .body(
            "violations[0].message",
            equalTo(
                "cannot be used: no channel of this workspace on mastodon takes content warnings"));

    connect("mastodon", true);
    create(draft);
  }

  private static Map<String, Object> variant(String text, String contentWarning) {
    Map<String, Object> variant = new HashMap<>(Map.of("network", "mastodon", "text", text));
    if (contentWarning != null) {
      variant.put("content_warning", contentWarning);
    }
    return variant;
  }

  private static Map<String, Object> draft(UUID channel, Map<String, Object> variant) {
    return Map.of("text", "Hello", "channel_ids", List.of(channel), "variants", List.of(variant));
  }

  private String path(JsonNode draft) {
    return drafts + "/" + draft.get("id").asText();
  }

  private ValidatableResponse refusal(Map<String, Object> draft) {
    return Requests.as(editor).body(draft).post(drafts).then().statusCode(400);
  }

  private JsonNode create(Map<String, Object> draft) {
    return Requests.json(201, Requests.as(editor).body(draft).post(drafts).then());
  }

  private static JsonNode event(JsonNode draft) {
    return TestEvents.await("postly.drafts", found -> found.key().equals(draft.get("id").asText()))
        .data();
  }

  private UUID connect(String network, boolean takesContentWarnings) {
    UUID channel = UUID.randomUUID();
    Map<String, Object> event = new HashMap<>();
    event.put("channel_id", channel);
    event.put("workspace", workspace);
    event.put("network", network);
    event.put("name", "Try-out");
    event.put("max_characters", 250);
    event.put("counting", "short_links");
    event.put("max_thread", 24);
    event.put("at", "2026-11-24T09:00:00Z");
    if (takesContentWarnings) {
      event.put("content_warnings", true);
    }
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.publications", "io.postly.channel.connected.v1", channel, workspace, event));
    return channel;
  }
}
