package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each action on publications is undone by. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UndoTest extends SchedulingScenario {

  private static final String UNDO_ID = "action.undo.id";

  private final Tokens person = Tokens.of(workspace, "editor").channel("console");

  @Inject PublicationLedger ledger;

  @Test
  void shouldTakeAScheduleBackAndPlanItAgain() {
    Instant at = in(Duration.ofDays(1));
    JsonPath schedule = planned(content.approvedDraft(workspace, "Hello", sandbox("One")), at, 1);

    JsonPath undo =
        undo(schedule)
            .statusCode(200)
            .body("undone.by", equalTo("cancel_post"))
            .body("result.publication.id", equalTo(schedule.getString("publications[0].id")))
            .body("result.publication.state", equalTo("cancelled"))
            .body("action.undo.by", equalTo("schedule_post"))
            .extract()
            .jsonPath();
    JsonPath redo =
        undo(undo)
            .statusCode(200)
            .body("result.publications[0].state", equalTo("planned"))
            .body("result.publications[0].due_at", equalTo(at.toString()))
            .extract()
            .jsonPath();
    undo(redo).statusCode(200).body("result.publication.state", equalTo("cancelled"));
  }

  @Test
  void shouldTakeAScheduleBackOnAllItsChannels() {
    Instant at = in(Duration.ofDays(1));
    JsonPath schedule =
        planned(content.approvedDraft(workspace, "Hello", sandbox("One"), sandbox("Two")), at, 2);

    JsonPath undo =
        undo(schedule)
            .statusCode(200)
            .body("result.publications", hasSize(2))
            .body("result.publications.state", everyItem(equalTo("cancelled")))
            .extract()
            .jsonPath();
    undo(undo)
        .statusCode(200)
        .body("result.publications", hasSize(2))
        .body("result.publications.state", everyItem(equalTo("planned")))
        .body("result.publications.due_at", everyItem(equalTo(at.toString())));
  }

  @Test
  void shouldCancelNothingIfSomeWentOutAlreadyAndSayWhich() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One"), sandbox("Two")),
            in(Duration.ofDays(1)),
            2);
    UUID early = id(schedule, 0);
    move(early, in(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(6));
    publish(early);
    String channel = (String) shown(early).get("channel_name");

    undo(schedule)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("reschedule_post by " + workspace + " editor at"))
        .body(
            "detail",
            containsString("Nothing was cancelled: the post on \"" + channel + "\" is published."));
    assertEquals("planned", stateOf(id(schedule, 1)));
  }

  @Test
  void shouldLeaveWhatWasCancelledSinceAndCancelTheRest() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One"), sandbox("Two")),
            in(Duration.ofDays(1)),
            2);
    cancel(id(schedule, 0));

    JsonPath undo =
        undo(schedule)
            .statusCode(200)
            .body("result.publications.state", everyItem(equalTo("cancelled")))
            .extract()
            .jsonPath();
    undo(undo).statusCode(200).body("result.publications", hasSize(1));
  }

  @Test
  void shouldSayWhyPostsOfDifferentTimesDoNotComeBackAtOnce() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One"), sandbox("Two")),
            in(Duration.ofDays(1)),
            2);
    move(id(schedule, 0), in(Duration.ofDays(2)));

    undo(schedule)
        .statusCode(200)
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", containsString("different times"));
  }

  @Test
  void shouldSayWhatBecameOfAPostThatCannotBeTakenBack() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One")), in(Duration.ofDays(1)), 1);
    move(id(schedule, 0), in(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(6));
    publish(id(schedule, 0));

    undo(schedule)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("The post is published."));
  }

  @Test
  void shouldOfferTheUndoOfAScheduleUntilItIsDue() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One")),
            in(Duration.ofMinutes(5)),
            1);
    clock.advance(Duration.ofMinutes(6));

    undo(schedule)
        .statusCode(409)
        .body("code", equalTo("not_undoable"))
        .body("detail", startsWith("The time for it passed at"));
  }

  @Test
  void shouldTakeACancellationBackIfNothingStandsAgainstIt() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Instant at = in(Duration.ofDays(1));
    JsonPath cancelled = cancel(scheduled(draft, Duration.ofDays(1)));
    JsonPath schedule = planned(draft, at, 1);

    undo(cancelled)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("violations", hasSize(0))
        .body("detail", containsString("already scheduled on 1 of the channels"));

    cancel(id(schedule, 0));
    undo(cancelled).statusCode(200).body("result.publications[0].state", equalTo("planned"));
  }

  @Test
  void shouldNotPlanContentThatHasChangedSince() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    JsonPath cancelled = cancel(scheduled(draft, Duration.ofDays(1)));
    content.revised(draft, 2, "Hello again");

    undo(cancelled)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body(
            "detail",
            equalTo(
                "Nobody has acted on it here since. You expected revision 1; it is revision 2."));
  }

  @Test
  void shouldMoveAPostBackUnlessItWasMovedAgain() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, Duration.ofDays(1));
    String before = (String) shown(id).get("due_at");
    Instant second = in(Duration.ofDays(2));
    JsonPath moved = move(id, second);
    JsonPath movedAgain = move(id, in(Duration.ofDays(3)));

    undo(moved)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("Since then: reschedule_post by"));

    undo(movedAgain).statusCode(200).body("result.publication.due_at", equalTo(second.toString()));
    undo(moved)
        .statusCode(200)
        .body("undone.by", equalTo("reschedule_post"))
        .body("result.publication.due_at", equalTo(before));
  }

  @Test
  void shouldNotMoveAPostBackIntoThePast() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    JsonPath moved = move(scheduled(draft, Duration.ofMinutes(5)), in(Duration.ofDays(1)));
    clock.advance(Duration.ofMinutes(6));

    undo(moved).statusCode(409).body("code", equalTo("not_undoable"));
  }

  @Test
  void shouldNeedTheRoleAndTheScopeOfTheInverse() {
    JsonPath schedule =
        planned(
            content.approvedDraft(workspace, "Hello", sandbox("One")), in(Duration.ofDays(1)), 1);
    String path = path("/undo/" + schedule.getString(UNDO_ID));

    Requests.as(viewer)
        .post(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    Requests.as(Tokens.of(workspace, "editor").scopes("workspace:read", "schedule:read"))
        .post(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  private JsonPath planned(Draft draft, Instant at, int size) {
    return schedule(wanted(draft, 1, at))
        .statusCode(201)
        .body("publications", hasSize(size))
        .body(UNDO_ID, startsWith("scheduling-"))
        .extract()
        .jsonPath();
  }

  private JsonPath move(UUID id, Instant to) {
    return Requests.as(editor)
        .body(Map.of("publish_at", to.toString()))
        .put(path("/publications/" + id + "/time"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonPath cancel(UUID id) {
    return Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/" + id + "/cancellation"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private ValidatableResponse undo(JsonPath answer) {
    return Requests.as(person).post(path("/undo/" + answer.getString(UNDO_ID))).then();
  }

  /** As a dispatcher does. */
  private void publish(UUID id) {
    PublicationLedger.Claim claim =
        ledger.claim(1000).stream()
            .filter(found -> found.publicationId().equals(id))
            .findFirst()
            .orElseThrow();
    PublicationLedger.Sending sending = ledger.begin(claim).orElseThrow();
    ledger.record(id, sending.token(), new Delivery.Delivered(clock.instant(), Optional.empty()));
  }

  private static UUID id(JsonPath schedule, int index) {
    return UUID.fromString(schedule.<List<String>>get("publications.id").get(index));
  }

  private Instant in(Duration ahead) {
    return clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
  }
}
