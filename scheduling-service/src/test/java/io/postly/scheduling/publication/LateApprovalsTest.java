package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of posts that are approved after their time, as the workspace wants it. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class LateApprovalsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject PublicationLedger ledger;
  @Inject HeldPublications held;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @ParameterizedTest
  @CsvSource({
    "send, 5, planned, ",
    "send, 60, planned, ",
    "send, 61, missed, approved_too_late",
    "hold, 5, planned, ",
    "hold, 6, on_hold, time_passed",
    "hold, 61, on_hold, time_passed",
    "skip, 5, planned, ",
    "skip, 6, missed, approved_too_late"
  })
  void shouldDoWhatTheWorkspaceWants(String choice, int minutesLate, String state, String reason) {
    want(choice);
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON.plusMinutes(minutesLate));

    content.approvedAt(draft, 1, "Hello", dueAt(post).plus(Duration.ofMinutes(minutesLate)));

    assertEquals(state, stateOf(post));
    assertEquals(reason, shown(post).get("reason"));
  }

  @Test
  void shouldSendWhatNobodyWantsOtherwiseAtOnce() {
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON.plusMinutes(59));
    assertEquals(List.of(), round());
    assertEquals("awaiting_approval", stateOf(post));

    content.approvedAt(draft, 1, "Hello", clock.instant());

    assertEquals(List.of(post), round());
  }

  @ParameterizedTest
  @CsvSource({"send, 59, 61", "hold, 59, 61", "skip, 4, 6"})
  void shouldWaitForAnApprovalAsLongAsItWouldMakeADifference(String choice, int waiting, int over) {
    want(choice);
    UUID awaiting = scheduled(draft(), SOON);
    Draft changed = content.approvedDraft(workspace, "Hello", sandbox("Changed"));
    UUID onHold = scheduled(changed, SOON);
    content.revised(changed, 2, "Other");

    clock.advance(SOON.plusMinutes(waiting));
    round();
    assertEquals("awaiting_approval", stateOf(awaiting));
    assertEquals("on_hold", stateOf(onHold));

    clock.advance(Duration.ofMinutes(over - waiting));
    round();
    assertEquals("not_approved_in_time", shown(awaiting).get("reason"));
    assertEquals("not_approved_in_time", shown(onHold).get("reason"));
  }

  @ParameterizedTest
  @CsvSource({"send, planned, ", "hold, on_hold, time_passed", "skip, missed, approved_too_late"})
  void shouldDoSoWithWhatWasChangedAfterItsApproval(String choice, String state, String reason) {
    want(choice);
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, SOON);
    content.revised(draft, 2, "Other");
    clock.advance(SOON.plusMinutes(30));

    content.approvedAt(draft, 2, "Other", clock.instant());

    assertEquals(state, stateOf(post));
    assertEquals(reason, shown(post).get("reason"));
  }

  @Test
  void shouldHoldTheApprovedTextUntilAPersonMovesIt() {
    want("hold");
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, SOON);
    content.revised(draft, 2, "Other");
    clock.advance(SOON.plusMinutes(30));
    content.approvedAt(draft, 2, "Other", clock.instant());
    assertEquals(2, shown(post).get("revision"));
    assertEquals(List.of(), round());

    held.measure();
    assertTrue(isMeasured("postly_publications_held 1.0"));
    move(post, clock.instant().plus(SOON));

    assertEquals("planned", stateOf(post));
    held.measure();
    assertTrue(isMeasured("postly_publications_held 0.0"));
    clock.advance(SOON);
    assertEquals(List.of(post), round());
  }

  private static boolean isMeasured(String line) {
    return RestAssured.get("/q/metrics").asString().lines().anyMatch(line::equals);
  }

  @ParameterizedTest
  @CsvSource({"send, planned", "hold, on_hold", "skip, missed"})
  void shouldConcernOnlyThePostsOfASeriesWhoseTimeHasPassed(String choice, String state) {
    want(choice);
    Draft draft = draft();
    Map<String, Object> body = wanted(draft, 1, clock.instant().plus(SOON));
    body.put("repeat", Map.of("every", "day", "times", 2));
    schedule(body).statusCode(201);
    List<UUID> posts = posts();
    clock.advance(SOON.plusMinutes(30));

    content.approvedAt(draft, 1, "Hello", clock.instant());

    assertEquals(state, stateOf(posts.getFirst()));
    assertEquals("planned", stateOf(posts.getLast()));
  }

  /** Restoring it is nobody's decision to send it, whoever had approved it late. */
  @Test
  void shouldNotSendWhatComesBackAfterALateApproval() {
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON.plusMinutes(10));
    content.archived(draft, clock.instant());
    content.approvedAt(draft, 1, "Hello", clock.instant());
    clock.advance(SOON);

    content.restored(draft, clock.instant());

    assertEquals("missed", stateOf(post));
    assertEquals("restored_too_late", shown(post).get("reason"));
  }

  @Test
  void shouldSendWhatIsApprovedAfterItHasComeBack() {
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    content.archived(draft, clock.instant());
    clock.advance(SOON.plusMinutes(10));
    content.restored(draft, clock.instant());
    clock.advance(SOON);

    content.approvedAt(draft, 1, "Hello", clock.instant());

    assertEquals("planned", stateOf(post));
  }

  /** As in an outage: what was approved in time is sent late, as the workspace wants it. */
  @ParameterizedTest
  @ValueSource(strings = {"send", "hold"})
  void shouldGoOnWithWhatWasApprovedInTimeHoweverLateThatBecomesKnown(String choice) {
    want(choice);
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    Instant inTime = clock.instant();
    clock.advance(SOON.plusMinutes(30));
    round();

    content.approvedAt(draft, 1, "Hello", inTime);

    assertEquals("planned", stateOf(post));
    assertEquals(choice.equals("send") ? List.of(post) : List.of(), round());
    assertEquals(choice.equals("send") ? "claimed" : "on_hold", stateOf(post));
  }

  /** As a dispatcher does. */
  private List<UUID> round() {
    ledger.missOverdue(Batch.of(100));
    return ledger.claim(100).stream().map(Claim::publicationId).toList();
  }

  /** With a text that awaits its approval. */
  private Draft draft() {
    Draft draft = Draft.in(workspace, sandbox("Channel " + UUID.randomUUID()));
    content.revised(draft, 1, "Hello");
    return draft;
  }

  private Instant dueAt(UUID post) {
    return Instant.parse((String) shown(post).get("due_at"));
  }

  private List<UUID> posts() {
    List<String> ids =
        Requests.as(viewer)
            .queryParam("from", clock.instant().toString())
            .queryParam("to", clock.instant().plus(Duration.ofDays(3)).toString())
            .get(path("/calendar"))
            .then()
            .statusCode(200)
            .extract()
            .path("publications.id");
    return ids.stream().map(UUID::fromString).toList();
  }

  private void move(UUID post, Instant to) {
    Requests.as(editor)
        .body(Map.of("publish_at", to.toString()))
        .put(path("/publications/" + post + "/time"))
        .then()
        .statusCode(200);
  }

  private void want(String missedPosts) {
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "blackouts",
                List.of(),
                "channels",
                List.of(),
                "missed_posts",
                missedPosts))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);
  }
}
