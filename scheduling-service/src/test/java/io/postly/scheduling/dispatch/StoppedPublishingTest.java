package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stop does to what is due, and to what has begun. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class StoppedPublishingTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject Dispatchers dispatchers;
  @Inject PublicationLedger ledger;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldHoldBackWhatIsDueOfThisWorkspaceAlone() {
    UUID held = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    Elsewhere elsewhere = new Elsewhere();
    UUID free = elsewhere.scheduled();
    stop();
    clock.advance(SOON);

    assertEquals(1, runToEnd());

    assertEquals("planned", stateOf(held));
    assertEquals("published", elsewhere.stateOf(free));
  }

  @Test
  void shouldSendWhatWasHeldBackOnceItGoesOn() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    stop();
    clock.advance(SOON.plusMinutes(30));
    assertEquals(0, runToEnd());

    resume();
    assertEquals(1, runToEnd());

    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldMissWhatIsTooLateOnlyOnceItGoesOn() {
    UUID early = scheduled(content.approvedDraft(workspace, "Early", sandbox("One")), SOON);
    UUID late =
        scheduled(content.approvedDraft(workspace, "Late", sandbox("Two")), SOON.plusMinutes(10));
    stop();
    clock.advance(Duration.ofMinutes(65));
    runToEnd();
    assertEquals("planned", stateOf(early));
    assertEquals("planned", stateOf(late));

    resume();
    runToEnd();

    assertEquals("missed", stateOf(early));
    assertEquals("overdue", shown(early).get("reason"));
    assertEquals("published", stateOf(late));
  }

  @Test
  void shouldMissWhatNobodyApprovedInTimeAllTheSame() {
    Draft waiting = Draft.in(workspace, sandbox("One"));
    content.revised(waiting, 1, "Hello");
    UUID id = scheduled(waiting, SOON);
    stop();
    clock.advance(SOON.plusMinutes(61));

    runToEnd();

    assertEquals("missed", stateOf(id));
    assertEquals("not_approved_in_time", shown(id).get("reason"));
  }

  @Test
  void shouldNotBeginWhatWasClaimedBeforeTheStop() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();

    stop().body("being_sent", equalTo(0));

    assertEquals(Optional.empty(), ledger.begin(claim));
    assertEquals("planned", stateOf(id));
    assertTrue(ledger.claim(10).isEmpty());
    resume();
    assertEquals(1, runToEnd());
    assertEquals("published", stateOf(id));
  }

  @Test
  void shouldHoldWhatChangedRatherThanPlanItAgain() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, SOON);
    clock.advance(SOON);
    Claim claim = ledger.claim(10).getFirst();
    stop();
    content.revised(draft, 2, "Hello again");

    assertEquals(Optional.empty(), ledger.begin(claim));

    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldFinishWhatHadBegun() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Sending sending = ledger.begin(ledger.claim(10).getFirst()).orElseThrow();

    stop().body("being_sent", equalTo(1));
    ledger.record(id, sending.token(), new Delivery.Delivered(clock.instant(), Optional.empty()));

    assertEquals("published", stateOf(id));
  }

  private enum StopOrBeginning {
    STOPPED_FIRST,
    BEGUN_FIRST
  }

  /** What has begun, the stop sees; what the stop does not see, does not begin. */
  @Test
  void shouldDecideBetweenAStopAndABeginningInEveryRound() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    Race.run(
        50,
        StopOrBeginning.class,
        race -> {
          planAgain(id);

          Race.Finish<Integer, Integer> finish =
              race.between(this::beingSentWhenStopped, this::begin);

          assertEquals(finish.first(), finish.second(), "seen by the stop, and begun");
          assertTrue(ledger.claim(10).isEmpty());
          return finish.second() == 0 ? StopOrBeginning.STOPPED_FIRST : StopOrBeginning.BEGUN_FIRST;
        });
  }

  private int begin() {
    int begun = 0;
    for (Claim claim : ledger.claim(10)) {
      begun += ledger.begin(claim).isPresent() ? 1 : 0;
    }
    return begun;
  }

  private void planAgain(UUID id) {
    execute(
        "DELETE FROM publishing_stop WHERE workspace = '%1$s'; DELETE FROM publishing_change WHERE workspace = '%1$s'"
            .formatted(workspace));
    execute(
        "UPDATE publication SET state = 'planned', lease_token = NULL, lease_until = NULL WHERE id = '"
            + id
            + "'");
  }

  private ValidatableResponse stop() {
    return stopCall().statusCode(200).body("stopped", equalTo(true));
  }

  private int beingSentWhenStopped() {
    JsonNode state = Requests.json(200, stopCall());
    assertTrue(state.get("stopped").asBoolean());
    return state.get("being_sent").asInt();
  }

  private ValidatableResponse stopCall() {
    return Requests.as(editor)
        .body(Map.of("reason", "Emergency"))
        .post(path("/publishing/stop"))
        .then();
  }

  private void resume() {
    Requests.as(admin).post(path("/publishing/resume")).then().statusCode(200);
  }

  private int runToEnd() {
    Dispatcher dispatcher = dispatchers.usual();
    int all = 0;
    for (int claimed = dispatcher.run(); claimed > 0; claimed = dispatcher.run()) {
      all += claimed;
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
    return all;
  }

  /** A workspace in which nobody has stopped anything. */
  private final class Elsewhere {

    private final String slug = "w-" + UUID.randomUUID();
    private final String base = "/api/v1/workspaces/" + slug;

    UUID scheduled() {
      String channel =
          Requests.as(Tokens.of(slug, "admin"))
              .body(Map.of("network", "sandbox", "name", "One"))
              .post(base + "/channels")
              .path("channel.id");
      Draft draft = content.approvedDraft(slug, "Hello", UUID.fromString(channel));
      return UUID.fromString(
          Requests.as(Tokens.of(slug, "editor"))
              .body(wanted(draft, 1, clock.instant().plus(SOON)))
              .post(base + "/publications")
              .path("publications[0].id"));
    }

    String stateOf(UUID publication) {
      List<String> states =
          Requests.as(Tokens.of(slug, "viewer"))
              .queryParam("from", clock.instant().minus(Duration.ofDays(1)).toString())
              .get(base + "/calendar")
              .path("publications.findAll { it.id == '" + publication + "' }.state");
      return states.getFirst();
    }
  }
}
