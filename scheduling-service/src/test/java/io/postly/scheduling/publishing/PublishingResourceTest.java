package io.postly.scheduling.publishing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublishingResourceTest extends SchedulingScenario {

  private static final String WHY = "The wrong price is in every post";

  @Inject PublishingMetrics metrics;

  @Test
  void shouldGoOnUntilSomebodyStopsIt() {
    state(viewer)
        .statusCode(200)
        .body("stopped", equalTo(false))
        .body("since", nullValue())
        .body("being_sent", equalTo(0))
        .body("history", empty());
  }

  @Test
  void shouldSayWhoStoppedItWhenAndWhy() {
    Instant before = clock.instant();

    stop(editor, " " + WHY + " ")
        .statusCode(200)
        .body("stopped", equalTo(true))
        .body("action.next_step", containsString("stays planned"));

    state(viewer)
        .body("stopped", equalTo(true))
        .body("reason", equalTo(WHY))
        .body("by.id", equalTo(editor.subjectId()))
        .body("through", equalTo("mcp"))
        .body("history.stopped", contains(true));
    Instant since = Instant.parse(state(viewer).extract().path("since"));
    assertTrue(!since.isBefore(before.minusMillis(1)) && !since.isAfter(clock.instant()));
  }

  @Test
  void shouldKeepWhatWasDecidedBefore() {
    stop(editor, WHY);

    resume(admin)
        .statusCode(200)
        .body("stopped", equalTo(false))
        .body("by.id", equalTo(admin.subjectId()))
        .body("reason", nullValue())
        .body("history.stopped", contains(false, true))
        .body("history[1].reason", equalTo(WHY))
        .body("action.next_step", containsString("60 minutes"));
  }

  @Test
  void shouldShowTheLastFiftyDecisions() {
    for (int i = 0; i < 26; i++) {
      stop(editor, WHY + " " + i);
      resume(admin);
    }

    state(viewer).body("history", hasSize(50)).body("history[49].reason", equalTo(WHY + " 1"));
  }

  @Test
  void shouldChangeNothingTheSecondTime() {
    stop(editor, WHY);

    stop(admin, "Another reason")
        .statusCode(200)
        .body("reason", equalTo(WHY))
        .body("by.id", equalTo(editor.subjectId()))
        .body("history", hasSize(1))
        .body("action.undo.possible", equalTo(false));
    resume(admin);
    resume(admin)
        .statusCode(200)
        .body("history", hasSize(2))
        .body("action.undo.possible", equalTo(false));
  }

  @Test
  void shouldSayHowEachIsTakenBackAndDoSo() {
    String stopped =
        stop(editor, WHY)
            .body("action.undo.by", equalTo("resume_publishing"))
            .body("action.undo.until", notNullValue())
            .extract()
            .path("action.id");
    assertInverse(stopped, "inverse_arguments::json ->> 'workspace' = '" + workspace + "'");

    String resumed =
        resume(admin)
            .body("stopped", equalTo(false))
            .body("action.undo.by", equalTo("stop_publishing"))
            .extract()
            .path("action.id");
    assertInverse(
        resumed,
        "inverse_arguments::json ->> 'workspace' = '%s' AND inverse_arguments::json ->> 'reason' = '%s'"
            .formatted(workspace, WHY));

    stop(editor, WHY).body("stopped", equalTo(true));
  }

  @Test
  void shouldNotTakeAStopBackThatSomebodyHasMadeAnew() {
    ValidatableResponse first = stop(editor, WHY).statusCode(200);
    resume(admin).statusCode(200);
    stop(admin, "Something else").statusCode(200);

    Requests.as(Tokens.of(workspace, "admin").channel("console"))
        .post(path("/undo/" + first.extract().path("action.undo.id")))
        .then()
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("stopped anew"));

    state(viewer).body("stopped", equalTo(true)).body("reason", equalTo("Something else"));
  }

  @Test
  void shouldLeaveOtherWorkspacesAlone() {
    stop(editor, WHY);
    String other = "w-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "viewer"))
        .get("/api/v1/workspaces/" + other + "/publishing")
        .then()
        .body("stopped", equalTo(false));
    Requests.as(Tokens.of(other, "admin"))
        .body(Map.of("reason", WHY))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"editor", "approver", "admin"})
  void shouldLetWhoeverSchedulesStopIt(String role) {
    stop(Tokens.of(workspace, role), WHY).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst"})
  void shouldNotLetOthersStopIt(String role) {
    stop(Tokens.of(workspace, role), WHY)
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst", "editor", "approver"})
  void shouldLetAdminsOnlyResumeIt(String role) {
    stop(editor, WHY);

    resume(Tokens.of(workspace, role)).statusCode(403).body("code", equalTo("permission_denied"));
    state(viewer).body("stopped", equalTo(true));
  }

  @Test
  void shouldNeedTheScopes() {
    stop(Tokens.of(workspace, "editor").scopes("schedule:read", "publish"), WHY)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    resume(Tokens.of(workspace, "admin").scopes("schedule:write"))
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    state(Tokens.of(workspace, "admin").scopes("publish"))
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void shouldWantAReason() {
    for (String reason : List.of("", "   ", "x".repeat(281))) {
      stop(editor, reason).statusCode(400).body("violations.field", contains("reason"));
    }
    state(viewer).body("stopped", equalTo(false));
  }

  @Test
  void shouldKeepTheOrderOfDecisionsWhateverTheClocksOfReplicasSay() {
    clock.advance(Duration.ofMinutes(2));
    Instant stopped = Instant.parse(stop(editor, WHY).extract().path("since"));
    clock.reset();

    resume(admin)
        .body("stopped", equalTo(false))
        .body("since", equalTo(stopped.plusNanos(1000).toString()));
  }

  @Test
  void shouldPlanNewPostsAndSayThatTheyWait() {
    Draft approved = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Draft waiting = Draft.in(workspace, sandbox("Two"));
    content.revised(waiting, 1, "Hello");
    stop(editor, WHY);
    Instant tomorrow = clock.instant().plus(Duration.ofDays(1));

    schedule(wanted(approved, 1, tomorrow))
        .statusCode(201)
        .body("publications[0].state", equalTo("planned"))
        .body("action.next_step", containsString("publishing is stopped"));
    schedule(wanted(waiting, 1, tomorrow))
        .statusCode(201)
        .body("publications[0].state", equalTo("awaiting_approval"))
        .body("action.next_step", containsString("submit_for_approval"))
        .body("action.next_step", containsString("publishing is stopped"));
  }

  @Test
  void shouldPublishNothingNowAndDoSoWithTheSameKeyOnceItGoesOn() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    stop(editor, WHY);

    publishNow(draft)
        .statusCode(409)
        .body("code", equalTo("publishing_stopped"))
        .body("category", equalTo("workflow"))
        .body("retryable", equalTo(true))
        .body("next_step", containsString("schedule_post"));
    Requests.as(viewer).get(path("/calendar")).then().body("publications", empty());

    resume(admin);
    publishNow(draft).statusCode(201).body("publications[0].state", equalTo("planned"));
  }

  @Test
  void shouldCountTheWorkspacesThatAreStopped() {
    stop(editor, WHY);

    metrics.measure();

    String line =
        RestAssured.get("/q/metrics")
            .asString()
            .lines()
            .filter(found -> found.startsWith("postly_publishing_stopped_workspaces "))
            .findFirst()
            .orElseThrow();
    assertTrue(Double.parseDouble(line.substring(line.indexOf(' '))) >= 1, line);
  }

  private static void assertInverse(String actionId, String condition) {
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM undo_record WHERE action_id = '"
                + actionId
                + "' AND possible AND "
                + condition));
  }

  private ValidatableResponse state(Tokens person) {
    return Requests.as(person).get(path("/publishing")).then();
  }

  private ValidatableResponse stop(Tokens person, String reason) {
    return Requests.as(person).body(Map.of("reason", reason)).post(path("/publishing/stop")).then();
  }

  private ValidatableResponse resume(Tokens person) {
    return Requests.as(person).post(path("/publishing/resume")).then();
  }

  private ValidatableResponse publishNow(Draft draft) {
    return Requests.as(editor)
        .header("Idempotency-Key", "the-same")
        .body(Map.of("draft_id", draft.id(), "expected_revision", 1))
        .post(path("/publications/immediate"))
        .then();
  }
}
