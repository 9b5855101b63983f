package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Signing in at Bluesky's own server, which checks every proof, nonce and challenge, and what the
 * connection can be used for.
 */
class BlueskyOAuthTest {

  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.systemUTC());

  private static PersonalDataServer server;

  private final SignInPages alice =
      new SignInPages(server.url(), server.alice().did(), server.ownPasswordOfAlice());
  private final OAuthParts onThisMachine = parts(OAuthParts.ON_THIS_MACHINE, List.of());

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

  @Test
  void shouldPublishReadCountAndDelete() throws Exception {
    Connection connection = connected(onThisMachine, server.alice().did());
    assertEquals(Optional.of(server.alice().did()), connection.accountId());
    assertEquals(Optional.of("@alice.test"), connection.address());
    Post post = post("By OAuth");
    int before = server.posts(server.alice()).size();

    Delivery.Delivered first =
        assertInstanceOf(Delivery.Delivered.class, deliver(connection.credentials(), post));
    Delivery.Delivered second =
        assertInstanceOf(Delivery.Delivered.class, deliver(connection.credentials(), post));

    assertEquals(first.reference(), second.reference());
    assertEquals(before + 1, server.posts(server.alice()).size());
    BlueskyNetwork network = onThisMachine.network;
    assertInstanceOf(Reading.Found.class, network.read(post, connection.credentials()));
    String reference = first.reference().orElseThrow();
    assertInstanceOf(
        EngagementReading.Counted.class, network.engagement(reference, connection.credentials()));
    assertEquals(new Removal.Removed(), network.remove(reference, connection.credentials()));
    assertInstanceOf(Reading.Absent.class, network.read(post, connection.credentials()));
  }

  @Test
  void shouldNotCallAnAccountByAHandleThatDoesNotSaySo() throws Exception {
    OAuthParts nobodyNamed =
        new OAuthParts(
            LOOPBACK.patient(),
            OAuthParts.ON_THIS_MACHINE,
            List.of(),
            server.directory(),
            Map.of(),
            Clock.systemUTC());

    Connection connection = connected(nobodyNamed, server.url());

    assertEquals(Optional.of(server.alice().did()), connection.address());
  }

  @Test
  void shouldGoOnWithTheNextTokensAndNoOthers() throws Exception {
    Connection connection = connected(onThisMachine, server.url());

    Optional<String> next = Optional.of(renewed(onThisMachine, connection.credentials()));

    assertInstanceOf(Delivery.Delivered.class, deliver(next, post("After")));
    Delivery.NotDelivered before =
        assertInstanceOf(
            Delivery.NotDelivered.class, deliver(connection.credentials(), post("Before")));
    assertEquals(Delivery.Cause.CREDENTIALS, before.cause());
    assertEquals(new Renewal.Refused(), renew(onThisMachine, connection.credentials()));
  }

  @Test
  void shouldLoseNothingWhenTheAccountIsConnectedAnew() throws Exception {
    Connection first = connected(onThisMachine, server.alice().did());
    Connection second = connected(onThisMachine, server.alice().did());

    assertNotEquals(first.credentials(), second.credentials());
    assertInstanceOf(Delivery.Delivered.class, deliver(first.credentials(), post("First")));
    assertInstanceOf(Delivery.Delivered.class, deliver(second.credentials(), post("Second")));
    renewed(onThisMachine, first.credentials());
    renewed(onThisMachine, second.credentials());
  }

  @Test
  void shouldLearnThatTheAccountsOwnerHasEndedIt() throws Exception {
    Connection connection = connected(onThisMachine, server.alice().did());

    alice.revokeAll();

    Delivery.NotDelivered outcome =
        assertInstanceOf(
            Delivery.NotDelivered.class, deliver(connection.credentials(), post("Too late")));
    assertEquals(Delivery.Cause.CREDENTIALS, outcome.cause());
    assertEquals(new Renewal.Refused(), renew(onThisMachine, connection.credentials()));
  }

  @Test
  void shouldEndOneSignInAndNoOtherOfTheAccount() throws Exception {
    Optional<String> first = connected(onThisMachine, server.alice().did()).credentials();
    Optional<String> second = connected(onThisMachine, server.alice().did()).credentials();

    assertEquals(new Revocation.Revoked(), revoke(onThisMachine, first));

    Delivery.NotDelivered outcome =
        assertInstanceOf(Delivery.NotDelivered.class, deliver(first, post("Given back")));
    assertEquals(Delivery.Cause.CREDENTIALS, outcome.cause());
    assertEquals(new Renewal.Refused(), renew(onThisMachine, first));
    assertInstanceOf(Delivery.Delivered.class, deliver(second, post("Goes on")));
    Optional<String> next = Optional.of(renewed(onThisMachine, second));

    // Whoever disconnects while somebody renews has the former tokens alone.
    assertEquals(new Revocation.Revoked(), revoke(onThisMachine, second));
    assertEquals(new Renewal.Refused(), renew(onThisMachine, next));
    assertEquals(new Revocation.Revoked(), revoke(onThisMachine, next));
  }

  private static Revocation revoke(OAuthParts parts, Optional<String> credentials) {
    return parts.signIn.revoke(credentials.orElseThrow(), "not used");
  }

  @Test
  void shouldSendThePersonBackWhoDoesNotWantTo() throws Exception {
    String verifier = verifier();
    SignIn.Begun begun = begin(onThisMachine, server.alice().did(), verifier);

    URI back = alice.refuse(begun.address());

    assertEquals("access_denied", SignInPages.query(back).get("error"));
    assertEquals("acme." + verifier, SignInPages.query(back).get("state"));
  }

  @Test
  void shouldProveWhichClientItIs() throws Exception {
    OAuthParts published =
        parts(
            "https://postly.home.arpa/console",
            List.of(Base64.getEncoder().encodeToString(new byte[32])));
    server.publishClient(LOOPBACK.patient().write(published.client.document().orElseThrow()));

    Connection connection = connected(published, server.alice().did());

    String next = renewed(published, connection.credentials());
    assertTrue(next.contains(published.client.key().orElseThrow().id()));
    assertInstanceOf(Delivery.Delivered.class, deliver(Optional.of(next), post("Proved")));
    assertEquals(new Revocation.Revoked(), revoke(published, Optional.of(next)));
    assertEquals(new Renewal.Refused(), renew(published, Optional.of(next)));
  }

  private static String verifier() {
    return UUID.randomUUID() + "." + UUID.randomUUID();
  }

  private static SignIn.Begun begin(OAuthParts parts, String account, String verifier)
      throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return parts.signIn.begin(
        new SignIn.Request(
            "acme." + verifier,
            Base64.getUrlEncoder().withoutPadding().encodeToString(digest),
            "not used",
            Optional.empty(),
            Optional.of(account)));
  }

  private Connection connected(OAuthParts parts, String account) throws Exception {
    String verifier = verifier();
    SignIn.Begun begun = begin(parts, account, verifier);
    URI back = alice.allow(begun.address());
    Map<String, String> query = SignInPages.query(back);
    assertTrue(back.toString().startsWith(parts.client.redirectUri() + "?"), back.toString());
    assertEquals("acme." + verifier, query.get("state"));
    return parts.signIn.complete(
        new SignIn.Answer(
            query.get("code"),
            verifier,
            "not used",
            Optional.empty(),
            Optional.of(query.get("iss")),
            begun.memory()));
  }

  private static String renewed(OAuthParts parts, Optional<String> credentials) {
    Renewal.Renewed renewed = assertInstanceOf(Renewal.Renewed.class, renew(parts, credentials));
    assertFalse(renewed.lifetime().renewAt().isEmpty());
    return renewed.credentials();
  }

  private static Renewal renew(OAuthParts parts, Optional<String> credentials) {
    return parts.signIn.renew(credentials.orElseThrow(), () -> false);
  }

  private Delivery deliver(Optional<String> credentials, Post post) {
    return onThisMachine.network.deliver(post, credentials, Instant.now().plusSeconds(60));
  }

  private static Post post(String text) {
    return new Post(
        UUID.randomUUID(),
        "acme",
        UUID.randomUUID(),
        1,
        UUID.randomUUID(),
        text,
        List.of(),
        Instant.now());
  }

  private static Map<String, List<String>> namesOfAlice() {
    return Map.of("_atproto.alice.test", List.of("did=" + server.alice().did()));
  }

  private static OAuthParts parts(String console, List<String> keys) {
    return new OAuthParts(
        LOOPBACK.patient(), console, keys, server.directory(), namesOfAlice(), Clock.systemUTC());
  }
}
