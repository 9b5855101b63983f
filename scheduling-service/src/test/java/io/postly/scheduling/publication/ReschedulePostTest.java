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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReschedulePostTest extends SchedulingScenario {

  @Test
  void shouldMoveWhatIsPlannedAndSayHowToMoveItBack() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(2));
    String before = (String) shown(id).get("due_at");
    Instant later = in(Duration.ofDays(3));

    move(editor, id, later.toString())
        .statusCode(200)
        .body("publication.state", equalTo("planned"))
        .body("publication.due_at", equalTo(later.toString()))
        .body("action.undo.by", equalTo("reschedule_post"))
        .body("action.undo.until", equalTo(before));
    TestEvents.Published event =
        TestEvents.await(
            "postly.publications",
            found ->
                found.data().path("publication_id").asText().equals(id.toString())
                    && found.data().path("due_at").asText().equals(later.toString()));
    assertEquals("planned", event.data().get("state").asText());
    assertEquals("planned", event.data().get("previous_state").asText());
  }

  @Test
  void shouldMoveWhatAwaitsApprovalAndKeepItWaiting() {
    Draft waiting = Draft.in(workspace, sandbox("One"));
    content.revised(waiting, 1, "Hello");
    UUID id = scheduled(waiting, Duration.ofDays(1));

    move(editor, id, in(Duration.ofDays(2)).toString())
        .statusCode(200)
        .body("publication.state", equalTo("awaiting_approval"));
  }

  @Test
  void shouldRefuseWhatIsNoFutureTimeAndChangeNothing() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    Object before = shown(id).get("due_at");

    for (String time :
        new String[] {"2099-01-01T10:00:00", "soon", in(Duration.ofDays(-1)).toString()}) {
      move(editor, id, time).statusCode(400).body("violations.field", contains("publish_at"));
    }

    assertEquals(before, shown(id).get("due_at"));
  }

  @Test
  void shouldRefuseWhatHasEnded() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    Requests.as(editor).body(Map.of()).post(path("/publications/" + id + "/cancellation"));

    move(editor, id, in(Duration.ofDays(2)).toString())
        .statusCode(409)
        .body("code", equalTo("not_reschedulable"));
  }

  @Test
  void shouldNotKnowAnotherWorkspacesPublicationAndRefuseViewers() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    String other = "w-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "admin"))
        .body(Map.of("publish_at", in(Duration.ofDays(2)).toString()))
        .put("/api/v1/workspaces/" + other + "/publications/" + id + "/time")
        .then()
        .statusCode(404);
    move(viewer, id, in(Duration.ofDays(2)).toString()).statusCode(403);
  }

  private Instant in(Duration ahead) {
    return clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
  }

  private ValidatableResponse move(Tokens person, UUID id, String publishAt) {
    return Requests.as(person)
        .body(Map.of("publish_at", publishAt))
        .put(path("/publications/" + id + "/time"))
        .then();
  }
}
