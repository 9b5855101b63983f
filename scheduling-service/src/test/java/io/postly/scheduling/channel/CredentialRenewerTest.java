package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.SigningNetwork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renewing credentials that end, with a clock that is set. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class CredentialRenewerTest extends SchedulingScenario {

  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration DUE = Duration.ofMinutes(91);
  private static final Duration LONG = Duration.ofDays(60);

  @Inject Channels channels;
  @Inject ChannelGate gate;
  @Inject CredentialVault vault;
  @Inject RenewalLedger ledger;
  @Inject SchedulingConfig config;

  private final SigningNetwork network = new SigningNetwork();

  @BeforeEach
  void forgetOtherTests() {
    execute("UPDATE channel SET renew_at = NULL, credentials_until = NULL, grant_until = NULL");
    QuarkusMock.installMockForType(network.alone(), Networks.class);
    network.renewal(
        () -> new Renewal.Renewed("new", Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS)));
  }

  @Test
  void shouldRenewAheadOfTheEndAndAgainAfterThat() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    renew();
    assertEquals(List.of(), network.renewed());

    clock.advance(DUE);
    renew();
    renew();
    assertEquals(List.of("old"), network.renewed());
    assertEquals("new", credentials(channel));

    clock.advance(DUE);
    renew();
    assertEquals(List.of("old", "new"), network.renewed());
  }

  @Test
  void shouldNotDisconnectForWhatMayPass() {
    network.renewal(() -> new Renewal.NotNow("http_503", Optional.empty()));
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);

    for (int attempt = 1; attempt <= 8; attempt++) {
      renew();
      renew();
      assertEquals(attempt, network.renewed().size(), "asked again without a pause");
      clock.advance(Duration.ofMinutes(40));
    }

    assertEquals(Optional.empty(), trouble(channel));
    assertEquals("old", credentials(channel));
  }

  @Test
  void shouldLeaveToOthersAtOnceWhatWasNotAskedFor() {
    network.renewal(Renewal.NotAsked::new);
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);

    renew();
    network.renewal(() -> new Renewal.Renewed("new", Lifetime.unlimited()));
    renew();

    assertEquals(List.of("old", "old"), network.renewed());
    assertEquals("new", credentials(channel));
  }

  /** Another replica may have it: nobody was asked, and nothing has failed. */
  @Test
  void shouldLeaveToOthersWhatThisReplicaLacksTheKeyOf() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    rename("v1:", "v1:x");
    clock.advance(DUE);
    renew();
    renew();
    assertEquals(List.of(), network.renewed());
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE renewal_failures = 0 AND trouble IS NULL AND id = '%s'"
                .formatted(channel)));

    rename("v1:x", "v1:");
    clock.advance(config.renewal().lease());
    renew();

    assertEquals("new", credentials(channel));
  }

  /** Has the channels' credentials encrypted with another key, as far as they say. */
  private void rename(String key, String other) {
    execute(
        "UPDATE channel SET credentials = replace(credentials, '%s', '%s') WHERE workspace = '%s'"
            .formatted(key, other, workspace));
  }

  @Test
  void shouldWaitForAsLongAsTheNetworkAsks() {
    network.renewal(() -> new Renewal.NotNow("http_429", Optional.of(Duration.ofHours(1))));
    channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    renew();

    clock.advance(Duration.ofMinutes(59));
    renew();
    assertEquals(1, network.renewed().size());

    clock.advance(Duration.ofMinutes(2));
    renew();
    assertEquals(2, network.renewed().size());
  }

  @Test
  void shouldNeedAPersonOnceTheNetworkHasRefusedTwice() {
    network.renewal(Renewal.Refused::new);
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    renew();
    renew();
    assertEquals(Optional.empty(), trouble(channel));
    assertEquals(1, network.renewed().size(), "asked again without a pause");

    for (int attempt = 0; attempt < 2; attempt++) {
      clock.advance(Duration.ofSeconds(13));
      renew();
    }

    assertEquals(Optional.of("credentials_refused"), trouble(channel));
    assertEquals(2, network.renewed().size());
  }

  /** As a server does whose store does not answer for a moment. */
  @Test
  void shouldNotDisconnectForARefusalThatPasses() {
    network.renewal(Renewal.Refused::new);
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    renew();
    network.renewal(
        () -> new Renewal.Renewed("new", Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS)));
    clock.advance(Duration.ofSeconds(13));
    renew();

    assertEquals(Optional.empty(), trouble(channel));
    assertEquals("new", credentials(channel));
  }

  @Test
  void shouldBeRenewedByOneOfMany() throws Exception {
    channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);

    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      List<Future<?>> rounds = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        rounds.add(replicas.submit(this::renew));
      }
      for (Future<?> round : rounds) {
        round.get();
      }
    }

    assertEquals(List.of("old"), network.renewed());
  }

  /** Servers of a network that anybody may have named can be as slow as they like. */
  @Test
  void shouldLeaveRoomForOtherNetworks() {
    int share = config.renewal().concurrency() / 2;
    CountDownLatch answers = new CountDownLatch(1);
    network.renewal(
        () -> {
          await(answers);
          return new Renewal.Renewed("new", Lifetime.unlimited());
        });
    for (int number = 0; number < share + 2; number++) {
      channel("News " + number, Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    }
    clock.advance(DUE);
    CredentialRenewer renewer = renewer();

    assertEquals(share, renewer.run());
    assertEquals(0, renewer.run());

    answers.countDown();
    renewer.awaitIdle();
    assertEquals(2, renewer.run());
    renewer.awaitIdle();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldPreferWhatAPersonHasConnectedMeanwhile() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    RenewalLedger.Claim claim = ledger.claim(network.name(), 10).getFirst();
    reconnect(channel, "of-a-person");

    ledger.record(claim, new Renewal.Refused());
    ledger.record(claim, new Renewal.Renewed("late", Lifetime.unlimited()));

    assertEquals("of-a-person", credentials(channel));
    assertEquals(Optional.empty(), trouble(channel));
  }

  @Test
  void shouldTakeNewCredentialsHoweverLate() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    RenewalLedger.Claim late = ledger.claim(network.name(), 10).getFirst();
    clock.advance(Duration.ofMinutes(3));
    RenewalLedger.Claim other = ledger.claim(network.name(), 10).getFirst();

    ledger.record(late, new Renewal.Renewed("rotated", Lifetime.unlimited()));
    ledger.record(other, new Renewal.Refused());

    assertEquals("rotated", credentials(channel));
    assertEquals(Optional.empty(), trouble(channel));
  }

  @Test
  void shouldRenewAtOnceWhatANetworkHasRefusedToTake() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                gate.learn(
                    channel,
                    Delivery.NotDelivered.untilRenewed("credentials_refused"),
                    clock.instant()));
    renew();

    assertEquals("new", credentials(channel));
    assertEquals(Optional.empty(), trouble(channel));
  }

  @Test
  void shouldNotRenewWhileSomebodyDoes() {
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    clock.advance(DUE);
    ledger.claim(network.name(), 10);

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                gate.learn(
                    channel,
                    Delivery.NotDelivered.untilRenewed("credentials_refused"),
                    clock.instant()));
    renew();

    assertEquals(List.of(), network.renewed());
  }

  @Test
  void shouldTellOnceOfAccessThatEnds() {
    channel(Lifetime.ending(clock.instant(), LONG));
    wantToKnow();
    renew();
    assertEquals(0, told());

    clock.advance(LONG.minus(Duration.ofDays(6)));
    renew();
    renew();

    assertEquals(1, told());
    Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .body("channels[0].access_until", startsWith("20"));
  }

  @Test
  void shouldTellOfAccessThatCannotBeRenewed() {
    network.renewal(() -> new Renewal.NotNow("http_503", Optional.empty()));
    channel(Lifetime.renewable(clock.instant(), LONG));
    wantToKnow();
    Requests.as(viewer).get(path("/channels")).then().body("channels[0].access_until", nullValue());

    clock.advance(Duration.ofDays(54));
    renew();
    renew();

    assertEquals(1, told());
  }

  @Test
  void shouldTellOnceThatRenewingGoesOnFailing() {
    network.renewal(() -> new Renewal.NotNow("client_key_missing", Optional.empty()));
    channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    wantToKnow();
    clock.advance(DUE);

    for (int attempt = 1; attempt <= 8; attempt++) {
      renew();
      assertEquals(attempt < 6 ? 0 : 1, told(), "after attempt " + attempt);
      clock.advance(Duration.ofMinutes(40));
    }
  }

  @Test
  void shouldTellNothingOfAccessThatIsRenewed() {
    network.renewal(() -> new Renewal.Renewed("new", Lifetime.renewable(clock.instant(), LONG)));
    channel(Lifetime.renewable(clock.instant(), LONG));
    wantToKnow();

    clock.advance(Duration.ofDays(54));
    renew();
    renew();

    assertEquals(0, told());
  }

  /** As Bluesky does: tokens last an hour, and can be renewed for two weeks. */
  @Test
  void shouldTellOnceOfAGrantThatRenewingDoesNotPutOff() {
    Optional<Instant> end =
        Optional.of(clock.instant().plus(Duration.ofDays(14)).truncatedTo(ChronoUnit.SECONDS));
    network.renewal(
        () ->
            new Renewal.Renewed(
                "new", Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS).within(end)));
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS).within(end));
    wantToKnow();
    assertEquals(end.map(Instant::toString).orElseThrow(), shownEnd());

    clock.advance(Duration.ofDays(7).minusHours(1));
    renew();
    assertEquals(0, told());
    clock.advance(Duration.ofHours(2));
    renew();
    assertEquals(1, told());

    for (int round = 0; round < 3; round++) {
      clock.advance(DUE);
      renew();
    }
    assertEquals(5, network.renewed().size());
    assertEquals(1, told());
    assertEquals(end.map(Instant::toString).orElseThrow(), shownEnd());

    reconnect(channel, "of-a-person");
    assertNull(shownEnd());
  }

  /** They write nothing of grants, which are of the credentials that a channel had before. */
  @Test
  void shouldNotBelieveTheEndOfAGrantWhereReplicasOfTheReleaseBeforeHaveReconnected() {
    Optional<Instant> end = Optional.of(clock.instant().plus(Duration.ofDays(6)));
    UUID channel = channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS).within(end));
    wantToKnow();
    assertNotNull(shownEnd());

    execute(
        "UPDATE channel SET credentials = '%s' WHERE id = '%s'"
            .formatted(vault.encrypt(channel, "of-a-person"), channel));
    renew();

    assertNull(shownEnd());
    assertEquals(0, told());
  }

  /** A client that can prove by now which one it is keeps connections for longer. */
  @Test
  void shouldTellAnewOfAGrantThatLastsLonger() {
    Instant first = clock.instant().plus(Duration.ofDays(6));
    Instant second = clock.instant().plus(Duration.ofDays(30));
    channel(Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS).within(Optional.of(first)));
    network.renewal(
        () ->
            new Renewal.Renewed(
                "new",
                Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS).within(Optional.of(second))));
    wantToKnow();
    renew();
    assertEquals(1, told());

    clock.advance(DUE);
    renew();
    assertEquals(1, told());

    clock.advance(Duration.ofDays(24));
    renew();
    assertEquals(2, told());
  }

  private String shownEnd() {
    return Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .extract()
        .path("channels[0].access_until");
  }

  private void renew() {
    CredentialRenewer renewer = renewer();
    renewer.run();
    renewer.awaitIdle();
    ledger.tellEnding(10);
  }

  private CredentialRenewer renewer() {
    return new CredentialRenewer(ledger, network.alone(), vault, config.renewal());
  }

  private void wantToKnow() {
    Requests.as(Tokens.of(workspace, "admin").channel("console").client("postly-console"))
        .body(Map.of("url", "https://example.com/", "event_types", List.of("channel.ending")))
        .post(path("/notification-endpoints"))
        .then()
        .statusCode(201);
  }

  private long told() {
    return PostlyBackends.count(
        "SELECT count(*) FROM notification_delivery JOIN notification_endpoint AS endpoint ON"
            + " endpoint.id = endpoint_id WHERE type = 'channel.ending' AND workspace = '"
            + workspace
            + "'");
  }

  private UUID channel(Lifetime lifetime) {
    return channel("News", lifetime);
  }

  private UUID channel(String name, Lifetime lifetime) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Channel channel =
                  Channel.connect(
                      workspace,
                      network.name(),
                      name,
                      SigningNetwork.account("old", "account-1", lifetime),
                      id -> secret -> vault.encrypt(id, secret),
                      now());
              channels.add(channel);
              return channel.id();
            });
  }

  private void reconnect(UUID channelId, String token) {
    Connection account =
        SigningNetwork.account(
            token, "account-1", Lifetime.alwaysRenewable(clock.instant(), TWO_HOURS));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                channels
                    .lockConnected(workspace, channelId)
                    .reconnect(account, id -> secret -> vault.encrypt(id, secret)));
  }

  private Instant now() {
    return clock.instant();
  }

  private Optional<String> trouble(UUID channel) {
    return QuarkusTransaction.requiringNew()
        .call(() -> channels.find(channel).orElseThrow().trouble());
  }

  private String credentials(UUID channel) {
    Optional<String> kept =
        QuarkusTransaction.requiringNew().call(() -> channels.encryptedCredentials(channel));
    return vault.decrypt(channel, kept).orElseThrow();
  }
}
