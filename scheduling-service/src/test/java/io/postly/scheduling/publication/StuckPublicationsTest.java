package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.work.Batch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No dispatcher runs here, so that what is due stays where it is. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class StuckPublicationsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject Publications publications;
  @Inject Parts parts;
  @Inject PostUpdates updates;
  @Inject StuckPublications stuck;
  @Inject PublicationLedger ledger;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldTellOfWhatIsOverdueAndOfNothingElse() {
    scheduled(content.approvedDraft(workspace, "Due", sandbox("One")), SOON);
    scheduled(content.approvedDraft(workspace, "Later", sandbox("Two")), Duration.ofDays(1));
    clock.advance(SOON.plusSeconds(30));
    assertEquals(0, counted());

    clock.advance(Duration.ofSeconds(31));

    assertEquals(1, counted());
    stuck.measure();
    assertTrue(
        RestAssured.get("/q/metrics")
            .asString()
            .lines()
            .anyMatch("postly_publications_stuck 1.0"::equals));
  }

  @Test
  void shouldNotTellOfWhatIsStopped() {
    scheduled(content.approvedDraft(workspace, "Due", sandbox("One")), SOON);
    stop();

    clock.advance(SOON.plusMinutes(2));

    assertEquals(0, counted());
  }

  private void stop() {
    Requests.as(admin)
        .body(Map.of("reason", "Wait"))
        .post(path("/publishing/stop"))
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE publication SET retry_at = due_at + interval '10 minutes' WHERE channel_id = '%s'",
        "UPDATE channel SET trouble = 'http_401', trouble_since = now() WHERE id = '%s'",
        "UPDATE channel SET closed_until = now() + interval '10 minutes' WHERE id = '%s'"
      })
  void shouldNotTellOfWhatWaitsForItsNetwork(String waiting) {
    UUID channel = sandbox("One");
    scheduled(content.approvedDraft(workspace, "Due", channel), SOON);
    execute(waiting.formatted(channel));

    clock.advance(SOON.plusMinutes(2));

    assertEquals(0, counted());
  }

  @Test
  void shouldTellOfALeaseThatNobodyEnds() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Due", sandbox("One")), Duration.ofDays(1));
    execute(
        "UPDATE publication SET state = 'claimed', lease_token = gen_random_uuid(),"
            + " lease_until = now() - interval '2 minutes' WHERE id = '%s'".formatted(id));

    assertEquals(1, counted());
  }

  @Test
  void shouldTellOfWhatIsClaimedAgainAndAgain() {
    UUID channel = sandbox("One");
    scheduled(content.approvedDraft(workspace, "Due", channel), SOON);
    clock.advance(SOON.plusMinutes(4));
    ledger.claim(10);
    assertEquals(0, counted());

    clock.advance(Duration.ofMinutes(1).plusSeconds(1));

    assertEquals(0, ledger.claim(10).size());
    ledger.expireLeases(Batch.of(10));
    assertEquals(1, ledger.claim(10).size());
    assertEquals(1, counted());
    execute(
        "UPDATE channel SET closed_until = now() + interval '1 hour' WHERE id = '%s'"
            .formatted(channel));
    assertEquals(0, counted());
  }

  @Test
  void shouldTellOfAPartThatIsClaimedAgainAndAgain() {
    part();
    execute(claimed("publication_part"));
    clock.advance(Duration.ofMinutes(2));
    assertEquals(0, partsCounted());

    clock.advance(Duration.ofMinutes(4));

    assertEquals(1, partsCounted());
  }

  @Test
  void shouldTellOfAnUpdateThatIsClaimedAgainAndAgain() {
    update();
    execute(claimed("post_update"));
    clock.advance(Duration.ofMinutes(2));
    assertEquals(0, updatesCounted());

    clock.advance(Duration.ofMinutes(4));

    assertEquals(1, updatesCounted());
  }

  private static String claimed(String table) {
    return "UPDATE %s SET lease_token = draft_id, lease_until = now() + interval '1 hour'"
        .formatted(table);
  }

  @Test
  void shouldTellOfAPartWhoseTurnIsOver() {
    part();
    assertEquals(0, partsCounted());

    clock.advance(Duration.ofMinutes(2));

    assertEquals(1, partsCounted());
    execute("UPDATE publication_part SET state = 'sending', lease_token = id, lease_until = now()");
    assertEquals(1, partsCounted());
    execute("UPDATE publication_part SET lease_until = now() + interval '10 minutes'");
    assertEquals(0, partsCounted());
  }

  @Test
  void shouldTellOfAnUpdateThatNobodyTakesUp() {
    update();
    assertEquals(0, updatesCounted());

    clock.advance(Duration.ofMinutes(2));

    assertEquals(1, updatesCounted());
    stop();
    assertEquals(0, updatesCounted());
    execute(
        "UPDATE post_update SET state = 'sending', lease_token = draft_id, lease_until = now()");
    assertEquals(1, updatesCounted());
  }

  /** A part whose turn has come. */
  private void part() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Due", sandbox("One")), Duration.ofDays(1));
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, attempt, turn_at, changed_at)
        SELECT gen_random_uuid(), id, 2, draft_id, workspace, channel_id, network, 'planned', 0, now(), now()
        FROM publication WHERE id = '%s'
        """
            .formatted(id));
  }

  /** An update that is wanted at once. */
  private void update() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Due", sandbox("One")), Duration.ofDays(1));
    execute(
        """
        INSERT INTO post_update (publication_id, draft_id, workspace, channel_id, network, revision,
          content_hash, state, requested_by, requested_by_name, requested_at, due_at, attempt,
          doubted_revisions, doubted_hashes, changed_at)
        SELECT id, draft_id, workspace, channel_id, network, 2, 'x', 'requested', 'u', 'U', now(), now(), 0,
          '{}', '{}', now()
        FROM publication WHERE id = '%s'
        """
            .formatted(id));
  }

  private long updatesCounted() {
    return QuarkusTransaction.requiringNew()
        .call(() -> updates.countStuck(clock.instant().minus(Duration.ofMinutes(1))));
  }

  private long partsCounted() {
    return QuarkusTransaction.requiringNew()
        .call(() -> parts.countStuck(clock.instant().minus(Duration.ofMinutes(1))));
  }

  private long counted() {
    return QuarkusTransaction.requiringNew()
        .call(() -> publications.countStuck(clock.instant().minus(Duration.ofMinutes(1))));
  }
}
