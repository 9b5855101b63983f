package io.postly.drafts.draft;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DraftArchiveTest {

  private final String workspace = "w-" + UUID.randomUUID();
  private final String drafts = "/api/v1/workspaces/" + workspace + "/drafts";
  private final Tokens editor = Tokens.of(workspace, "editor");

  @Test
  void anArchivedDraftLeavesTheListAndComesBack() {
    String draft = create("Old news");

    post(draft, "archive")
        .statusCode(200)
        .body("archived_at", notNullValue())
        .body("revision", equalTo(1))
        .body("action.undo.by", equalTo("restore_draft"));

    Requests.as(editor).get(drafts).then().body("drafts", hasSize(0));
    Requests.as(editor).get(drafts + "?archived=true").then().body("drafts.id", contains(draft));
    Requests.as(editor).get(drafts + "/" + draft).then().statusCode(200);

    post(draft, "restore")
        .statusCode(200)
        .body("archived_at", nullValue())
        .body("action.undo.by", equalTo("archive_draft"));
    Requests.as(editor).get(drafts).then().body("drafts.id", contains(draft));
  }

  @Test
  void theOthersAreToldOfBoth() {
    String draft = create("Old news");

    post(draft, "archive").statusCode(200);
    post(draft, "restore").statusCode(200);

    TestEvents.Published restored = await(draft, "io.postly.draft.restored.v1");
    assertEquals(workspace, restored.workspace());
    assertEquals(
        editor.subjectId(),
        await(draft, "io.postly.draft.archived.v1").data().at("/by/id").asText());
    assertEquals(
        List.of(
            "io.postly.draft.revised.v1",
            "io.postly.draft.archived.v1",
            "io.postly.draft.restored.v1"),
        TestEvents.all("postly.drafts").stream()
            .filter(event -> event.key().equals(draft))
            .map(TestEvents.Published::type)
            .toList());
  }

  @Test
  void anArchivedDraftIsNotChanged() {
    String draft = create("Old news");
    post(draft, "archive").statusCode(200);

    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", "News"))
        .patch(drafts + "/" + draft)
        .then()
        .statusCode(409)
        .body("code", equalTo("draft_archived"))
        .body("next_step", containsString("undo_action brings it back"));
  }

  @Test
  void aSecondTimeChangesNothing() {
    String draft = create("Old news");
    String at = post(draft, "archive").extract().path("archived_at");

    post(draft, "archive")
        .statusCode(200)
        .body("archived_at", equalTo(at))
        .body("action.undo.possible", equalTo(false));
    post(draft, "restore").statusCode(200);
    post(draft, "restore").statusCode(200).body("action.undo.possible", equalTo(false));
  }

  @Test
  void ofTwoChangesTheLaterOneIsLaterForAll() {
    String draft = create("Old news");
    post(draft, "archive").statusCode(200);
    post(draft, "restore").statusCode(200);
    post(draft, "archive").statusCode(200);
    await(draft, "io.postly.draft.restored.v1");

    List<Instant> times =
        TestEvents.all("postly.drafts").stream()
            .filter(event -> event.key().equals(draft))
            .filter(event -> !event.type().contains("revised"))
            .map(event -> Instant.parse(event.data().get("at").asText()))
            .toList();
    assertEquals(times.stream().sorted().distinct().toList(), times);
  }

  @Test
  void onlyEditorsArchiveAndOnlyTheirOwn() {
    String draft = create("Old news");

    Requests.as(Tokens.of(workspace, "viewer"))
        .post(drafts + "/" + draft + "/archive")
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    String elsewhere = "/api/v1/workspaces/elsewhere-" + workspace + "/drafts/";
    Requests.as(Tokens.of("elsewhere-" + workspace, "admin"))
        .post(elsewhere + draft + "/archive")
        .then()
        .statusCode(404);
    Requests.as(editor).get(drafts).then().body("drafts.id", contains(draft));
  }

  private ValidatableResponse post(String draft, String what) {
    return Requests.as(editor).post(drafts + "/" + draft + "/" + what).then();
  }

  private static TestEvents.Published await(String draft, String type) {
    return TestEvents.await(
        "postly.drafts", event -> event.key().equals(draft) && event.type().equals(type));
  }

  private String create(String text) {
    return Requests.as(editor)
        .body(Map.of("text", text))
        .post(drafts)
        .then()
        .statusCode(201)
        .body("action.undo.by", equalTo("archive_draft"))
        .extract()
        .path("id");
  }
}
