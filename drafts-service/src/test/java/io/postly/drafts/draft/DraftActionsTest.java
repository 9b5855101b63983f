package io.postly.drafts.draft;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DraftActionsTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  private String workspace;
  private String drafts;
  private Tokens editor;

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    workspace = "w" + WORKSPACES.incrementAndGet();
    drafts = "/api/v1/workspaces/" + workspace + "/drafts";
    editor = Tokens.of(workspace, "editor");
  }

  @Test
  void createsADraftAndTellsTheOthers() {
    JsonPath draft =
        Requests.as(editor)
            .body(Map.of("text", "Hello, world", "title", "Greeting", "labels", List.of("launch")))
            .post(drafts)
            .then()
            .statusCode(201)
            .body("revision", equalTo(1))
            .body("text", equalTo("Hello, world"))
            .body("created_through", equalTo("mcp"))
            .body("created_by.id", equalTo(editor.subjectId()))
            .body("action.id", notNullValue())
            .body("action.replayed", equalTo(false))
            .body("action.undo.by", equalTo("archive_draft"))
            .body("action.next_step", containsString("(list_channels), then update_draft"))
            .extract()
            .jsonPath();

    TestEvents.Published event =
        TestEvents.await("postly.drafts", found -> found.key().equals(draft.getString("id")));
    assertEquals("io.postly.draft.revised.v1", event.type());
    assertEquals(draft.getString("content_hash"), event.data().get("content_hash").asText());
    assertEquals(workspace, event.workspace());
    TestEvents.Published action =
        TestEvents.await(
            "postly.actions",
            found -> found.data().path("action_id").asText().equals(draft.getString("action.id")));
    assertEquals("ok", action.data().get("outcome").asText());
  }

  @Test
  void readsBackWhatWasWritten() {
    String id = create(Map.of("text", "Hello", "variants", List.of(variant("sandbox", "Hi"))));

    Requests.as(editor)
        .get(drafts + "/" + id)
        .then()
        .statusCode(200)
        .body("text", equalTo("Hello"))
        .body("variants[0].text", equalTo("Hi"))
        .body("action.undo", nullValue());
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    Requests.as(editor)
        .body(
            """
            {"text": "", "titel": "x", "labels": [7], "variants": [{"network": "Sand Box"}], "channel_ids": ["no"]}
            """)
        .post(drafts)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_input"))
        .body("category", equalTo("validation"))
        .body("retryable", equalTo(false))
        .body("next_step", notNullValue())
        .body(
            "violations.field",
            hasItems(
                "text",
                "titel",
                "labels[0]",
                "variants[0].network",
                "variants[0].text",
                "channel_ids[0]"))
        .body(
            "violations.find { it.field == 'variants[0].network' }.message",
            equalTo("must be a network that list_channels names"))
        .body(not(containsString("io.postly")))
        .body(not(containsString("java.")));
    Requests.as(editor).get(drafts).then().body("drafts", hasSize(0));
  }

  @Test
  void refusesABodyThatIsNoObject() {
    for (String body :
        List.of("{", "[]", "\"text\"", "null", "{\"text\":\"a\",\"text\":\"b\"}", "{} {}")) {
      Requests.as(editor)
          .body(body)
          .post(drafts)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("category", equalTo("validation"));
    }
  }

  @Test
  void refusesAnUndeclaredQueryParameter() {
    Requests.as(editor)
        .get(drafts + "?labels=x")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("labels"))
        .body(
            "violations[0].allowed_values",
            containsInAnyOrder("label", "query", "archived", "cursor", "limit"));
  }

  @Test
  void keepsTextsWithinWhatTheChannelTakes() {
    UUID channel = connectChannel(workspace, 10);

    Requests.as(editor)
        .body(Map.of("text", "12345678901", "channel_ids", List.of(channel)))
        .post(drafts)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("text"))
        .body("violations[0].message", containsString("11 characters"));
    create(
        Map.of(
            "text", "12345678901",
            "channel_ids", List.of(channel),
            "variants", List.of(variant("sandbox", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"))));
  }

  @Test
  void refusesAVariantThatNoChannelWouldShow() {
    UUID channel = connectChannel(workspace, 500);

    Requests.as(editor)
        .body(
            Map.of(
                "text", "Hello",
                "channel_ids", List.of(channel),
                "variants", List.of(variant("webhook", "Hello, receiver"))))
        .post(drafts)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("variants[0].network"))
        .body("violations[0].allowed_values", contains("sandbox"));
  }

  @Test
  void ofTwoEditsOfOneRevisionOneIsStale() throws Exception {
    for (int round = 0; round < 10; round++) {
      String id = create(Map.of("text", "One"));

      List<Integer> answers = bothAtOnce(() -> edit(id, "Two"), () -> edit(id, "Three"));

      assertEquals(List.of(200, 409), answers.stream().sorted().toList());
      Requests.as(editor).get(drafts + "/" + id).then().body("revision", equalTo(2));
    }
  }

  private int edit(String id, String text) {
    return Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", text))
        .patch(drafts + "/" + id)
        .statusCode();
  }

  private static List<Integer> bothAtOnce(Callable<Integer> one, Callable<Integer> other)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> first = threads.submit(one);
      Future<Integer> second = threads.submit(other);
      return List.of(first.get(), second.get());
    }
  }

  @Test
  void knowsOnlyTheWorkspacesOwnChannels() {
    UUID foreign = connectChannel("elsewhere" + workspace, 500);

    for (UUID channel : List.of(foreign, UUID.randomUUID())) {
      Requests.as(editor)
          .body(Map.of("text", "Hello", "channel_ids", List.of(channel)))
          .post(drafts)
          .then()
          .statusCode(400)
          .body("violations", hasSize(1))
          .body(
              "violations[0].message",
              equalTo("is not a channel of this workspace; see list_channels"));
    }
  }

  @Test
  void takesNoChannelThatHasBeenDisconnected() {
    UUID channel = connectChannel(workspace, 500);
    String draft = create(Map.of("text", "Hello", "channel_ids", List.of(channel)));
    TestEvents.awaitApplied(
        TestEvents.publish(
            "postly.publications",
            "io.postly.channel.disconnected.v1",
            channel,
            workspace,
            Map.of("channel_id", channel, "workspace", workspace, "at", "2026-11-25T09:00:00Z")));

    edit(draft, Map.of("expected_revision", 1, "text", "Hello again"))
        .statusCode(400)
        .body("violations[0].field", equalTo("channel_ids[0]"))
        .body("violations[0].message", equalTo("is a channel that has been disconnected"));
    edit(draft, Map.of("expected_revision", 1, "text", "Hello again", "channel_ids", List.of()))
        .statusCode(200);
  }

  private ValidatableResponse edit(String draft, Map<String, Object> change) {
    return Requests.as(editor).body(change).patch(drafts + "/" + draft).then();
  }

  @Test
  void anEditAddsARevisionAndChangesTheHash() {
    String id = create(Map.of("text", "One"));
    JsonPath before = Requests.as(editor).get(drafts + "/" + id).jsonPath();

    JsonPath after =
        Requests.as(editor)
            .body(Map.of("expected_revision", 1, "text", "Two"))
            .patch(drafts + "/" + id)
            .then()
            .statusCode(200)
            .body("revision", equalTo(2))
            .body("action.undo.possible", equalTo(true))
            .body("action.undo.by", equalTo("update_draft"))
            .extract()
            .jsonPath();

    assertNotEquals(before.getString("content_hash"), after.getString("content_hash"));
    TestEvents.Published event =
        TestEvents.await(
            "postly.drafts",
            found -> found.key().equals(id) && found.data().path("revision").asInt() == 2);
    assertEquals(
        before.getString("content_hash"), event.data().get("previous_content_hash").asText());
  }

  @Test
  void titleAndLabelsDoNotCountForTheHash() {
    String id = create(Map.of("text", "One"));
    String before = Requests.as(editor).get(drafts + "/" + id).jsonPath().getString("content_hash");

    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "title", "Named", "labels", List.of("a")))
        .patch(drafts + "/" + id)
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("content_hash", equalTo(before));
  }

  @Test
  void anEditThatChangesNothingAddsNothing() {
    String id = create(Map.of("text", "One"));

    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", "One"))
        .patch(drafts + "/" + id)
        .then()
        .statusCode(200)
        .body("revision", equalTo(1));
  }

  @Test
  void refusesAStaleRevision() {
    String id = create(Map.of("text", "One"));
    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", "Two"))
        .patch(drafts + "/" + id);

    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", "Three"))
        .patch(drafts + "/" + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("stale_revision"))
        .body("category", equalTo("workflow"))
        .body("detail", containsString("revision 2"));
    Requests.as(editor).get(drafts + "/" + id).then().body("text", equalTo("Two"));
  }

  @Test
  void takesTheRevisionAsAPrecondition() {
    String id = create(Map.of("text", "One"));
    String read = Requests.as(editor).get(drafts + "/" + id).header("ETag");

    Requests.as(editor)
        .header("If-Match", read)
        .body(Map.of("text", "Two"))
        .patch(drafts + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("revision", equalTo(2));
    Requests.as(editor)
        .header("If-Match", read)
        .body(Map.of("text", "Three"))
        .patch(drafts + "/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("stale_revision"));
  }

  @Test
  void anotherWorkspacesDraftIsAnsweredAsOneThatDoesNotExist() {
    String id = create(Map.of("text", "Secret"));
    Tokens stranger = Tokens.of("other" + workspace, "admin");

    String theirs = "/api/v1/workspaces/other" + workspace + "/drafts/";
    JsonPath existing = Requests.as(stranger).get(theirs + id).jsonPath();
    JsonPath missing = Requests.as(stranger).get(theirs + UUID.randomUUID()).jsonPath();
    JsonPath malformed = Requests.as(stranger).get(theirs + "not-a-uuid").jsonPath();
    assertEquals(existing.getString("detail"), missing.getString("detail"));
    assertEquals("not_found", existing.getString("code"));
    assertEquals("not_found", malformed.getString("code"));

    JsonPath foreignWorkspace = Requests.as(stranger).get(drafts + "/" + id).jsonPath();
    JsonPath noWorkspace =
        Requests.as(stranger).get("/api/v1/workspaces/nowhere/drafts/" + id).jsonPath();
    assertEquals("not_found", foreignWorkspace.getString("code"));
    assertEquals(noWorkspace.getString("detail"), foreignWorkspace.getString("detail"));
  }

  @Test
  void listsTheLastChangedFirstPageByPage() {
    String first = create(Map.of("text", "First 100%"));
    String second = create(Map.of("text", "Second", "labels", List.of("red")));
    String third = create(Map.of("text", "Third", "title", "The THIRD one"));

    JsonPath page =
        Requests.as(editor)
            .get(drafts + "?limit=2")
            .then()
            .statusCode(200)
            .body("drafts.id", contains(third, second))
            .extract()
            .jsonPath();
    Requests.as(editor)
        .queryParam("limit", 2)
        .queryParam("cursor", page.getString("next_cursor"))
        .get(drafts)
        .then()
        .body("drafts.id", contains(first))
        .body("next_cursor", nullValue());
    Requests.as(editor).get(drafts + "?label=red").then().body("drafts.id", contains(second));
    Requests.as(editor).get(drafts + "?query=third").then().body("drafts.id", contains(third));
    String umlaut = create(Map.of("text", "Über uns"));
    Requests.as(editor)
        .queryParam("query", "ÜBER")
        .get(drafts)
        .then()
        .body("drafts.id", contains(umlaut));
    Requests.as(editor)
        .queryParam("query", "0%")
        .get(drafts)
        .then()
        .body("drafts.id", contains(first));
    Requests.as(editor)
        .queryParam("cursor", "nonsense")
        .get(drafts)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("cursor"));
    Requests.as(editor)
        .get(drafts + "?limit=0")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("limit"));
  }

  private String create(Map<String, Object> draft) {
    return Requests.as(editor)
        .body(draft)
        .post(drafts)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private UUID connectChannel(String owner, int maxCharacters) {
    UUID channel = UUID.randomUUID();
    UUID event =
        TestEvents.publish(
            "postly.publications",
            "io.postly.channel.connected.v1",
            channel,
            owner,
            Map.of(
                "channel_id", channel,
                "workspace", owner,
                "network", "sandbox",
                "name", "Sandbox",
                "max_characters", maxCharacters));
    TestEvents.awaitApplied(event);
    return channel;
  }

  private static Map<String, String> variant(String network, String text) {
    return Map.of("network", network, "text", text);
  }
}
