package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.Revocation.Reach;
import io.postly.scheduling.network.SigningNetwork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
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

  @Inject Channels channels;
  @Inject CredentialReturns returns;
  @Inject CredentialHolders holders;
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

    disconnect(channel, false).statusCode(200);

    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel WHERE id = '%s' AND credentials IS NULL AND disconnected_at IS NOT NULL"
                .formatted(channel)));
    answers.countDown();
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
    CredentialReturns ending =
        new CredentialReturns(
            network.alone(), holders, vault, beginning, List.of(Duration.ofHours(1)));
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
    channel("Same again", "token-3");

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
    CredentialReturns patient =
        new CredentialReturns(network.alone(), holders, vault, beginning, List.of(pauses));
    patient.left(new CredentialsLeft(credentials(), false));
    patient.awaitIdle();
  }

  private SealedCredentials credentials() {
    UUID owner = UUID.randomUUID();
    return new SealedCredentials(
        network.name(), Optional.of(account), owner, vault.encrypt(owner, "token-1"));
  }

  private List<String> revoked() {
    returns.awaitIdle();
    return network.revoked();
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
