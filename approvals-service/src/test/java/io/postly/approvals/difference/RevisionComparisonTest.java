package io.postly.approvals.difference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.action.identifier.Identifiers;
import io.postly.approvals.review.ReviewNeighbourScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class RevisionComparisonTest extends ReviewNeighbourScenario {

  private static final UUID ONE = UUID.nameUUIDFromBytes(new byte[] {11});
  private static final UUID TWO = UUID.nameUUIDFromBytes(new byte[] {12});
  private static final UUID THREE = UUID.nameUUIDFromBytes(new byte[] {13});

  @Test
  void showsTextsWordByWord() {
    UUID draft = drafted("We launch on Monday");
    revised(draft, 2, "We launch on Tuesday");

    compared(draft, "")
        .body("draft_id", equalTo(draft.toString()))
        .body("from.revision", equalTo(1))
        .body("to.revision", equalTo(2))
        .body("from.content_hash", notNullValue())
        .body("content_changed", equalTo(true))
        .body("texts[0].network", nullValue())
        .body("texts[0].change", equalTo("changed"))
        .body("texts[0].segments.kind", contains("same", "removed", "added"))
        .body("texts[0].segments.text", contains("We launch on ", "Monday", "Tuesday"))
        .body("texts[1].network", equalTo("sandbox"))
        .body("texts[1].segments.kind", contains("same", "removed", "added", "same"))
        .body("texts[1].segments.text", contains("We launch on ", "Monday", "Tuesday", "!"))
        .body("title_change", nullValue())
        .body("channels_added", empty())
        .body("channels_removed", empty())
        .body("labels_added", empty())
        .body("labels_removed", empty());
  }

  @Test
  void showsNetworksTextsThatCameAndWent() {
    UUID draft =
        revised(UUID.randomUUID(), 1, "Hello", event -> event.put("variants", own("b", "a")));
    revised(draft, 2, "Hello", event -> event.put("variants", own("c", "b")));

    compared(draft, "")
        .body("texts.network", contains(nullValue(), equalTo("a"), equalTo("b"), equalTo("c")))
        .body("texts.change", contains("same", "removed", "same", "added"))
        .body("texts[1].segments.kind", contains("removed"))
        .body("texts[1].segments.text", contains("Only on a"))
        .body("texts[3].segments.kind", contains("added"));
  }

  @Test
  void showsThreadsPartByPart() {
    UUID draft =
        revised(UUID.randomUUID(), 1, "Hello", event -> event.put("thread", parts("One", "Two")));
    revised(
        draft,
        2,
        "Hello",
        event -> {
          event.put("thread", parts("One", "Deux", "Three"));
          event.put(
              "variants",
              List.of(Map.of("network", "b", "text", "Hi", "thread", parts("Only on b"))));
        });

    compared(draft, "?from=1")
        .body(
            "texts.findAll { it.network == null }.part",
            contains(nullValue(), equalTo(2), equalTo(3), equalTo(4)))
        .body(
            "texts.findAll { it.network == null }.change",
            contains("same", "same", "changed", "added"))
        .body("texts.findAll { it.network == 'b' }.change", contains("added", "changed", "removed"))
        .body(
            "texts.findAll { it.network == 'b' }.segments.flatten().findAll { it.kind != 'removed' }.text.join('')",
            equalTo("HiOnly on b"));
  }

  @Test
  void showsThatNothingFollowsOnOneNetworkAnyMore() {
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Hello",
            event -> {
              event.put("thread", parts("One"));
              event.put("variants", List.of(Map.of("network", "b", "text", "Hi")));
            });
    revised(
        draft,
        2,
        "Hello",
        event -> {
          event.put("thread", parts("One"));
          event.put("variants", List.of(Map.of("network", "b", "text", "Hi", "thread", List.of())));
        });

    compared(draft, "?from=1")
        .body("texts.change", contains("same", "same", "same", "removed"))
        .body("texts[3].network", equalTo("b"))
        .body("texts[3].part", equalTo(2));
  }

  @Test
  void showsContentWarningsThatCameChangedAndWent() {
    UUID draft =
        revised(UUID.randomUUID(), 1, "Hello", event -> event.put("variants", warned("Food")));
    revised(draft, 2, "Hello", event -> event.put("variants", warned("Food, drink")));
    revised(draft, 3, "Hello", event -> event.put("variants", own("mastodon")));

    compared(draft, "?from=1&to=2")
        .body("texts.content_warning", contains(nullValue(), equalTo(true), nullValue()))
        .body("texts.change", contains("same", "changed", "same"))
        .body("texts[1].network", equalTo("mastodon"))
        .body(
            "texts[1].segments.findAll { it.kind != 'removed' }.text.join('')",
            equalTo("Food, drink"));
    compared(draft, "?from=2&to=3").body("texts.change", contains("same", "removed", "same"));
    compared(draft, "?from=3&to=3").body("texts.change", contains("same", "same"));
  }

  private static List<Map<String, Object>> warned(String contentWarning) {
    return List.of(
        Map.of(
            "network", "mastodon", "text", "Only on mastodon", "content_warning", contentWarning));
  }

  private static List<Map<String, String>> parts(String... texts) {
    return Stream.of(texts).map(text -> Map.of("text", text)).toList();
  }

  @Test
  void showsPicturesThatAreOtherOnes() {
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Hello",
            event -> event.put("media", List.of(picture("a", "Pier"), picture("b", "Town"))));
    revised(
        draft,
        2,
        "Hello",
        event -> {
          event.put(
              "media",
              List.of(picture("a", "Pier"), picture("b", "Old town"), picture("c", "Sea")));
          event.put(
              "variants", List.of(Map.of("network", "x", "text", "Hello", "media", List.of())));
        });

    compared(draft, "")
        .body(
            "picture_changes.network",
            contains(nullValue(), nullValue(), equalTo("x"), equalTo("x")))
        .body("picture_changes.place", contains(2, 3, 1, 2))
        .body("picture_changes[0].before.sha256", equalTo("b".repeat(64)))
        .body("picture_changes[0].before.alt_text", equalTo("Town"))
        .body("picture_changes[0].after.alt_text", equalTo("Old town"))
        .body("picture_changes[1].before", nullValue())
        .body("picture_changes[1].after.sha256", equalTo("c".repeat(64)))
        .body("picture_changes[2].after", nullValue());
  }

  private static Map<String, Object> picture(String digit, String altText) {
    return Map.of(
        "media_id",
        UUID.nameUUIDFromBytes(digit.getBytes(StandardCharsets.UTF_8)).toString(),
        "sha256",
        digit.repeat(64),
        "type",
        "image/png",
        "bytes",
        100,
        "width",
        4,
        "height",
        3,
        "alt_text",
        altText);
  }

  @Test
  void showsWhatElseChanged() {
    UUID draft =
        revised(
            UUID.randomUUID(),
            1,
            "Hello",
            event -> {
              event.put("title", "Greeting");
              event.put("channel_ids", List.of(ONE, TWO));
              event.put("labels", List.of("launch", "spring"));
            });
    revised(
        draft,
        2,
        "Hello",
        event -> {
          event.put("title", "Welcome");
          event.put("content_hash", "sha256:" + "1".repeat(64));
          event.put("channel_ids", List.of(TWO, THREE));
          event.put("labels", List.of("spring", "summer"));
        });

    compared(draft, "")
        .body("title_change.before", equalTo("Greeting"))
        .body("title_change.after", equalTo("Welcome"))
        .body("content_changed", equalTo(true))
        .body("channels_added", contains(THREE.toString()))
        .body("channels_removed", contains(ONE.toString()))
        .body("labels_added", contains("summer"))
        .body("labels_removed", contains("launch"));
  }

  @Test
  void aTitleMayComeAndALabelChangesNoContent() {
    UUID draft = drafted("Hello");
    revised(
        draft,
        2,
        "Hello",
        event -> {
          event.put("title", "Greeting");
          event.put("labels", List.of());
        });

    compared(draft, "")
        .body("title_change.before", nullValue())
        .body("title_change.after", equalTo("Greeting"))
        .body("labels_removed", contains("launch"))
        .body("content_changed", equalTo(false))
        .body("texts.change", contains("same", "same"));
  }

  @Test
  void namesWhoWroteInBetween() {
    UUID draft = drafted("One");
    revised(draft, 2, "Two", event -> event.put("authored_by", person("second")));
    revised(draft, 3, "Three", event -> event.put("authored_by", person("third")));
    revised(draft, 4, "Four", event -> event.put("authored_by", person("second")));

    compared(draft, "")
        .body("authors.id", contains("second", "third"))
        .body("authors.name", contains("Name of second", "Name of third"))
        .body("from.authored_by.id", equalTo("the-author"))
        .body("to.authored_by.id", equalTo("second"));
    compared(draft, "?from=2&to=3").body("authors.id", contains("third"));
  }

  @Test
  void beginsWithTheLastApprovedRevision() {
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);
    revised(draft, 2, "Two");
    approve(submitted(draft, 2), 2).statusCode(200);
    revised(draft, 3, "Three");
    revised(draft, 4, "Four");

    compared(draft, "").body("from.revision", equalTo(2)).body("to.revision", equalTo(4));
    compared(draft, "?to=1").body("from.revision", equalTo(1)).body("to.revision", equalTo(1));
    compared(draft, "?from=1&to=3")
        .body("from.revision", equalTo(1))
        .body("to.revision", equalTo(3));
  }

  @Test
  void nothingDiffersInOneRevision() {
    UUID draft = drafted("Hello");

    compared(draft, "")
        .body("from.revision", equalTo(1))
        .body("to.revision", equalTo(1))
        .body("content_changed", equalTo(false))
        .body("texts.change", contains("same", "same"))
        .body("authors", empty());
  }

  @Test
  void refusesToGoBackwards() {
    UUID draft = drafted("One");
    revised(draft, 2, "Two");

    get(draft, "?from=2&to=1")
        .statusCode(400)
        .body("violations.field", contains("from"))
        .body("violations[0].message", containsString("revision 1"));
  }

  @ParameterizedTest
  @CsvSource({"?from=0, from", "?to=0, to", "?from=first, from", "?until=2, until"})
  void refusesWhatItDoesNotUnderstand(String query, String field) {
    get(drafted("One"), query).statusCode(400).body("violations[0].field", equalTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?to=2", "?from=2&to=1"})
  void doesNotFindRevisionsThatAreNotThere(String query) {
    UUID draft = UUID.randomUUID();
    revised(draft, query.contains("from") ? 3 : 1, "One");

    get(draft, query)
        .statusCode(404)
        .body("code", equalTo("not_found"))
        .body("next_step", containsString("the newest that has arrived"));
  }

  @Test
  void waitsForTheRevisionThatIsStillUnderWay() {
    UUID draft = drafted("One");
    publish(draft, revision(draft, 2, "Two"));

    compared(draft, "?to=2").body("to.revision", equalTo(2));
  }

  @Test
  void waitsForADraftThatHasJustBeenMade() {
    UUID draft = Identifiers.next();
    publish(draft, revision(draft, 1, "New"));

    compared(draft, "").body("to.revision", equalTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst", "editor", "approver", "admin"})
  void whoMayReadReviewsMayCompare(String role) {
    UUID draft = drafted("Hello");

    Requests.as(member(role)).get(differences(draft)).then().statusCode(200);
  }

  @Test
  void theGrantMustHoldTheScope() {
    Requests.as(member("admin").scopes("drafts:read"))
        .get(differences(drafted("Hello")))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void anotherWorkspacesDraftDoesNotExist() {
    UUID draft = drafted("Secret");
    String other = "o-" + UUID.randomUUID();
    Tokens stranger = Tokens.of(other, "admin");
    String theirs = "/api/v1/workspaces/" + other + "/drafts/";

    assertEquals(
        refusal(stranger, theirs + UUID.randomUUID() + "/differences"),
        refusal(stranger, theirs + draft + "/differences"));
    refusal(stranger, differences(draft));
  }

  private static String refusal(Tokens person, String address) {
    JsonPath problem =
        Requests.as(person)
            .get(address)
            .then()
            .statusCode(404)
            .body("code", equalTo("not_found"))
            .extract()
            .jsonPath();
    return problem.getString("detail") + " " + problem.getString("next_step");
  }

  private ValidatableResponse compared(UUID draft, String query) {
    return get(draft, query).statusCode(200);
  }

  private ValidatableResponse get(UUID draft, String query) {
    return Requests.as(member("viewer")).get(differences(draft) + query).then();
  }

  private String differences(UUID draft) {
    return address("/drafts/" + draft + "/differences");
  }

  private static Map<String, Object> person(String id) {
    return Map.of("id", id, "name", "Name of " + id);
  }

  private static List<Map<String, Object>> own(String... networks) {
    return Stream.of(networks)
        .map(network -> Map.<String, Object>of("network", network, "text", "Only on " + network))
        .toList();
  }
}
