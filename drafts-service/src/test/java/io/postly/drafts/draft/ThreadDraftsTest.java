package io.postly.drafts.draft;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ThreadDraftsTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  private String workspace;
  private String drafts;
  private Tokens editor;

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    workspace = "t" + WORKSPACES.incrementAndGet();
    drafts = "/api/v1/workspaces/" + workspace + "/drafts";
    editor = Tokens.of(workspace, "editor");
  }

  @Test
  void shouldMakeThreadPartOfRevisionHashAndEvent() {
    // Given
    connect("sandbox", 2);
    JsonNode single = create(Map.of("text", "Hello"));

    // When
    JsonNode thread =
        create(
            Map.of(
                "text",
                "Hello",
                "thread",
                parts("One", "Two"),
                "variants",
                List.of(Map.of("network", "sandbox", "text", "Hi", "thread", parts("Short")))));

    // Then
    assertNotEquals(single.get("content_hash"), thread.get("content_hash"));
    Requests.as(editor)
        .get(drafts + "/" + thread.get("id").asText())
        .then()
        .body("thread.text", equalTo(List.of("One", "Two")))
        .body("variants[0].thread.text", equalTo(List.of("Short")));
    JsonNode told = event(thread);
    assertEquals("Two", told.at("/thread/1/text").asText());
    assertEquals("Short", told.at("/variants/0/thread/0/text").asText());
    assertTrue(event(single).path("thread").isMissingNode());
  }

  @Test
  void shouldEndWithTheSameThreadWhenAnEditIsTakenBack() {
    // Given
    connect("sandbox", 2);
    JsonNode draft = create(Map.of("text", "Hello", "thread", parts("One", "Two")));
    String path = drafts + "/" + draft.get("id").asText();
    String undo =
        Requests.as(editor)
            .body(Map.of("expected_revision", 1, "thread", parts("Another")))
            .patch(path)
            .then()
            .statusCode(200)
            .body("thread.text", equalTo(List.of("Another")))
            .extract()
            .path("action.undo.id");

    // When
    Requests.as(editor)
        .post("/api/v1/workspaces/" + workspace + "/undo/" + undo)
        .then()
        .statusCode(200);

    // Then
    Requests.as(editor)
        .get(path)
        .then()
        .body("revision", equalTo(3))
        .body("content_hash", equalTo(draft.get("content_hash").asText()))
        .body("thread.text", equalTo(List.of("One", "Two")));
  }

  @Test
  void shouldRefuseWhatIsNoThread() {
    refusal(Map.of("text", "Hello", "thread", Collections.nCopies(25, Map.of("text", "More"))))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("thread"))
        .body("violations[0].message", equalTo("must have at most 24 items"));
    refusal(Map.of("text", "Hello", "thread", parts("One", " ")))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("thread[1].text"))
        .body("violations[0].message", equalTo("must not be empty"));
  }

  /** Until channels are told of as such, replicas that know no threads may approve drafts. */
  @Test
  void shouldRefuseThreadWithoutChannelsWhereNoChannelIsKnownToTakeOne() {
    // Given
    connect("webhook", null);
    Map<String, Object> variant =
        Map.of("network", "sandbox", "text", "Hi", "thread", parts("One"));

    // Then
    refusal(Map.of("text", "Hello", "thread", parts("One")))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("thread"))
        .body(
            "violations[0].message",
            equalTo("cannot be used: no channel of this workspace takes threads yet"));
    refusal(Map.of("text", "Hello", "variants", List.of(variant)))
        .body("violations[0].field", equalTo("thread"));
    create(Map.of("text", "Hello", "thread", List.of()));
  }

  @Test
  void shouldRefusePartsThatChannelsNetworksDoNotTake() {
    // Given
    UUID single = connect("webhook", null);
    UUID brief = connect("sandbox", 2);
    List<Map<String, String>> thread = parts("Short", "Much too long", "Third", "Much too long");

    // Then
    refusal(Map.of("text", "Hello", "channel_ids", List.of(single), "thread", parts("One")))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("thread"))
        .body(
            "violations[0].message",
            equalTo("cannot go to the channel \"Try-out\" (webhook): it takes no threads"));
    refusal(Map.of("text", "Hello", "channel_ids", List.of(brief), "thread", thread))
        .body("violations", hasSize(2))
        .body(
            "violations.find { it.field == 'thread' }.message",
            equalTo("has 4 parts; the channel \"Try-out\" (sandbox) takes at most 2"))
        .body(
            "violations.find { it.field == 'thread[1].text' }.message",
            equalTo("has 13 characters; the channel \"Try-out\" (sandbox) takes at most 10"));
  }

  @Test
  void shouldTakeVariantsThreadInPlaceOfTheDrafts() {
    // Given
    UUID brief = connect("sandbox", 2);
    Map<String, Object> variant = Map.of("network", "sandbox", "text", "Hi", "thread", List.of());
    Map<String, Object> longer =
        Map.of("network", "sandbox", "text", "Hi", "thread", parts("Much too long"));
    Map<String, Object> draft =
        Map.of("text", "Hello", "channel_ids", List.of(brief), "thread", parts("Also too long"));

    // Then
    Requests.as(editor).body(with(draft, variant)).post(drafts).then().statusCode(201);
    refusal(with(draft, longer))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("variants[0].thread[0].text"));
  }

  @Test
  void shouldFindDraftByAPartOfItsThread() {
    // Given
    connect("sandbox", 2);
    JsonNode draft = create(Map.of("text", "Hello", "thread", parts("Marmalade for everybody")));

    // Then
    Requests.as(editor)
        .queryParam("query", "marmalade")
        .get("/api/v1/search")
        .then()
        .statusCode(200)
        .body("results.id", equalTo(List.of(draft.get("id").asText())));
  }

  private static Map<String, Object> with(Map<String, Object> draft, Map<String, Object> variant) {
    Map<String, Object> body = new HashMap<>(draft);
    body.put("variants", List.of(variant));
    return body;
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

  private static List<Map<String, String>> parts(String... texts) {
    return Arrays.stream(texts).map(text -> Map.of("text", text)).toList();
  }

  private UUID connect(String network, Integer maxThread) {
    UUID channel = UUID.randomUUID();
    Map<String, Object> event = new HashMap<>();
    event.put("channel_id", channel);
    event.put("workspace", workspace);
    event.put("network", network);
    event.put("name", "Try-out");
    event.put("max_characters", 10);
    event.put("at", "2026-11-24T09:00:00Z");
    if (maxThread != null) {
      event.put("max_thread", maxThread);
    }
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.publications", "io.postly.channel.connected.v1", channel, workspace, event));
    return channel;
  }
}
