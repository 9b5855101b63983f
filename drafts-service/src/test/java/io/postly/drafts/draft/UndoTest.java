package io.postly.drafts.draft;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each action on drafts is undone by. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UndoTest {

  private static final String UNDO_ID = "action.undo.id";
  private static final List<String> CONTENT =
      List.of("title", "text", "variants", "channel_ids", "labels", "content_hash");

  private final String workspace = "w-" + UUID.randomUUID();
  private final String drafts = "/api/v1/workspaces/" + workspace + "/drafts";
  private final Tokens editor = Tokens.of(workspace, "editor");
  private final Tokens admin = Tokens.of(workspace, "admin");

  @Inject MovableClock clock;

  @AfterEach
  void tellTheRealTime() {
    clock.reset();
  }

  @Test
  void anEditIsUndoneByARevisionWithTheContentBefore() {
    JsonPath created =
        create(
            Map.of(
                "text",
                "Hello",
                "labels",
                List.of("launch", "spring"),
                "variants",
                List.of(Map.of("network", "sandbox", "text", "Hi"))));
    JsonPath updated =
        update(
            created.getString("id"),
            1,
            Map.of(
                "title",
                "Greeting",
                "text",
                "Good day",
                "labels",
                List.of(),
                "variants",
                List.of()));

    JsonPath undo =
        undo(updated.getString(UNDO_ID))
            .statusCode(200)
            .body("undone.action", equalTo("update_draft"))
            .body("result.revision", equalTo(3))
            .body("result.title", nullValue())
            .body("action.undo.by", equalTo("update_draft"))
            .extract()
            .jsonPath();
    JsonPath redo = undo(undo.getString(UNDO_ID)).statusCode(200).extract().jsonPath();

    CONTENT.forEach(
        member -> {
          assertEquals(created.<Object>get(member), undo.get("result." + member), member);
          assertEquals(updated.<Object>get(member), redo.get("result." + member), member);
        });
    TestEvents.await(
        "postly.drafts",
        event ->
            event.key().equals(created.getString("id"))
                && event.data().path("revision").asInt() == 3
                && event.data().path("text").asText().equals("Hello"));
  }

  @Test
  void anEmptyTitleIsNoneFromTheBeginning() {
    JsonPath created = create(Map.of("text", "Hello", "title", "  "));

    assertNull(created.get("title"));
  }

  @Test
  void anEditThatOthersHaveBuiltOnIsNotUndone() {
    String draft = create(Map.of("text", "One")).getString("id");
    JsonPath updated = update(draft, 1, Map.of("text", "Two"));
    Requests.as(admin)
        .body(Map.of("expected_revision", 2, "text", "Three"))
        .patch(drafts + "/" + draft)
        .then()
        .statusCode(200);

    undo(updated.getString(UNDO_ID))
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", startsWith("Since then: update_draft by " + workspace + " admin at "))
        .body("detail", containsString("it is revision 3."));
    Requests.as(editor).get(drafts + "/" + draft).then().body("text", equalTo("Three"));
  }

  @Test
  void anEditOfADraftThatWasArchivedSinceIsNotUndone() {
    String draft = create(Map.of("text", "One")).getString("id");
    JsonPath updated = update(draft, 1, Map.of("text", "Two"));
    post(draft, "archive");

    undo(updated.getString(UNDO_ID))
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("archive_draft by"))
        .body("detail", containsString("The draft was archived at"));

    post(draft, "restore");
    undo(updated.getString(UNDO_ID)).statusCode(200).body("result.text", equalTo("One"));
  }

  @Test
  void anArchivingIsUndoneWithinThirtyDays() {
    String draft = create(Map.of("text", "One")).getString("id");
    JsonPath archived = post(draft, "archive");
    clock.advance(Duration.ofDays(30).minusMinutes(5));

    JsonPath undo =
        undo(archived.getString(UNDO_ID))
            .statusCode(200)
            .body("undone.by", equalTo("restore_draft"))
            .body("result.archived_at", nullValue())
            .body("action.undo.by", equalTo("archive_draft"))
            .extract()
            .jsonPath();
    undo(undo.getString(UNDO_ID)).statusCode(200).body("result.archived_at", notNullValue());
  }

  @Test
  void anArchivingIsNotUndoneLater() {
    String draft = create(Map.of("text", "One")).getString("id");
    JsonPath archived = post(draft, "archive");
    clock.advance(Duration.ofDays(30).plusMinutes(5));

    undo(archived.getString(UNDO_ID)).statusCode(409).body("code", equalTo("not_undoable"));
  }

  @Test
  void onlyTheArchivingItselfIsUndone() {
    String draft = create(Map.of("text", "One")).getString("id");
    JsonPath archived = post(draft, "archive");
    JsonPath restored = post(draft, "restore");

    undo(archived.getString(UNDO_ID))
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("restore_draft by"))
        .body("detail", containsString("in the archive no longer"));

    post(draft, "archive");
    undo(archived.getString(UNDO_ID))
        .statusCode(409)
        .body("detail", containsString("archived again at"));
    undo(restored.getString(UNDO_ID))
        .statusCode(409)
        .body("detail", containsString("in the archive already"));
  }

  @Test
  void aNewDraftIsArchivedAndNothingOfItIsLost() {
    JsonPath created = create(Map.of("text", "One"));

    JsonPath undo =
        undo(created.getString(UNDO_ID))
            .statusCode(200)
            .body("undone.by", equalTo("archive_draft"))
            .body("result.archived_at", notNullValue())
            .extract()
            .jsonPath();

    undo(undo.getString(UNDO_ID)).statusCode(200).body("result.text", equalTo("One"));
  }

  @Test
  void aRestorationIsUndoneByArchiving() {
    String draft = create(Map.of("text", "One")).getString("id");
    post(draft, "archive");

    undo(post(draft, "restore").getString(UNDO_ID))
        .statusCode(200)
        .body("result.archived_at", notNullValue());
  }

  @Test
  void whoMayNotEditDraftsUndoesNothing() {
    JsonPath created = create(Map.of("text", "One"));

    Requests.as(Tokens.of(workspace, "viewer"))
        .post(path(created.getString(UNDO_ID)))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    Requests.as(Tokens.of(workspace, "editor").scopes("workspace:read", "drafts:read"))
        .post(path(created.getString(UNDO_ID)))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  private JsonPath create(Map<String, Object> content) {
    return Requests.as(editor)
        .body(content)
        .post(drafts)
        .then()
        .statusCode(201)
        .body(UNDO_ID, startsWith("drafts-"))
        .extract()
        .jsonPath();
  }

  private JsonPath update(String draft, int expectedRevision, Map<String, Object> change) {
    Map<String, Object> body = new HashMap<>(change);
    body.put("expected_revision", expectedRevision);
    return Requests.as(editor)
        .body(body)
        .patch(drafts + "/" + draft)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonPath post(String draft, String what) {
    return Requests.as(editor)
        .post(drafts + "/" + draft + "/" + what)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private ValidatableResponse undo(String undoId) {
    return Requests.as(editor).post(path(undoId)).then();
  }

  private String path(String undoId) {
    return "/api/v1/workspaces/" + workspace + "/undo/" + undoId;
  }
}
