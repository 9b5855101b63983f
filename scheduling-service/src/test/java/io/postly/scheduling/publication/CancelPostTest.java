package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class CancelPostTest extends SchedulingScenario {

  @Test
  void shouldCancelWhatIsPlannedAndSayHowToTakeThatBack() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));

    cancel(editor, id, Map.of("reason", "Wrong week"))
        .statusCode(200)
        .body("publication.state", equalTo("cancelled"))
        .body("publication.reason", equalTo("Wrong week"))
        .body("action.undo.by", equalTo("schedule_post"));
    TestEvents.Published event =
        TestEvents.await(
            "postly.publications",
            found ->
                found.data().path("publication_id").asText().equals(id.toString())
                    && found.data().path("state").asText().equals("cancelled"));
    assertEquals("planned", event.data().get("previous_state").asText());
  }

  @Test
  void shouldCancelWhatAwaitsApprovalAndWhatIsOnHold() {
    Draft waiting = Draft.in(workspace, sandbox("One"));
    content.revised(waiting, 1, "Hello");
    UUID awaiting = scheduled(waiting, Duration.ofDays(1));
    Draft changed = content.approvedDraft(workspace, "Hello", sandbox("Two"));
    UUID onHold = scheduled(changed, Duration.ofDays(1));
    content.revised(changed, 2, "Hello again");

    cancel(editor, awaiting, Map.of()).statusCode(200);
    cancel(editor, onHold, Map.of()).statusCode(200);
  }

  @Test
  void shouldLetTheSameDraftBeScheduledAgain() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    cancel(editor, scheduled(draft, Duration.ofDays(1)), Map.of());

    schedule(wanted(draft, 1, clock.instant().plus(Duration.ofDays(2)))).statusCode(201);
  }

  @Test
  void shouldSayThatNothingBringsItBackOnceItsTimeHasPassed() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));

    cancel(editor, id, Map.of()).statusCode(200).body("action.undo.possible", equalTo(false));
  }

  @Test
  void shouldRefuseToCancelTwice() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    cancel(editor, id, Map.of());

    cancel(editor, id, Map.of()).statusCode(409).body("code", equalTo("not_cancellable"));
  }

  @Test
  void shouldNotKnowAPublicationOfAnotherWorkspaceOrNone() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    String other = "w-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "admin"))
        .body(Map.of())
        .post("/api/v1/workspaces/" + other + "/publications/" + id + "/cancellation")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    cancel(editor, UUID.randomUUID(), Map.of()).statusCode(404).body("code", equalTo("not_found"));
    Requests.as(editor)
        .body(Map.of())
        .post(path("/publications/no-id/cancellation"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void shouldRefuseViewersAndLongReasons() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));

    cancel(viewer, id, Map.of()).statusCode(403).body("code", equalTo("permission_denied"));
    cancel(editor, id, Map.of("reason", "x".repeat(281)))
        .statusCode(400)
        .body("violations.field", contains("reason"));
  }

  private ValidatableResponse cancel(Tokens person, UUID id, Map<String, Object> body) {
    return Requests.as(person)
        .body(body)
        .post(path("/publications/" + id + "/cancellation"))
        .then();
  }
}
