package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SchedulePostTest extends SchedulingScenario {

  private Instant tomorrow() {
    return clock.instant().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void shouldSayThatNothingGoesOutOnAChannelInTrouble() {
    UUID channel = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", channel);
    execute(
        "UPDATE channel SET trouble = 'credentials_refused', trouble_since = now() WHERE id = '%s'"
            .formatted(channel));

    schedule(wanted(draft, 1, clock.instant().plus(Duration.ofDays(1))))
        .statusCode(201)
        .body("publications[0].state", equalTo("planned"))
        .body("action.next_step", containsString("until an admin has reconnected it"));
  }

  @Test
  void shouldPlanApprovedContentOnEveryChannel() {
    UUID first = sandbox("First");
    UUID second = sandbox("Second");
    Draft draft = content.approvedDraft(workspace, "Hello", first, second);
    Instant at = tomorrow();

    schedule(wanted(draft, 1, at))
        .statusCode(201)
        .body("publications", hasSize(2))
        .body("publications.state", everyItem(equalTo("planned")))
        .body("publications.channel_name", containsInAnyOrder("First", "Second"))
        .body("publications[0].due_at", equalTo(at.toString()))
        .body("publications[0].title", equalTo("Title 1"))
        .body("publications[0].revision", equalTo(1))
        .body("publications[0].requested_through", equalTo("mcp"))
        .body("action.undo.possible", equalTo(true))
        .body("action.undo.by", equalTo("cancel_post"))
        .body("action.undo.until", equalTo(at.toString()));
  }

  @Test
  void shouldTellOthersOfEachPublication() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Instant at = tomorrow();
    UUID id = UUID.fromString(schedule(wanted(draft, 1, at)).extract().path("publications[0].id"));

    TestEvents.Published event =
        TestEvents.await(
            "postly.publications",
            found -> found.data().path("publication_id").asText().equals(id.toString()));
    assertEquals("io.postly.publication.changed.v1", event.type());
    assertEquals(draft.id().toString(), event.key());
    assertEquals("planned", event.data().get("state").asText());
    assertEquals("sandbox", event.data().get("network").asText());
    assertEquals(at.toString(), event.data().get("due_at").asText());
    assertEquals("mcp", event.data().get("requested_through").asText());
    assertEquals(workspace + "-editor", event.data().at("/requested_by/id").asText());
  }

  @Test
  void shouldAwaitApprovalAndSaySo() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");

    schedule(wanted(draft, 1, tomorrow()))
        .statusCode(201)
        .body("publications[0].state", equalTo("awaiting_approval"))
        .body("action.next_step", containsString("approve"));
  }

  @Test
  void shouldTakeAnApprovalOfTheSameContentInAnEarlierRevision() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    content.revised(draft, 2, "Hello");

    schedule(wanted(draft, 2, tomorrow()))
        .statusCode(201)
        .body("publications[0].state", equalTo("planned"));
  }

  @Test
  void shouldScheduleOnChosenChannelsOnly() {
    UUID first = sandbox("First");
    Draft draft = content.approvedDraft(workspace, "Hello", first, sandbox("Second"));
    Map<String, Object> body = wanted(draft, 1, tomorrow());
    body.put("channel_ids", List.of(first));

    schedule(body).statusCode(201).body("publications.channel_id", contains(first.toString()));
  }

  @Test
  void shouldReadALocalTimeInItsZone() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Map<String, Object> body = wanted(draft, 1, tomorrow());
    Instant at = tomorrow().truncatedTo(ChronoUnit.HOURS);
    body.put("publish_at", at.toString().replace("Z", ""));
    body.put("time_zone", "Africa/Abidjan");

    schedule(body).statusCode(201).body("publications[0].due_at", equalTo(at.toString()));
  }

  @Test
  void shouldRefuseANaiveTime() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Map<String, Object> body = wanted(draft, 1, tomorrow());
    body.put("publish_at", tomorrow().toString().replace("Z", ""));

    schedule(body)
        .statusCode(400)
        .body("code", equalTo("invalid_input"))
        .body("violations[0].field", equalTo("publish_at"))
        .body("violations[0].message", containsString("time_zone"));
  }

  @Test
  void shouldRefuseThePast() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));

    schedule(wanted(draft, 1, clock.instant().minusSeconds(1)))
        .statusCode(400)
        .body("violations.field", contains("publish_at"));
  }

  @Test
  void shouldReportEverythingThatIsWrongAtOnce() {
    UUID channel = sandbox("One");
    Draft draft = content.approvedDraft(workspace, "Hello", channel);
    Map<String, Object> body = wanted(draft, 1, clock.instant().minusSeconds(1));
    body.put("channel_ids", List.of(channel, UUID.randomUUID(), channel));

    schedule(body)
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder("publish_at", "channel_ids[1]", "channel_ids[2]"));
  }

  @Test
  void shouldRefuseMissingAndMalformedFields() {
    Map<String, Object> body = new HashMap<>(Map.of("draft_id", "no-id", "expected_revision", 0));

    schedule(body)
        .statusCode(400)
        .body(
            "violations.field", containsInAnyOrder("draft_id", "expected_revision", "publish_at"));
  }

  @Test
  void shouldRefuseADraftWithoutChannels() {
    Draft draft = Draft.in(workspace);
    content.revised(draft, 1, "Hello");

    schedule(wanted(draft, 1, tomorrow()))
        .statusCode(400)
        .body("violations.field", contains("draft_id"));
  }

  @Test
  void shouldRefuseARevisionThatIsNotTheNewest() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    content.revised(draft, 2, "Hello again");

    String action =
        schedule(wanted(draft, 1, tomorrow()))
            .statusCode(409)
            .body("code", equalTo("stale_revision"))
            .body("detail", containsString("2"))
            .extract()
            .path("action_id");
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM audit_entry WHERE id = '%s' AND subject_id = '%s'"
                .formatted(action, draft.id())));
  }

  @Test
  void shouldWaitForACopyThatIsOnItsWay() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    CompletableFuture<Void> arriving =
        CompletableFuture.runAsync(
            () -> content.revised(draft, 1, "Hello"),
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

    schedule(wanted(draft, 1, tomorrow())).statusCode(201);
    arriving.join();
  }

  @Test
  void shouldNotKnowADraftOfAnotherWorkspace() {
    Draft draft = content.approvedDraft("w-" + UUID.randomUUID(), "Hello", sandbox("One"));

    schedule(wanted(draft, 1, tomorrow())).statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void shouldRefuseASecondScheduleOnTheSameChannel() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    scheduled(draft, Duration.ofDays(1));

    schedule(wanted(draft, 1, tomorrow()))
        .statusCode(409)
        .body("code", equalTo("already_scheduled"))
        .body("category", equalTo("workflow"))
        .body("next_step", notNullValue());
  }

  @Test
  void shouldLetOneOfManySimultaneousCallsThrough() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Instant at = tomorrow();

    List<Integer> statuses =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> schedule(wanted(draft, 1, at)).extract().statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertEquals(List.of(201, 409, 409, 409, 409, 409, 409, 409), statuses);
  }

  @Test
  void shouldRequireRoleScopeAndReach() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Map<String, Object> body = wanted(draft, 1, tomorrow());

    Requests.as(viewer)
        .body(body)
        .post(path("/publications"))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
    Requests.as(Tokens.of(workspace, "editor").scopes("schedule:read"))
        .body(body)
        .post(path("/publications"))
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    Requests.as(Tokens.of("another", "editor"))
        .body(body)
        .post(path("/publications"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }
}
