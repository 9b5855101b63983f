package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationBatches;
import io.postly.scheduling.publication.PublicationBatches.Claimed;
import io.postly.scheduling.publication.PublicationBatches.Taken;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of posts is heeded for the others that go to the same server. LinkedIn's has no pace
 * as long as it does not fail.
 */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SharedServerTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Delivery AWAY = Delivery.NotDelivered.forNow(HttpAnswer.CONNECTION_REFUSED);
  private static final Delivery LEAVE_ALONE =
      Delivery.NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(5)));

  @Inject PublicationLedger ledger;
  @Inject PublicationBatches batches;

  private final String server = "linkedin/" + workspace;
  private final Map<UUID, UUID> channelOfPost = new HashMap<>();

  @BeforeEach
  void forgetOtherTests() {
    clock.stop();
    forgetPublications();
    execute(
        "INSERT INTO network_server (name, network) VALUES ('%s', 'linkedin')".formatted(server));
  }

  @Test
  void shouldTryAFailingServerWithOnePostAfterTheOther() {
    failOnThreeChannels();
    plan(onServer("fourth"), 2);
    plan(onServer("fifth"), 2);

    assertEquals(1, begin().size());
    assertEquals(0, begin().size());
    clock.advance(Duration.ofSeconds(5));
    assertEquals(1, begin().size());
  }

  @Test
  void shouldSendEverythingOnceSomethingGetsThrough() {
    failOnThreeChannels();
    plan(onServer("fourth"), 3);
    plan(onServer("fifth"), 3);
    Sending first = begin().getFirst();

    batches.record(List.of(taken(first)));

    assertEquals(5, begin().size());
  }

  @Test
  void shouldTryItLessAndLessOften() {
    failOnThreeChannels();
    plan(onServer("fourth"), 1);
    plan(onServer("fifth"), 1);
    plan(onServer("sixth"), 1);
    plan(onServer("seventh"), 1);

    record(begin().getFirst(), AWAY);
    clock.advance(Duration.ofSeconds(5));
    record(begin().getFirst(), AWAY);
    clock.advance(Duration.ofSeconds(5));
    assertEquals(0, begin().size());
    clock.advance(Duration.ofSeconds(5));
    record(begin().getFirst(), AWAY);
    clock.advance(Duration.ofSeconds(15));
    assertEquals(0, begin().size());
    clock.advance(Duration.ofSeconds(5));
    assertEquals(1, begin().size());
  }

  @Test
  void shouldLetChannelsTakeTurnsInTryingIt() {
    failOnThreeChannels();
    UUID fourth = onServer("fourth");
    UUID fifth = onServer("fifth");
    plan(fourth, 3);
    plan(fifth, 1);
    record(begin().getFirst(), AWAY);

    clock.advance(Duration.ofSeconds(10));

    assertEquals(List.of(fifth), channels(begin()));
  }

  @Test
  void shouldHoldNobodyElse() {
    failOnThreeChannels();
    plan(onServer("fourth"), 12);
    UUID elsewhere = sandbox("elsewhere");
    plan(elsewhere, 1);

    List<UUID> claimed =
        ledger.claim(5).stream().map(claim -> channelOfPost.get(claim.publicationId())).toList();

    assertEquals(2, claimed.size());
    assertTrue(claimed.contains(elsewhere));
  }

  @Test
  void shouldCountEachWayInWhichAServerFails() {
    failOn(onServer("first"), new Delivery.Unknown(HttpAnswer.TIMEOUT));
    failOn(onServer("second"), new Delivery.Unknown("http_503"));
    failOn(onServer("third"), Delivery.NotDelivered.forNow(HttpAnswer.UNKNOWN_HOST));

    expectItIsTaken(false);
  }

  @Test
  void shouldTakeOneChannelsTroublesForItsOwn() {
    UUID failing = onServer("first");
    for (int i = 0; i < 3; i++) {
      failOn(failing, AWAY);
    }
    failOn(onServer("second"), AWAY);

    expectItIsTaken(true);
  }

  @Test
  void shouldTakeFaultsOfPostlyForNoFailureOfTheServer() {
    for (int i = 0; i < 3; i++) {
      failOn(onServer("late " + i), Delivery.NotDelivered.forNow(HttpAnswer.TOO_LATE));
      failOn(onServer("broken " + i), new Delivery.Unknown("connector_failed"));
    }

    expectItIsTaken(true);
  }

  @Test
  void shouldTakeLimitsOfAccountsForTheirOwn() {
    for (int i = 0; i < 3; i++) {
      failOn(onServer("limited " + i), LEAVE_ALONE);
    }

    expectItIsTaken(true);
  }

  @Test
  void shouldCountAServerThatAsksToBeLeftAloneWhileItFails() {
    Delivery failing = Delivery.NotDelivered.forNow("http_503", Optional.of(Duration.ofMinutes(5)));
    for (int i = 0; i < 3; i++) {
      failOn(onServer("failing " + i), failing);
    }

    expectItIsTaken(false);
  }

  @Test
  void shouldSendOnePostOfAChannelThatOpensHoweverFewAreClaimed() {
    UUID channel = onServer("first");
    for (int i = 0; i < 3; i++) {
      failOn(channel, AWAY);
    }
    plan(channel, 5);
    clock.advance(Duration.ofSeconds(30));

    assertEquals(1, ledger.claim(2).size());
  }

  @Test
  void shouldForgetFailuresWhenItAnswers() {
    failOn(onServer("first"), AWAY);
    failOn(onServer("second"), AWAY);
    failOn(onServer("third"), Delivery.NotDelivered.ofPost("http_422"));
    failOn(onServer("fourth"), AWAY);

    expectItIsTaken(true);
  }

  @Test
  void shouldNotForgetFailuresForWhatNeverReachedIt() {
    failOn(onServer("first"), AWAY);
    failOn(onServer("second"), AWAY);
    failOn(onServer("third"), Delivery.NotDelivered.ofPost("text_too_long"));
    failOn(onServer("fourth"), AWAY);

    expectItIsTaken(false);
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    failOn(onServer("first"), AWAY);
    failOn(onServer("second"), AWAY);
    clock.advance(Duration.ofMinutes(11));
    failOn(onServer("third"), AWAY);

    expectItIsTaken(true);
  }

  @Test
  void shouldTellUntilWhenAChannelIsLeftAlone() {
    failOn(onServer("first"), LEAVE_ALONE);
    onServer("second");

    assertEquals(clock.instant().plusSeconds(300), leftAloneUntil("first"));
    assertNull(leftAloneUntil("second"));
    clock.advance(Duration.ofMinutes(5));
    assertNull(leftAloneUntil("first"));
  }

  private Instant leftAloneUntil(String channel) {
    String until =
        Requests.as(viewer)
            .get(path("/channels"))
            .then()
            .statusCode(200)
            .extract()
            .path("channels.find { it.name == '%s' }.left_alone_until".formatted(channel));
    return until == null ? null : Instant.parse(until);
  }

  /** Or whether posts try the server one after the other. */
  private void expectItIsTaken(boolean taken) {
    plan(onServer("one more"), 3);
    assertEquals(taken ? 3 : 1, begin().size());
  }

  private void failOnThreeChannels() {
    failOn(onServer("first"), AWAY);
    failOn(onServer("second"), AWAY);
    failOn(onServer("third"), AWAY);
  }

  private UUID onServer(String name) {
    UUID channel = sandbox(name);
    execute(
        "UPDATE channel SET network = 'linkedin', server = '%s' WHERE id = '%s'"
            .formatted(server, channel));
    return channel;
  }

  private void failOn(UUID channel, Delivery failure) {
    plan(channel, 1);
    List<Sending> begun = begin();
    assertEquals(List.of(channel), channels(begun));
    record(begun.getFirst(), failure);
    forgetPublications();
  }

  private void plan(UUID channel, int posts) {
    for (int i = 0; i < posts; i++) {
      UUID post = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
      channelOfPost.put(post, channel);
      execute(
          "UPDATE publication SET due_at = '%s' WHERE id = '%s'".formatted(clock.instant(), post));
    }
  }

  private List<Sending> begin() {
    return batches.claimAndBegin(100).stream()
        .map(Claimed::sending)
        .map(Optional::orElseThrow)
        .toList();
  }

  private List<UUID> channels(List<Sending> begun) {
    return begun.stream().map(one -> channelOfPost.get(one.publicationId())).toList();
  }

  private void record(Sending sending, Delivery delivery) {
    ledger.record(sending.publicationId(), sending.token(), delivery);
  }

  private Taken taken(Sending sending) {
    return new Taken(
        sending.publicationId(),
        sending.token(),
        new Delivery.Delivered(clock.instant(), Optional.empty()));
  }
}
