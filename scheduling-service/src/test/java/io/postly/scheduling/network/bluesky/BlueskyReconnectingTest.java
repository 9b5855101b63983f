package io.postly.scheduling.network.bluesky;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.ReturnedCredentials;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.KnownNetworks;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A channel whose account gives it another way in, at Bluesky's own server: it posts before, after,
 * and where either way fails.
 */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class BlueskyReconnectingTest extends SchedulingScenario {

  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.systemUTC());
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static PersonalDataServer server;

  @Inject Channels channels;
  @Inject CredentialVault vault;
  @Inject ReturnedCredentials returned;

  private final OAuthParts bluesky =
      new OAuthParts(
          LOOPBACK.patient(),
          OAuthParts.ON_THIS_MACHINE,
          List.of(),
          server.directory(),
          Map.of("_atproto.alice.test", List.of("did=" + server.alice().did())),
          Clock.systemUTC());
  private final SignInPages alice =
      new SignInPages(server.url(), server.alice().did(), server.ownPasswordOfAlice());
  private final SignInPages bob =
      new SignInPages(server.url(), server.bob().did(), server.ownPasswordOfBob());
  private final Tokens inConsole =
      Tokens.of(workspace, "admin").channel("console").client("postly-console");

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    PersonalDataServer.assumeNpm();
    server = PersonalDataServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    LOOPBACK.close();
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void knowBlueskyAloneOnceAnUpgradeIsOver() {
    QuarkusMock.installMockForType(KnownNetworks.of(bluesky.network), Networks.class);
    clock.advance(Duration.ofHours(2));
  }

  /** What is given back after a test would be asked of the networks of the next one. */
  @AfterEach
  void waitForWhatIsGivenBack() {
    returned.await();
  }

  @Test
  void shouldGoOnByOAuthAndBackWithAnAppPassword() throws Exception {
    UUID channel = channel();
    assertPosts(channel);

    back(alice.allow(begun(channel, server.alice().did())))
        .statusCode(200)
        .body("channel.id", equalTo(channel.toString()))
        .body("channel.address", equalTo("@alice.test"));
    Optional<String> granted = credentials(channel);
    assertTrue(isGranted(granted));
    assertPosts(channel);

    reconnect(channel, server.alice().appPassword())
        .statusCode(200)
        .body("channel.trouble", nullValue())
        .body("channel.access_until", nullValue());
    assertTrue(!isGranted(credentials(channel)));
    assertPosts(channel);
    assertGivenBack(granted);
    assertPosts(channel);
  }

  @Test
  void shouldGoOnByOAuthWithAnotherSignIn() throws Exception {
    UUID channel = channel();
    back(alice.allow(begun(channel, server.alice().did()))).statusCode(200);
    Optional<String> first = credentials(channel);

    back(alice.allow(begun(channel, server.alice().did()))).statusCode(200);

    assertGivenBack(first);
    assertPosts(channel);
    assertInstanceOf(Renewal.Renewed.class, renewal(credentials(channel)));
  }

  @Test
  void shouldKeepAnAppPasswordWhereTheSignInFails() throws Exception {
    UUID channel = channel();
    Optional<String> before = credentials(channel);

    back(alice.allow(begun(channel, server.alice().did())), "https://elsewhere.example")
        .statusCode(422);
    back(bob.allow(begun(channel, server.url())))
        .statusCode(400)
        .body("code", equalTo("invalid_input"));

    assertEquals(before, credentials(channel));
    assertPosts(channel);
  }

  @Test
  void shouldKeepWhatWasGrantedWhereAnAppPasswordIsRefused() throws Exception {
    UUID channel = channel();
    back(alice.allow(begun(channel, server.alice().did()))).statusCode(200);
    Optional<String> before = credentials(channel);

    reconnect(channel, "abcd-efgh-ijkl-mnop").statusCode(422);
    back(bob.allow(begun(channel, server.url()))).statusCode(400);

    assertEquals(before, credentials(channel));
    assertPosts(channel);
    assertInstanceOf(Renewal.Renewed.class, renewal(before));
  }

  private UUID channel() {
    return UUID.fromString(
        Requests.as(admin)
            .body(
                Map.of(
                    "network",
                    "bluesky",
                    "name",
                    "Sky " + UUID.randomUUID(),
                    "bluesky",
                    account(server.alice().appPassword())))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id"));
  }

  private static Map<String, String> account(String appPassword) {
    return Map.of(
        "handle", server.alice().handle(), "app_password", appPassword, "service", server.url());
  }

  private ValidatableResponse reconnect(UUID channel, String appPassword) {
    return Requests.as(admin)
        .body(Map.of("bluesky", account(appPassword)))
        .put(path("/channels/" + channel + "/account"))
        .then();
  }

  /** The address at which a person signs in for a channel. */
  private String begun(UUID channel, String who) {
    return Requests.as(admin)
        .body(Map.of("channel_id", channel, "account", who))
        .post(path("/channel-sign-ins"))
        .then()
        .statusCode(201)
        .extract()
        .path("sign_in_url");
  }

  private ValidatableResponse back(URI address) {
    return back(address, SignInPages.query(address).get("iss"));
  }

  private ValidatableResponse back(URI address, String issuer) {
    Map<String, String> query = new HashMap<>(SignInPages.query(address));
    return Requests.as(inConsole)
        .body(Map.of("state", query.get("state"), "code", query.get("code"), "iss", issuer))
        .post(path("/channel-sign-ins/completion"))
        .then();
  }

  private Optional<String> credentials(UUID channel) {
    return vault.decrypt(
        channel,
        QuarkusTransaction.requiringNew().call(() -> channels.encryptedCredentials(channel)));
  }

  private static boolean isGranted(Optional<String> credentials) {
    return GrantedCredentials.of(credentials.orElseThrow(), LOOPBACK.patient()).isPresent();
  }

  private void assertPosts(UUID channel) {
    int before = server.posts(server.alice()).size();
    assertInstanceOf(Delivery.Delivered.class, delivery(credentials(channel)));
    assertEquals(before + 1, server.posts(server.alice()).size());
  }

  private Delivery delivery(Optional<String> credentials) {
    Post post =
        new Post(
            UUID.randomUUID(),
            workspace,
            UUID.randomUUID(),
            1,
            UUID.randomUUID(),
            "It goes out",
            List.of(),
            Instant.now());
    return bluesky.network.deliver(post, credentials, Instant.now().plus(PATIENCE));
  }

  private Renewal renewal(Optional<String> credentials) {
    return bluesky.signIn.renew(credentials.orElseThrow(), () -> false);
  }

  private void assertGivenBack(Optional<String> credentials) {
    returned.await();
    assertEquals(
        Delivery.Cause.CREDENTIALS,
        assertInstanceOf(Delivery.NotDelivered.class, delivery(credentials)).cause());
    assertEquals(new Renewal.Refused(), renewal(credentials));
  }
}
