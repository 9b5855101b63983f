package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationBatches.Claimed;
import io.postly.scheduling.publication.PublicationBatches.Taken;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done for many publications in one transaction, and what is left to be done alone. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublicationBatchesTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String WRITTEN =
      """
      SELECT to_jsonb(publication)
          - '{id,draft_id,channel_id,content_hash,due_at,requested_at,changed_at,retry_at,lease_token,lease_until}'::text[]
        || jsonb_build_object('leased', lease_token IS NOT NULL AND lease_until > changed_at,
          'token', lease_token IS NOT NULL, 'changed', changed_at >= due_at)
      FROM publication WHERE id = ?
      """;

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;
  @Inject DataSource dataSource;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void letPublishingGoOn() {
    execute("DELETE FROM publishing_stop WHERE workspace = '%s'".formatted(workspace));
  }

  @Test
  void shouldBeginWithTheSameContentAsAlone() {
    UUID channel = webhook("http://127.0.0.1:9/");
    UUID first = scheduled(content.approvedDraft(workspace, "One", channel), SOON);
    UUID second = scheduled(content.approvedDraft(workspace, "Two", channel), SOON);
    clock.advance(SOON);

    Map<UUID, Sending> begun = begun(batches.claimAndBegin(10));

    assertEquals(Set.of(first, second), begun.keySet());
    assertEquals("One (webhook)", begun.get(first).post().text());
    assertEquals("Two (webhook)", begun.get(second).post().text());
    assertEquals(begun.get(first).encryptedCredentials(), begun.get(second).encryptedCredentials());
    assertEquals("publishing", stateOf(first));
    assertEquals("publishing", stateOf(second));
  }

  @Test
  void shouldLeaveWhatSomebodyElseIsChanging() throws SQLException {
    UUID channel = sandbox("One");
    UUID free = scheduled(content.approvedDraft(workspace, "Free", channel), SOON);
    Draft draft = content.approvedDraft(workspace, "Being edited", channel);
    UUID changing = scheduled(draft, SOON);
    clock.advance(SOON);

    List<Claimed> claimed =
        claimedDuring(
            "SELECT FROM draft_copy WHERE draft_id = '%s' FOR UPDATE".formatted(draft.id()));

    assertEquals(Set.of(free), begun(claimed).keySet());
    assertEquals("claimed", stateOf(changing));
    assertEquals(changing, ledger.begin(leftOf(claimed)).orElseThrow().publicationId());
  }

  @Test
  void shouldLeaveWhatIsInAQueueWhichMayBePaused() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    execute("UPDATE publication SET queued = true WHERE id = '%s'".formatted(id));
    clock.advance(SOON);

    Claim left = leftOf(batches.claimAndBegin(10));

    assertEquals("claimed", stateOf(id));
    assertEquals(id, ledger.begin(left).orElseThrow().publicationId());
  }

  @Test
  void shouldNotBeginWherePublishingIsBeingStopped() throws SQLException {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);

    Claim left =
        leftOf(
            claimedDuring(
                "SELECT pg_advisory_xact_lock(1886745715, %d)".formatted(workspace.hashCode())));

    assertEquals("claimed", stateOf(id));
    execute("INSERT INTO publishing_stop VALUES ('%s', now())".formatted(workspace));
    assertEquals(Optional.empty(), ledger.begin(left));
    assertEquals("planned", stateOf(id));
    assertEquals(List.of(), batches.claimAndBegin(10));
  }

  @Test
  void shouldNotBeginWithoutTheApprovalOrWithAnotherToken() {
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), SOON);
    clock.advance(SOON);
    execute("DELETE FROM approval_copy WHERE workspace = '%s'".formatted(workspace));

    Claim left = leftOf(batches.claimAndBegin(10));

    Claim forged = new Claim(id, left.draftId(), left.workspace(), UUID.randomUUID());
    assertEquals(Optional.empty(), ledger.begin(forged));
    assertEquals("claimed", stateOf(id));
    assertEquals(Optional.empty(), ledger.begin(left));
    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldRecordWhatWasTakenUnlessOthersHaveTakenItForLost() {
    UUID channel = sandbox("One");
    UUID first = scheduled(content.approvedDraft(workspace, "One", channel), SOON);
    UUID second = scheduled(content.approvedDraft(workspace, "Two", channel), SOON);
    clock.advance(SOON);
    Map<UUID, Sending> begun = begun(batches.claimAndBegin(10));
    execute(
        "UPDATE publication SET state = 'unconfirmed', lease_until = NULL WHERE id = '%s'"
            .formatted(second));
    Taken taken = taken(begun.get(first));

    assertEquals(Set.of(taken), batches.record(List.of(taken, taken(begun.get(second)))));

    assertEquals("published", stateOf(first));
    assertEquals("sandbox:" + first, shown(first).get("url"));
    assertEquals("unconfirmed", stateOf(second));
    assertEquals(Set.of(), batches.record(List.of(taken)));
  }

  @Test
  void shouldWriteTogetherWhatIsWrittenAlone() throws IOException, SQLException {
    UUID alone = threadToTryAgain("One");
    Sending begunAlone = ledger.begin(ledger.claim(1).getFirst()).orElseThrow();
    UUID together = threadToTryAgain("Another");
    Sending begunTogether = begun(batches.claimAndBegin(10)).get(together);

    assertEquals(written(alone), written(together));
    assertOfSecondAttempt("publishing", written(together));

    Delivery.Delivered delivery =
        new Delivery.Delivered(clock.instant(), Optional.of("sandbox:1"), Optional.of("1"));
    ledger.record(alone, begunAlone.token(), delivery);
    batches.record(List.of(new Taken(together, begunTogether.token(), delivery)));

    assertEquals(written(alone), written(together));
    assertOfSecondAttempt("published", written(together));
  }

  /** What both ways would write wrong, for both claim in the same way. */
  private static void assertOfSecondAttempt(String state, String written) throws IOException {
    JsonNode row = new ObjectMapper().readTree(written);
    assertEquals(state, row.get("state").asText());
    assertEquals(2, row.get("attempt").asInt());
    assertEquals(2, row.get("parts").asInt());
    assertTrue(row.get("reason").isNull(), written);
  }

  /** A post with a thread that could not be sent once, and is to be sent now. */
  private UUID threadToTryAgain(String channel) {
    UUID id =
        scheduled(
            content.approvedThread(workspace, "One", List.of("Two", "Three"), sandbox(channel)),
            SOON);
    clock.advance(SOON);
    Sending first = ledger.begin(ledger.claim(1).getFirst()).orElseThrow();
    ledger.record(id, first.token(), Delivery.NotDelivered.ofPostly("picture_unavailable"));
    assertEquals("picture_unavailable", shown(id).get("reason"));
    clock.advance(Duration.ofMinutes(5));
    return id;
  }

  /**
   * A publication as it stands in the database, but for its names and for when steps were taken.
   */
  private String written(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(WRITTEN)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** What is claimed while somebody else has that lock. */
  private List<Claimed> claimedDuring(String lock) throws SQLException {
    try (Connection other = dataSource.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock);
      List<Claimed> claimed = batches.claimAndBegin(10);
      other.rollback();
      other.setAutoCommit(true);
      return claimed;
    }
  }

  private static Map<UUID, Sending> begun(List<Claimed> claimed) {
    return claimed.stream()
        .flatMap(one -> one.sending().stream())
        .collect(Collectors.toMap(Sending::publicationId, Function.identity()));
  }

  /** The only one that has not begun. */
  private static Claim leftOf(List<Claimed> claimed) {
    List<Claim> left =
        claimed.stream().filter(one -> one.sending().isEmpty()).map(Claimed::claim).toList();
    assertEquals(1, left.size());
    return left.getFirst();
  }

  private Taken taken(Sending sending) {
    return new Taken(
        sending.publicationId(),
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.of("sandbox:" + sending.publicationId())));
  }
}
