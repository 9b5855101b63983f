package io.postly.drafts.draft;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SearchTest {

  private final String here = "here-" + UUID.randomUUID();
  private final String there = "there-" + UUID.randomUUID();
  private final Tokens editor = Tokens.of(here, "editor").and(there, "editor");

  @Test
  void findsInEveryWorkspaceOfThePersonTheBestFitFirst() {
    String both = create(here, "Launch party", "Come to the launch on Friday");
    String one = create(there, null, "The friday newsletter");
    create(here, null, "Nothing of the kind");

    search(editor, "launch friday")
        .body("results.id", contains(both, one))
        .body("results.title", contains("Launch party", "The friday newsletter"))
        .body(
            "results[0].url",
            equalTo("http://localhost:8080/api/v1/workspaces/" + here + "/drafts/" + both));
  }

  @Test
  void findsTheBeginningOfAWordAndTextWithoutSpaces() {
    String german = create(here, null, "Übermorgen geht es los");
    String japanese = create(here, null, "新製品を発売します");

    search(editor, "ÜBER").body("results.id", contains(german));
    search(editor, "発売").body("results.id", contains(japanese));
  }

  @Test
  void findsNothingInOtherWorkspaces() {
    String secret = create(here, null, "Secret plans");
    Tokens stranger = Tokens.of("elsewhere-" + here, "admin");

    search(stranger, "secret").body("results", hasSize(0));
    fetch(stranger, secret).statusCode(404).body("code", equalTo("not_found"));
    fetch(stranger, UUID.randomUUID().toString())
        .statusCode(404)
        .body("detail", equalTo(fetch(stranger, secret).extract().path("detail")));
  }

  @Test
  void findsTheNewestRevisionAndNoArchivedDraft() {
    String draft = create(here, null, "Apples");
    Requests.as(editor)
        .body(Map.of("expected_revision", 1, "text", "Pears"))
        .patch(drafts(here) + "/" + draft)
        .then()
        .statusCode(200);

    search(editor, "apples").body("results", hasSize(0));
    search(editor, "pears").body("results.id", contains(draft));
    Requests.as(editor).post(drafts(here) + "/" + draft + "/archive").then().statusCode(200);
    search(editor, "pears").body("results", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "&|!():*<->",
        "\\",
        "%",
        "a' & 'b",
        "-- x",
        "🎉",
        "example.org/it's",
        "foo-bar",
        "a@b.example",
        "example.org/a&b!(c)"
      })
  void takesAnyTextForWords(String text) {
    create(here, null, "Plain words");

    search(editor, text).body("results", hasSize(0));
  }

  @Test
  void refusesAnEmptyQuery() {
    Requests.as(editor)
        .queryParam("query", " ")
        .get("/api/v1/search")
        .then()
        .statusCode(400)
        .body("violations.field", contains("query"));
    Requests.as(editor).get("/api/v1/search").then().statusCode(400);
  }

  @Test
  void fetchesAResultInFullAndKeepsThatInItsWorkspace() {
    String draft = create(here, "Launch", "Come to the launch on Friday");

    String action =
        fetch(editor, draft)
            .statusCode(200)
            .body("id", equalTo(draft))
            .body("title", equalTo("Launch"))
            .body("text", equalTo("Come to the launch on Friday"))
            .body("metadata.workspace", equalTo(here))
            .body("metadata.revision", equalTo(1))
            .body("metadata.archived", equalTo(false))
            .extract()
            .path("action.id");

    TestEvents.await(
        "postly.actions",
        event ->
            event.data().path("action_id").asText().equals(action)
                && event.workspace().equals(here));
  }

  @Test
  void needsARoleThatReadsDraftsInSomeWorkspace() {
    create(here, null, "Words");
    Requests.as(Tokens.of("any", "no-such-role"))
        .get("/api/v1/search?query=words")
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    search(Tokens.of(here, "viewer"), "words").body("results", hasSize(1));
  }

  private static ValidatableResponse search(Tokens caller, String query) {
    return Requests.as(caller)
        .queryParam("query", query)
        .get("/api/v1/search")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse fetch(Tokens caller, String id) {
    return Requests.as(caller).get("/api/v1/documents/" + id).then();
  }

  private static String drafts(String workspace) {
    return "/api/v1/workspaces/" + workspace + "/drafts";
  }

  private String create(String workspace, String title, String text) {
    Map<String, String> draft =
        title == null ? Map.of("text", text) : Map.of("title", title, "text", text);
    return Requests.as(editor)
        .body(draft)
        .post(drafts(workspace))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
