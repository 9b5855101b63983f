package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ValidateDraftTest extends SchedulingScenario {

  @Test
  void shouldFindNothingWrongWithAnApprovedDraft() {
    UUID channel = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", channel);

    validate(draft, Map.of("publish_at", inAnHour().toString()))
        .statusCode(200)
        .body("revision", equalTo(1))
        .body("content_hash", startsWith("sha256:"))
        .body("schedulable", equalTo(true))
        .body("needs_approval", equalTo(false))
        .body("violations", empty())
        .body("channels", hasSize(1))
        .body("channels[0].characters", equalTo(5))
        .body("channels[0].violations", empty())
        .body("conflicts", empty())
        .body("action.next_step", containsString("schedule_post"));
  }

  @Test
  void shouldSayThatAnApprovalIsNeeded() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");

    validate(draft, Map.of())
        .statusCode(200)
        .body("schedulable", equalTo(true))
        .body("needs_approval", equalTo(true))
        .body("action.next_step", containsString("submit_for_approval"));
  }

  @Test
  void shouldNameEverythingAtOnceAndAgreeWithScheduling() {
    UUID taken = sandbox("Taken");
    Draft draft = content.approvedDraft(workspace, "Short", taken);
    scheduled(draft, Duration.ofHours(1));
    content.revised(draft, 2, "x".repeat(100_000));

    validate(draft, Map.of("publish_at", "2020-01-01T00:00:00Z"))
        .statusCode(200)
        .body("schedulable", equalTo(false))
        .body("violations.field", contains("publish_at"))
        .body(
            "channels[0].violations",
            hasItems(
                containsString("100000 characters"),
                containsString("Already scheduled on this channel")));
    schedule(wanted(draft, 2, inAnHour()))
        .statusCode(400)
        .body("violations[0].message", containsString("100000 characters"));
    content.revised(draft, 3, "Short again");
    schedule(wanted(draft, 3, inAnHour()))
        .statusCode(409)
        .body("code", equalTo("already_scheduled"));
  }

  @Test
  void shouldNameADraftWithoutChannelsAndOneInTheArchive() {
    Draft draft = content.approvedDraft(workspace, "Hello");
    content.archived(draft, clock.instant());

    validate(draft, Map.of("time_zone", "Europe/Rome"))
        .statusCode(200)
        .body("schedulable", equalTo(false))
        .body("needs_approval", equalTo(false))
        .body("violations.field", hasItems("draft_id", "time_zone"))
        .body("violations", hasSize(3));
  }

  @Test
  void shouldShowTheOtherPostsNearThatTimeOnTheSameChannels() {
    UUID channel = sandbox("One");
    UUID otherChannel = sandbox("Two");
    UUID near = scheduled(content.approvedDraft(workspace, "Near", channel), Duration.ofHours(1));
    scheduled(content.approvedDraft(workspace, "Far", channel), Duration.ofHours(3));
    scheduled(content.approvedDraft(workspace, "Elsewhere", otherChannel), Duration.ofHours(1));
    Draft draft = content.approvedDraft(workspace, "Hello", channel);

    validate(draft, Map.of("publish_at", inAnHour().plusSeconds(600).toString()))
        .statusCode(200)
        .body("schedulable", equalTo(true))
        .body("conflicts.publication_id", contains(near.toString()))
        .body("conflicts[0].title", equalTo("Title 1"));
  }

  @Test
  void shouldCheckTheExpectedRevisionOnly() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    content.revised(draft, 2, "Hello again");

    validate(draft, Map.of("expected_revision", 1))
        .statusCode(409)
        .body("code", equalTo("stale_revision"));
    validate(draft, Map.of("expected_revision", 2)).statusCode(200).body("revision", equalTo(2));
    validate(draft, Map.of()).statusCode(200).body("revision", equalTo(2));
  }

  @Test
  void shouldAnswerAnotherWorkspacesDraftAsOneThatDoesNotExist() {
    Draft foreign = content.approvedDraft("w-" + UUID.randomUUID(), "Hello");

    String detail = validate(foreign, Map.of()).statusCode(404).extract().path("detail").toString();
    validate(Draft.in(workspace), Map.of()).statusCode(404).body("detail", equalTo(detail));
  }

  private Instant inAnHour() {
    return clock.instant().plus(Duration.ofHours(1));
  }

  private ValidatableResponse validate(Draft draft, Map<String, Object> parameters) {
    return Requests.as(viewer)
        .queryParams(parameters)
        .get(path("/drafts/" + draft.id() + "/validation"))
        .then();
  }
}
