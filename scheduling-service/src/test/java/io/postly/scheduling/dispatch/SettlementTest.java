package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.KnownNetworks;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.ReadableNetwork;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.publication.PartLedger;
import io.postly.scheduling.publication.PublicationLedger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks are read side by side, each as often as it is worth it. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SettlementTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);

  @Inject PublicationLedger ledger;
  @Inject PartLedger parts;
  @Inject CredentialVault vault;
  @Inject SchedulingConfig config;

  private final ReadableNetwork network = new ReadableNetwork("sandbox");

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldReadOneNetworkWhileAnotherHangs() {
    UUID hanging = moved(inDoubt("One", sandbox("One")), "a_slow_one");
    UUID quick = inDoubt("Two", sandbox("Two"));
    CountDownLatch answered = new CountDownLatch(1);
    ReadableNetwork slow =
        new ReadableNetwork("a_slow_one")
            .showing(
                post -> {
                  await(answered);
                  return ReadableNetwork.standing(post);
                });
    Settlement settlement = settlement(slow, network);

    settlement.run();

    assertTrue(isStored(hanging, "unconfirmed"));
    assertTrue(isStored(quick, "published"));
    answered.countDown();
    settlement.awaitIdle();
    assertTrue(isStored(hanging, "published"));
    assertEquals(List.of(hanging), slow.asked());
  }

  @Test
  void shouldReadWhatIsNewBesideManyThatCannotBeRead() {
    UUID channel = sandbox("One");
    copy(inDoubt("Unreadable", channel), 100);
    UUID readable = inDoubt("Readable", channel);
    network.showing(
        post ->
            post.publicationId().equals(readable)
                ? ReadableNetwork.standing(post)
                : new Reading.Unreadable());
    Settlement settlement = settlement(network);

    for (int round = 0; round < 3; round++) {
      settlement.run();
      clock.advance(Duration.ofSeconds(1));
    }

    assertEquals("published", stateOf(readable));
  }

  @Test
  void shouldReadTheOthersBesideARevisionThatCannotBeRead() {
    UUID channel = sandbox("One");
    UUID unreadable = inDoubt("One", channel);
    UUID other = inDoubt("Two", channel);
    execute(
        "UPDATE draft_revision SET media = '{' WHERE draft_id ="
            + " (SELECT draft_id FROM publication WHERE id = '%s')".formatted(unreadable));

    settlement(network).run();

    assertTrue(isStored(unreadable, "unconfirmed"));
    assertTrue(isStored(other, "published"));
  }

  @Test
  void shouldSeldomReadAChannelThatAPersonHasToMend() {
    UUID channel = sandbox("One");
    UUID post = inDoubt("One", channel);
    execute(
        "UPDATE channel SET trouble = 'http_401', trouble_since = now() WHERE id = '%s'"
            .formatted(channel));
    network.showing(_ -> new Reading.Unreadable());
    Settlement settlement = settlement(network);

    settlement.run();
    for (int round = 0; round < 5; round++) {
      clock.advance(Duration.ofMinutes(10));
      settlement.run();
    }
    assertEquals(List.of(post), network.asked());
    clock.advance(Duration.ofMinutes(11));
    settlement.run();
    assertEquals(List.of(post, post), network.asked());

    execute(
        "UPDATE channel SET trouble = NULL, trouble_since = NULL WHERE id = '%s'"
            .formatted(channel));
    clock.advance(Duration.ofMinutes(6));
    settlement.run();
    assertEquals(List.of(post, post, post), network.asked());
  }

  @Test
  void shouldNotReadAChannelThatIsLeftAlone() {
    UUID channel = sandbox("One");
    UUID post = inDoubt("One", channel);
    execute(
        "UPDATE channel SET closed_until = '%s' WHERE id = '%s'"
            .formatted(clock.instant().plus(SOON), channel));
    Settlement settlement = settlement(network);

    settlement.run();
    assertEquals(List.of(), network.asked());
    clock.advance(SOON);
    settlement.run();

    assertEquals("published", stateOf(post));
  }

  @Test
  void shouldNotAskAgainBeforeTheNetworkWantsIt() {
    UUID channel = sandbox("One");
    UUID first = inDoubt("One", channel);
    UUID second = inDoubt("Two", channel);
    network.showing(_ -> new Reading.Unreadable(Optional.of(Duration.ofMinutes(10))));
    Settlement settlement = settlement(network);

    settlement.run();
    clock.advance(Duration.ofMinutes(9));
    settlement.run();
    assertEquals(List.of(first), network.asked());

    network.showing(ReadableNetwork::standing);
    clock.advance(Duration.ofMinutes(1));
    settlement.run();
    assertEquals(List.of("published", "published"), List.of(stateOf(first), stateOf(second)));
  }

  @Test
  void shouldReadAllOfAChannelInOneRound() {
    copy(inDoubt("One", sandbox("One")), 24);

    settlement(network).run();

    assertEquals(25, network.asked().stream().distinct().count());
  }

  private Settlement settlement(Network... networks) {
    return new Settlement(ledger, parts, KnownNetworks.of(networks), vault, clock, config);
  }

  /** It, on a network that this release does not have. */
  private UUID moved(UUID publication, String name) {
    execute("UPDATE publication SET network = '%s' WHERE id = '%s'".formatted(name, publication));
    return publication;
  }

  /** Calendars do not show what is unreadable. */
  private static boolean isStored(UUID publication, String state) {
    return PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND state = '%s'"
                .formatted(publication, state))
        == 1;
  }

  /** A post of which nobody knows whether it was taken. */
  private UUID inDoubt(String text, UUID channel) {
    UUID id = scheduled(content.approvedDraft(workspace, text, channel), SOON);
    clock.advance(SOON);
    execute(
        """
        UPDATE publication SET state = 'unconfirmed', reason = 'timeout', changed_at = due_at
        WHERE id = '%s'
        """
            .formatted(id));
    return id;
  }

  /** As many more like it, each of a draft of its own. */
  private void copy(UUID publication, int count) {
    execute(
        """
        WITH original AS (SELECT * FROM publication WHERE id = '%s'),
          copy AS (
            SELECT gen_random_uuid() AS id, gen_random_uuid() AS draft_id FROM generate_series(1, %d)),
          drafts AS (
            INSERT INTO draft_copy
            SELECT (jsonb_populate_record(one, jsonb_build_object('draft_id', copy.draft_id))).*
            FROM draft_copy one, copy WHERE one.draft_id = (SELECT draft_id FROM original)),
          revisions AS (
            INSERT INTO draft_revision
            SELECT (jsonb_populate_record(one, jsonb_build_object('draft_id', copy.draft_id))).*
            FROM draft_revision one, copy WHERE one.draft_id = (SELECT draft_id FROM original))
        INSERT INTO publication
        SELECT (jsonb_populate_record(one, to_jsonb(copy))).*
        FROM publication one, copy WHERE one.id = (SELECT id FROM original)
        """
            .formatted(publication, count));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
