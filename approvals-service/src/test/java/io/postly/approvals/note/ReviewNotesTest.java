package io.postly.approvals.note;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.approvals.review.ReviewNeighbourScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewNotesTest extends ReviewNeighbourScenario {

  private final Tokens editor = member("editor");
  private final Tokens approver = member("approver");

  @Test
  void aNoteQuotesItsPassage() {
    String review = submitted(drafted("Hello world"), 1);

    add(review, passage(6, 11), "Which one?")
        .statusCode(201)
        .body("review_id", equalTo(review))
        .body("state", equalTo("open"))
        .body("passage.quoted", equalTo("world"))
        .body("passage.start", equalTo(6))
        .body("passage.end", equalTo(11))
        .body("passage.network", nullValue())
        .body("text", equalTo("Which one?"))
        .body("written_by.id", equalTo(approver.subjectId()))
        .body("written_through", equalTo("mcp"))
        .body("written_at", notNullValue())
        .body("resolved_by", nullValue())
        .body("action.undo.by", equalTo("resolve_review_note"))
        .body("action.next_step", containsString("request_changes"));
  }

  /** A family of three is five code points and eight of Java's characters. */
  @Test
  void passagesAreCountedInCodePoints() {
    String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
    String review = submitted(drafted("Hi " + family + " and \ud83d\ude80!"), 1);

    add(review, passage(3, 8), "Who?").body("passage.quoted", equalTo(family));
    add(review, passage(13, 14), "Why?").body("passage.quoted", equalTo("\ud83d\ude80"));
    add(review, passage(14, 15), "Loud").body("passage.quoted", equalTo("!"));
    add(review, passage(14, 16), "Beyond")
        .statusCode(400)
        .body("violations[0].message", equalTo("must be at most 15, the length of that text"));
  }

  @Test
  void aNoteMayBeOnTheWhole() {
    String review = submitted(drafted("Hello"), 1);

    add(review, null, "Too short").statusCode(201).body("passage", nullValue());
  }

  @Test
  void aNoteMayBeOnANetworksOwnText() {
    String review = submitted(drafted("Hello"), 1);

    add(review, passage("sandbox", 5, 6), "Calmer")
        .statusCode(201)
        .body("passage.network", equalTo("sandbox"))
        .body("passage.quoted", equalTo("!"));
    add(review, passage("sandbox", 0, 7), "Beyond")
        .statusCode(400)
        .body("violations.field", contains("passage.end"));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 2, passage.start",
    "3, 3, passage.start",
    "4, 2, passage.start",
    "0, 6, passage.end"
  })
  void refusesPassagesThatAreNotThere(int start, int end, String field) {
    String review = submitted(drafted("Hello"), 1);

    add(review, passage(start, end), "Hm")
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body("violations.field", contains(field));
    notesOn(review).body("notes", empty());
  }

  @Test
  void tellsAllThatIsWrongWithAPassage() {
    String review = submitted(drafted("Hello"), 1);

    add(review, passage("bluesky", 4, 2), "Hm")
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("passage.network", "passage.start"))
        .body("violations.allowed_values", hasItem(List.of("sandbox")));
    add(review, Map.of("network", "sandbox"), " ")
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("passage.start", "passage.end", "text"));
  }

  @Test
  void refusesTextsThatAreTooLongAndUnknownMembers() {
    String review = submitted(drafted("Hello"), 1);

    add(review, null, "n".repeat(2001)).statusCode(400).body("violations.field", contains("text"));
    Requests.as(approver)
        .body(Map.of("text", "Fine", "decision", "approved"))
        .post(notes(review))
        .then()
        .statusCode(400)
        .body("violations.field", contains("decision"));
  }

  @Test
  void aQuoteStaysReadableAfterTheEdit() {
    UUID draft = drafted("Hello world");
    String review = submitted(draft, 1);
    add(review, passage(6, 11), "Which one?").statusCode(201);

    revised(draft, 2, "Goodbye");

    notesOn(review).body("notes.passage.quoted", contains("world"));
  }

  @Test
  void whatHasBeenDecidedCanStillBeRemarkedOn() {
    String review = submitted(drafted("Hello"), 1);
    approve(review, 1).statusCode(200);

    add(review, passage(0, 5), "Next time: Hi").statusCode(201);

    notesOn(review).body("notes", hasSize(1));
  }

  @Test
  void aNoteLeavesTheReviewAsItIs() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    add(review, null, "No").statusCode(201);

    reviewsOf(draft).body("reviews.state", contains("open"));
  }

  @Test
  void whoeverResolvesFirstStaysNamed() {
    String review = submitted(drafted("Hello"), 1);
    String note = added(review, "Shorter");

    resolve(editor, review, note)
        .statusCode(200)
        .body("state", equalTo("resolved"))
        .body("resolved_by.id", equalTo(editor.subjectId()))
        .body("resolved_through", equalTo("mcp"))
        .body("text", equalTo("Shorter"))
        .body("action.undo.possible", equalTo(false));
    resolve(approver, review, note)
        .statusCode(200)
        .body("resolved_by.id", equalTo(editor.subjectId()))
        .body("action.undo.reason", equalTo("Nothing was changed."));
    notesOn(review)
        .body("notes.state", contains("resolved"))
        .body("notes[0].written_by.id", equalTo(approver.subjectId()));
  }

  @Test
  void aRepeatedKeyedCallWritesNoSecondNote() {
    String review = submitted(drafted("Hello"), 1);

    for (boolean replayed : new boolean[] {false, true}) {
      Requests.as(approver)
          .header("Idempotency-Key", "note-" + review)
          .body(Map.of("text", "Once"))
          .post(notes(review))
          .then()
          .statusCode(201)
          .body("action.replayed", equalTo(replayed));
    }
    notesOn(review).body("notes", hasSize(1));
  }

  @Test
  void pagesThroughOpenAndResolvedNotesOnceTheLastWrittenFirst() {
    String review = submitted(drafted("Hello"), 1);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.addFirst(added(review, "Note " + i));
    }
    resolve(editor, review, written.get(2)).statusCode(200);

    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonPath page = notesOn(review, "?limit=2" + next).extract().jsonPath();
      seen.addAll(page.getList("notes.id", String.class));
      next = page.getString("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
    } while (next != null);

    assertEquals(written, seen);
  }

  @ParameterizedTest
  @CsvSource({"?limit=0, limit", "?limit=101, limit", "?cursor=nonsense, cursor", "?page=2, page"})
  void refusesListsThatItDoesNotUnderstand(String query, String field) {
    String review = submitted(drafted("Hello"), 1);

    Requests.as(approver)
        .get(notes(review) + query)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void theListOfReviewsTellsHowManyNotesAreOpen() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    UUID other = drafted("Without");
    submitted(other, 1);
    added(review, "One");
    resolve(editor, review, added(review, "Two")).statusCode(200);

    reviewsOf(draft).body("reviews.open_notes", contains(1));
    reviewsOf(other).body("reviews.open_notes", contains(0));
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, 403",
    "analyst, 403",
    "editor, 201",
    "approver, 201",
    "admin, 201",
  })
  void whoMayEditOrDecideMayWriteNotes(String role, int status) {
    String review = submitted(drafted("Hello"), 1);
    String note = added(review, "First");

    Requests.as(member(role))
        .body(Map.of("text", "Hm"))
        .post(notes(review))
        .then()
        .statusCode(status);
    resolve(member(role), review, note).statusCode(status == 201 ? 200 : status);
    Requests.as(member(role)).get(notes(review)).then().statusCode(200);
  }

  @Test
  void theGrantMustHoldTheScope() {
    String review = submitted(drafted("Hello"), 1);
    String note = added(review, "First");
    Tokens reading = member("approver").scopes("approvals:read");
    Tokens deciding = member("approver").scopes("approvals:decide");

    Requests.as(reading)
        .body(Map.of("text", "Hm"))
        .post(notes(review))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    resolve(reading, review, note).statusCode(403).body("code", equalTo("insufficient_scope"));
    Requests.as(deciding)
        .get(notes(review))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void anotherWorkspacesNotesDoNotExist() {
    String review = submitted(drafted("Secret"), 1);
    String note = added(review, "Secret too");
    String other = "o-" + UUID.randomUUID();
    Tokens stranger = Tokens.of(other, "admin");
    String theirs = "/api/v1/workspaces/" + other + "/reviews/";
    String unknown = UUID.randomUUID().toString();

    assertEquals(
        refusal(Requests.as(stranger).get(theirs + unknown + "/notes").then()),
        refusal(Requests.as(stranger).get(theirs + review + "/notes").then()));
    assertEquals(
        refusal(written(stranger, theirs + unknown + "/notes")),
        refusal(written(stranger, theirs + review + "/notes")));
    assertEquals(
        refusal(resolved(stranger, theirs + unknown + "/notes/" + note)),
        refusal(resolved(stranger, theirs + review + "/notes/" + note)));
    refusal(Requests.as(stranger).get(notes(review)).then());
  }

  @Test
  void aNoteIsFoundOnItsOwnReviewOnly() {
    String review = submitted(drafted("One"), 1);
    String other = submitted(drafted("Two"), 1);
    String note = added(review, "On one");

    assertEquals(
        refusal(resolve(editor, other, UUID.randomUUID().toString())),
        refusal(resolve(editor, other, note)));
    notesOn(other).body("notes", empty());
    notesOn(review).body("notes.state", contains("open"));
  }

  private ValidatableResponse add(String review, Map<String, Object> passage, String text) {
    Map<String, Object> note = new HashMap<>();
    note.put("passage", passage);
    note.put("text", text);
    return Requests.as(approver).body(note).post(notes(review)).then();
  }

  private String added(String review, String text) {
    return add(review, null, text).statusCode(201).extract().path("id");
  }

  private ValidatableResponse resolve(Tokens person, String review, String note) {
    return resolved(person, notes(review) + "/" + note);
  }

  private static ValidatableResponse resolved(Tokens person, String note) {
    return Requests.as(person).post(note + "/resolution").then();
  }

  private static ValidatableResponse written(Tokens person, String notes) {
    return Requests.as(person).body(Map.of("text", "Hm")).post(notes).then();
  }

  private ValidatableResponse notesOn(String review) {
    return notesOn(review, "");
  }

  private ValidatableResponse notesOn(String review, String query) {
    return Requests.as(member("viewer")).get(notes(review) + query).then().statusCode(200);
  }

  private String notes(String review) {
    return address("/reviews/" + review + "/notes");
  }

  private static Map<String, Object> passage(int start, int end) {
    return Map.of("start", start, "end", end);
  }

  private static Map<String, Object> passage(String network, int start, int end) {
    return Map.of("network", network, "start", start, "end", end);
  }

  private static String refusal(ValidatableResponse answer) {
    JsonPath problem =
        answer.statusCode(404).body("code", equalTo("not_found")).extract().jsonPath();
    return problem.getString("detail") + " " + problem.getString("next_step");
  }
}
