package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.Revocation.Reach;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.SigningNetwork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of credentials that no channel uses any more. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class CredentialReturnsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** As many as one network has room for. */
  private static final int MOST = 50;

  @Inject Channels channels;
  @Inject CredentialReturns returns;
  @Inject CredentialHolders holders;
  @Inject ChannelSignIns signIns;
  @Inject CredentialVault vault;
  @Inject SignInBeginning beginning;
  @Inject RenewalLedger ledger;
  @Inject Event<CredentialsLeft> leavings;

  private final SigningNetwork network = new SigningNetwork();
  private final String account = "account-" + UUID.randomUUID();

  @BeforeEach
  void knowOneNetworkAlone() {
    QuarkusMock.installMockForType(network.alone(), Networks.class);
    network.revokes(Reach.SIGN_IN);
    execute("DELETE FROM channel_sign_in");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reach.class,
      names = {"SIGN_IN", "ACCOUNT"})
  void shouldGiveBackWhatADisconnectedChannelHad(Reach reach) {
    network.revokes(reach);

    disconnect(channel("News", "token-1"), false).statusCode(200);

    assertEquals(List.of("token-1"), revoked());
  }

  @Test
  void shouldAskNothingOfANetworkThatTakesNothingBack() {
    network.revokes(Reach.NOTHING);

    disconnect(channel("News", "token-1"), false).statusCode(200);

    assertEquals(List.of(), revoked());
  }

  @Test
  void shouldDisconnectHoweverLongTheNetworkIsSilent() {
    CountDownLatch answers = new CountDownLatch(1);
    network.revocation(
        () -> {
          await(answers);
          return new Revocation.NotRevoked("http_400", false);
        });
    UUID channel = channel("News", "token-1");

    try {
      disconnect(channel, false).statusCode(200);

      assertEquals(
          1,
          PostlyBackends.count(
              "SELECT count(*) FROM channel WHERE id = '%s' AND credentials IS NULL AND disconnected_at IS NOT NULL"
                  .formatted(channel)));
    } finally {
      answers.countDown();
    }
    assertEquals(List.of("token-1"), revoked());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldGiveNothingBackOfAChannelThatStays() {
    UUID channel = channel("News", "token-1");
    scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);

    disconnect(channel, false).statusCode(409).body("code", equalTo("channel_in_use"));
    assertEquals(List.of(), revoked());

    disconnect(channel, true).statusCode(200);
    assertEquals(List.of("token-1"), revoked());
  }

  @Test
  void shouldGiveNothingBackOfWhatIsRolledBack() {
    CredentialsLeft left = new CredentialsLeft(credentials(), false);

    QuarkusTransaction.begin();
    leavings.fire(left);
    QuarkusTransaction.rollback();
    assertEquals(List.of(), revoked());

    QuarkusTransaction.requiringNew().run(() -> leavings.fire(left));
    assertEquals(List.of("token-1"), revoked());
  }

  @Test
  void shouldNotWaitForANetworkWhenTheProcessEnds() {
    network.revocation(() -> new Revocation.NotRevoked("http_503", true));
    CredentialReturns ending = returns(network.alone(), holders, Duration.ofSeconds(30));
    ending.left(new CredentialsLeft(credentials(), false));

    ending.stop(new ShutdownEvent());
    ending.awaitIdle();
    int asked = network.revoked().size();
    ending.left(new CredentialsLeft(credentials(), false));
    ending.awaitIdle();

    assertEquals(asked, network.revoked().size());
  }

  @Test
  void shouldTakeNothingFromAnotherChannelOfTheAccount() {
    network.revokes(Reach.ACCOUNT);
    UUID channel = channel("News", "token-1");
    String elsewhere = "w-" + UUID.randomUUID();
    UUID other = channel(elsewhere, "News", "token-2");

    disconnect(channel, false).statusCode(200);
    assertEquals(List.of(), revoked());

    Requests.as(Tokens.of(elsewhere, "admin"))
        .body(Map.of())
        .post("/api/v1/workspaces/" + elsewhere + "/channels/" + other + "/disconnection")
        .then()
        .statusCode(200);
    assertEquals(List.of("token-2"), revoked());
  }

  @Test
  void shouldEndOneSignInAndLeaveOthersOfTheAccount() {
    UUID channel = channel("News", "token-1");
    channel("Other", "token-2");
    UUID same = channel("Same", "token-3");
    channel("Same again, renewed", "token-3#2");

    disconnect(channel, false).statusCode(200);
    disconnect(same, false).statusCode(200);

    assertEquals(List.of("token-1"), revoked());
  }

  @Test
  void shouldTryAFewTimesAndNoMore() {
    network.revocation(() -> new Revocation.NotRevoked("http_503", true));

    giveBack(AT_ONCE, AT_ONCE);

    assertEquals(List.of("token-1", "token-1", "token-1"), network.revoked());
  }

  @Test
  void shouldNotAskAgainForWhatIsRefused() {
    network.revocation(() -> new Revocation.NotRevoked("http_400", false));
    giveBack(AT_ONCE);
    assertEquals(1, network.revoked().size());

    network.revocation(
        () -> {
          throw new IllegalStateException("As a connector that is wrong");
        });
    giveBack(AT_ONCE);
    assertEquals(2, network.revoked().size());
  }

  @Test
  void shouldNotAskAgainOnceTheAccountIsConnectedAnew() {
    network.revokes(Reach.ACCOUNT);
    network.revocation(
        () -> {
          channel("Anew", "token-2");
          return new Revocation.NotRevoked("http_503", true);
        });

    giveBack(AT_ONCE, AT_ONCE);

    assertEquals(List.of("token-1"), network.revoked());
  }

  @Test
  void shouldNotEndWhatASignInIsAboutToGrantAnew() {
    network.revokes(Reach.ACCOUNT);
    network.account(
        () -> {
          giveBack(AT_ONCE);
          return SigningNetwork.account("token-2", account, Lifetime.unlimited());
        });
    begin();

    giveBack(AT_ONCE);
    complete();
    giveBack(AT_ONCE);

    assertEquals(1, network.answers().size());
    assertEquals(List.of(), network.revoked());
    assertEquals(0, PostlyBackends.count("SELECT count(*) FROM channel_sign_in"));
  }

  @Test
  void shouldGiveBackOnceASignInIsOver() {
    network.revokes(Reach.ACCOUNT);
    begin();
    clock.advance(Duration.ofMinutes(11));

    giveBack(AT_ONCE);

    assertEquals(List.of("token-1"), network.revoked());
  }

  @Test
  void shouldWaitWhereAnAnswerToACommitMayBeLost() {
    CredentialReturns doubting = returns(network.alone(), holders);

    doubting.notKept(new CredentialsGranted(credentials()));
    channel("Kept after all", "token-1");
    doubting.awaitIdle();

    assertEquals(List.of(), network.revoked());
  }

  @Test
  void shouldTryAgainWhereTheDatabaseIsAway() {
    Queue<Boolean> answers = new ConcurrentLinkedQueue<>(List.of(false));
    CredentialHolders away =
        new CredentialHolders(null, null) {
          @Override
          boolean wouldLose(SealedCredentials credentials, SignIn way) {
            if (answers.poll() != null) {
              throw new PersistenceException("As a database that is away");
            }
            return false;
          }
        };

    giveBack(returns(network.alone(), away, AT_ONCE));

    assertEquals(List.of("token-1"), network.revoked());
  }

  @Test
  void shouldGiveUpRatherThanWaitForLongerThanAQuarterOfAnHour() {
    network.revocation(
        () -> new Revocation.NotRevoked("http_429", true, Optional.of(PATIENCE.plusSeconds(1))));

    giveBack(AT_ONCE);

    assertEquals(List.of("token-1"), network.revoked());
  }

  @Test
  void shouldLetNoSilentNetworkHoldUpTheOthers() {
    CountDownLatch answers = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch otherAsked = new CountDownLatch(1);
    SigningNetwork other = new SigningNetwork("other");
    other.revokes(Reach.SIGN_IN);
    network.revocation(
        () -> {
          asked.countDown();
          await(answers);
          return new Revocation.Revoked();
        });
    other.revocation(
        () -> {
          otherAsked.countDown();
          return new Revocation.Revoked();
        });
    CredentialReturns shared = returns(network.beside(other), holders);

    try {
      for (int number = 0; number <= MOST; number++) {
        shared.left(new CredentialsLeft(credentials(), false));
      }
      assertTrue(isOverSoon(asked));
      shared.left(new CredentialsLeft(credentials(other), false));
      assertTrue(isOverSoon(otherAsked));
      assertEquals(2, network.revoked().size());
    } finally {
      answers.countDown();
    }

    shared.awaitIdle();
    assertEquals(MOST, network.revoked().size());
  }

  private static boolean isOverSoon(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void shouldGiveBackWhatIsRenewedForAChannelThatHasGone() {
    execute("UPDATE channel SET renew_at = NULL");
    UUID channel =
        channel(
            workspace,
            "News",
            "token-1",
            Lifetime.alwaysRenewable(clock.instant(), Duration.ofHours(2)));
    clock.advance(Duration.ofMinutes(91));
    RenewalLedger.Claim claim = ledger.claim(network.name(), 10).getFirst();
    disconnect(channel, false).statusCode(200);
    assertEquals(List.of("token-1"), revoked());

    ledger.record(claim, new Renewal.Renewed("token-2", Lifetime.unlimited()));

    assertEquals(List.of("token-1", "token-2"), revoked());
  }

  @Test
  void shouldShowNoSecrets() {
    assertFalse(new CredentialsLeft(credentials(), true).toString().contains("encrypted="));
    assertFalse(new CredentialsGranted(credentials()).toString().contains("encrypted="));
  }

  /** Gives something back with other pauses, and waits until that is over. */
  private void giveBack(Duration... pauses) {
    giveBack(returns(network.alone(), holders, pauses));
  }

  private void giveBack(CredentialReturns from) {
    from.left(new CredentialsLeft(credentials(), false));
    from.awaitIdle();
  }

  private CredentialReturns returns(
      Networks networks, CredentialHolders using, Duration... pauses) {
    return new CredentialReturns(
        networks, using, signIns, vault, beginning, clock, List.of(pauses), PATIENCE);
  }

  private SealedCredentials credentials() {
    return credentials(network);
  }

  private SealedCredentials credentials(SigningNetwork of) {
    UUID owner = UUID.randomUUID();
    return new SealedCredentials(
        of.name(), Optional.of(account), owner, vault.encrypt(owner, "token-1"));
  }

  private List<String> revoked() {
    returns.awaitIdle();
    return network.revoked();
  }

  private void begin() {
    Requests.as(admin)
        .body(Map.of("network", network.name(), "name", "News", "server", "one.example"))
        .post(path("/channel-sign-ins"))
        .then()
        .statusCode(201);
  }

  private void complete() {
    Requests.as(Tokens.of(workspace, "admin").channel("console").client("postly-console"))
        .body(Map.of("state", network.begun().getLast().state(), "code", "the-code"))
        .post(path("/channel-sign-ins/completion"))
        .then()
        .statusCode(200);
  }

  private ValidatableResponse disconnect(UUID channel, boolean cancelPosts) {
    return Requests.as(admin)
        .body(Map.of("cancel_posts", cancelPosts))
        .post(path("/channels/" + channel + "/disconnection"))
        .then();
  }

  private UUID channel(String name, String token) {
    return channel(workspace, name, token);
  }

  private UUID channel(String owner, String name, String token) {
    return channel(owner, name, token, Lifetime.unlimited());
  }

  private UUID channel(String owner, String name, String token, Lifetime lifetime) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Channel channel =
                  Channel.connect(
                      owner,
                      network.name(),
                      name,
                      SigningNetwork.account(token, account, lifetime),
                      id -> secret -> vault.encrypt(id, secret),
                      clock.instant());
              channels.add(channel);
              return channel.id();
            });
  }
}
