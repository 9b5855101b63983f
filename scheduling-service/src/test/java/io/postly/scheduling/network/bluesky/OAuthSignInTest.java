package io.postly.scheduling.network.bluesky;

import static io.postly.scheduling.network.bluesky.OAuthServer.DID;
import static io.postly.scheduling.network.bluesky.OAuthServer.HANDLE;
import static io.postly.scheduling.network.bluesky.OAuthServer.IDENTITY;
import static io.postly.scheduling.network.bluesky.OAuthServer.METADATA;
import static io.postly.scheduling.network.bluesky.OAuthServer.REQUESTS;
import static io.postly.scheduling.network.bluesky.OAuthServer.RESOURCE;
import static io.postly.scheduling.network.bluesky.OAuthServer.REVOCATIONS;
import static io.postly.scheduling.network.bluesky.OAuthServer.SESSION;
import static io.postly.scheduling.network.bluesky.OAuthServer.TOKENS;
import static io.postly.scheduling.network.bluesky.OAuthServer.granted;
import static io.postly.scheduling.network.bluesky.OAuthServer.identity;
import static io.postly.scheduling.network.bluesky.OAuthServer.refusal;
import static io.postly.scheduling.network.bluesky.OAuthServer.resource;
import static io.postly.scheduling.network.bluesky.OAuthServer.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.postly.scheduling.network.oauth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by OAuth, where servers say what real ones do not, or somebody lies. */
class OAuthSignInTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.fixed(NOW, ZoneOffset.UTC));
  private static final JsonHttp HTTP = LOOPBACK.patient();
  private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String OTHER =
      Base64.getEncoder()
          .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  private final ObjectMapper mapper = new ObjectMapper();
  private final OAuthServer server = new OAuthServer();
  private final OAuthServer elsewhere = new OAuthServer();
  private final List<String> unwanted = new ArrayList<>();
  private List<String> keys = List.of();
  private String console = OAuthParts.ON_THIS_MACHINE;

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {HANDLE, "@Alice.Example.com", DID})
  void shouldSendAPersonToTheServerOfTheAccountThatTheyName(String written) throws Exception {
    SignIn.Begun begun = begin(written);

    assertEquals(
        server.origin()
            + "/oauth/authorize?client_id=http%3A%2F%2Flocalhost%2F%3Fredirect_uri%3Dhttp%253A%252F%252F127.0.0.1"
            + "%253A8080%252Fconsole%252Fconnection%252Fdone%26scope%3Datproto%2520transition%253Ageneric"
            + "&request_uri=urn%3Areq%3A1",
        begun.address());
    String sent = server.sent(REQUESTS);
    String hint = written.equals(DID) ? DID.replace(":", "%3A") : HANDLE;
    assertTrue(
        sent.startsWith(
            "response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fconsole%2Fconnection%2Fdone"
                + "&scope=atproto%20transition%3Ageneric&state=acme.abc&code_challenge=the-challenge"
                + "&code_challenge_method=S256&login_hint="
                + hint
                + "&client_id=http%3A%2F%2Flocalhost"),
        sent);
    JsonNode memory = mapper.readTree(begun.memory().orElseThrow());
    assertEquals(server.origin(), memory.path("issuer").asText());
    assertEquals(DID, memory.path("did").asText());
    assertFalse(begun.toString().contains(begun.address()));
  }

  @Test
  void shouldSayForHowLongTheServerWaitsForThePerson() {
    assertEquals(Optional.empty(), begin(DID).openWithin());

    server
        .script()
        .on(
            REQUESTS,
            FakeReceiver.body(
                201, "DPoP-Nonce: nonce-1", "{\"request_uri\":\"urn:req:1\",\"expires_in\":299}"));

    assertEquals(Optional.of(Duration.ofSeconds(299)), begin(DID).openWithin());
  }

  @Test
  void shouldSendAPersonToAServerThatTheyName() throws Exception {
    SignIn.Begun begun = begin(server.origin());

    assertFalse(server.sent(REQUESTS).contains("login_hint"));
    assertTrue(mapper.readTree(begun.memory().orElseThrow()).path("did").isNull());
    assertEquals(Optional.of(DID), complete(begun, server.origin()).accountId());
  }

  @ParameterizedTest
  @CsvSource({
    "'not a name', invalid_input",
    "https://pds.example/path, invalid_input",
    "bob.invalid, account_refused",
    "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa, account_refused",
    "did:key:zQ3sh, account_refused"
  })
  void shouldSendNobodyAnywhereForWhatIsNoAccount(String written, String code) {
    assertEquals(code, problem(() -> begin(written)).code().code());
    assertEquals(0, server.asked(REQUESTS));
  }

  @Test
  void shouldBelieveNoHandleThatItsAccountDoesNotGoBy() {
    server.script().on(IDENTITY, identity(DID, "other.example.com", server.origin()));

    assertEquals(
        "No account can be found by the name alice.example.com.",
        problem(() -> begin(HANDLE)).getMessage());
  }

  @Test
  void shouldNotTakeSilenceForAnAccountThatDoesNotExist() {
    server.script().on(IDENTITY, FakeReceiver.status(503));
    assertEquals("network_unavailable", problem(() -> begin(DID)).code().code());

    server.script().on(IDENTITY, FakeReceiver.hangUp());
    assertEquals("network_unavailable", problem(() -> begin(HANDLE)).code().code());
  }

  @Test
  void shouldBelieveNoDocumentOfAnotherAccount() {
    server
        .script()
        .on(IDENTITY, identity("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", HANDLE, server.origin()));

    assertEquals("account_refused", problem(() -> begin(DID)).code().code());
  }

  @Test
  void shouldRefuseAServerThatWantsNoNonces() {
    server.script().on(REQUESTS, FakeReceiver.body(201, "{\"request_uri\":\"urn:req:1\"}"));

    assertTrue(problem(() -> begin(DID)).getMessage().endsWith("(DPoP-Nonce)."));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_client_metadata, account_refused",
    "500, server_error, network_unavailable",
    "201, none, network_unavailable"
  })
  void shouldSayWhatAServerMakesOfTheRequest(int status, String error, String code) {
    server.script().on(REQUESTS, refusal(status, error));

    assertEquals(code, problem(() -> begin(DID)).code().code());
  }

  @Test
  void shouldConnectTheAccountThatHasSignedIn() throws Exception {
    Connection connection = complete(begin(HANDLE), server.origin());

    assertEquals(Optional.of(DID), connection.accountId());
    assertEquals(Optional.of("@" + HANDLE), connection.address());
    assertEquals(Optional.of(NOW.plus(Duration.ofMinutes(45))), connection.lifetime().renewAt());
    assertEquals(Optional.empty(), connection.lifetime().endsAt());
    assertTrue(
        server
            .sent(TOKENS)
            .startsWith(
                "grant_type=authorization_code&code=the-code&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080"
                    + "%2Fconsole%2Fconnection%2Fdone&code_verifier=the-verifier&client_id="));
    JsonNode kept = mapper.readTree(connection.credentials().orElseThrow());
    assertEquals("access-1", kept.path("access_token").asText());
    assertEquals("refresh-1", kept.path("refresh_token").asText());
    assertEquals(NOW.getEpochSecond() + 3600, kept.path("expires_at").asLong());
    assertEquals(server.origin(), kept.path("server").asText());
  }

  @Test
  void shouldShowTheAccountsNameForEverWhereItsHandleLeadsNowhere() {
    server.script().on(SESSION, "{\"did\":\"%s\",\"handle\":\"handle.invalid\"}".formatted(DID));

    assertEquals(Optional.of(DID), complete(begin(DID), server.origin()).address());
  }

  /**
   * Who is sent back by a server that they were not sent to brings a code of that one (RFC 9207).
   */
  @ParameterizedTest
  @ValueSource(strings = {"https://attacker.example", ""})
  void shouldGiveNoCodeToAnotherServerThanItCameFrom(String issuer) {
    SignIn.Begun begun = begin(DID);

    assertEquals(
        "You come back from another server than the one that you were sent to.",
        problem(() -> complete(begun, issuer)).getMessage());
    assertEquals(0, server.asked(TOKENS));
  }

  @ParameterizedTest
  @CsvSource({
    "sub, did:plc:aaaaaaaaaaaaaaaaaaaaaaaa, You have signed in as another account than you named.",
    "sub, alice, The server does not say which account has signed in.",
    "token_type, Bearer, The server does not bind its tokens to a key (DPoP).",
    "scope, atproto, The server does not let Postly post as the account.",
    "scope, transition:generic, The server does not let Postly post as the account.",
    "refresh_token, '', 'The server does not let Postly stay connected: it gave no refresh token.'"
  })
  void shouldConnectNothingThatIsLessThanWasAskedFor(String member, String value, String detail) {
    SignIn.Begun begun = begin(DID);
    server.script().on(TOKENS, tokens(granted().put(member, value)));

    ProblemException problem = problem(() -> complete(begun, server.origin()));

    assertEquals("account_refused", problem.code().code());
    assertEquals(detail, problem.getMessage());
    assertEquals(1, unwanted.size());
    assertEquals(new Revocation.Revoked(), parts(NOW).signIn.revoke(unwanted.getFirst(), ""));
    assertTrue(
        server
            .sent(REVOCATIONS)
            .startsWith(
                member.equals("refresh_token")
                    ? "token=access-1&token_type_hint=access_token&"
                    : "token=refresh-1&token_type_hint=refresh_token&"));
  }

  /** Any server can say that anybody has signed in: only that of the account counts. */
  @Test
  void shouldBelieveOnlyTheServerOfTheAccount() {
    SignIn.Begun begun = begin(server.origin());
    server.script().on(IDENTITY, identity(DID, HANDLE, elsewhere.origin()));

    assertEquals(
        server.origin() + " does not speak for the account " + DID + ".",
        problem(() -> complete(begun, server.origin())).getMessage());
    assertEquals(0, elsewhere.asked(SESSION));
  }

  @Test
  void shouldConnectNothingWhileTheAccountCannotBeLookedUp() {
    SignIn.Begun begun = begin(DID);
    server.script().on(IDENTITY, FakeReceiver.status(500));

    assertEquals(
        "network_unavailable", problem(() -> complete(begun, server.origin())).code().code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"did\":\"did:plc:ewvi7nxzyoun6zhxrhs64oiz\",\"active\":false,\"status\":\"takendown\"}"
            + " | Bluesky does not let the account sign in: account_taken_down.",
        "{\"did\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\"} | ORIGIN answers something else than the"
            + " network's own servers do."
      })
  void shouldConnectNoAccountThatCannotBeUsed(String session, String detail) {
    SignIn.Begun begun = begin(DID);
    server.script().on(SESSION, session);

    assertEquals(
        detail.replace("ORIGIN", server.origin()),
        problem(() -> complete(begun, server.origin())).getMessage());
  }

  @Test
  void shouldProveWhichClientItIsWithTheKeyThatItBeganWith() throws Exception {
    console = "https://postly.example/console";
    keys = List.of(ONE);
    SignIn.Begun begun = begin(DID);
    assertTrue(server.sent(REQUESTS).contains("&client_assertion=ey"));

    keys = List.of(OTHER, ONE);
    Connection connection = complete(begun, server.origin());

    JsonNode kept = mapper.readTree(connection.credentials().orElseThrow());
    assertEquals(SigningKey.ofSeed(ONE).id(), kept.path("key_id").asText());
    assertEquals(SigningKey.ofSeed(ONE).id(), provedWith());
    renewed(connection);
    assertEquals(SigningKey.ofSeed(ONE).id(), provedWith());

    keys = List.of(OTHER);
    assertEquals(new Renewal.NotNow("client_key_missing", Optional.empty()), renew(connection));
    assertEquals(
        "Postly's key has changed since it was begun.",
        problem(() -> complete(begun, server.origin())).getMessage());
  }

  /** What a public client was granted goes on as that of a confidential one. */
  @Test
  void shouldProveWhichClientItIsOnceItCan() throws Exception {
    console = "https://postly.example/console";
    Connection connection = complete(begin(DID), server.origin());
    assertFalse(server.sent(TOKENS).contains("client_assertion"));

    keys = List.of(ONE);
    JsonNode kept = mapper.readTree(renewed(connection).credentials());

    assertEquals(SigningKey.ofSeed(ONE).id(), provedWith());
    assertEquals(SigningKey.ofSeed(ONE).id(), kept.path("key_id").asText());
  }

  /** Servers may take a proof once, and ask for a nonce after they have seen it. */
  @Test
  void shouldProveAnewWhichClientItIsWithEachAttempt() {
    console = "https://postly.example/console";
    keys = List.of(ONE);
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(TOKENS, refusal(400, "use_dpop_nonce"));

    renew(connection);

    assertEquals(3, server.asked(TOKENS));
    assertEquals(
        3,
        server.script().received().stream()
            .filter(received -> received.requestLine().startsWith(TOKENS + " "))
            .map(received -> received.body().replaceFirst(".*&client_assertion=", ""))
            .distinct()
            .count());
  }

  /** Two weeks after the sign-in, whenever tokens were renewed. */
  @Test
  void shouldKnowWhenServersEndWhatAClientHasThatProvesNothing() {
    Optional<Instant> end = Optional.of(NOW.plus(Duration.ofDays(14)));
    Connection connection = complete(begin(DID), server.origin());
    assertEquals(end, connection.lifetime().grantEndsAt());

    String credentials = connection.credentials().orElseThrow();
    for (int day = 1; day < 14; day++) {
      Renewal.Renewed renewed = renewed(credentials, NOW.plus(Duration.ofDays(day)));
      credentials = renewed.credentials();
      assertEquals(end, renewed.lifetime().grantEndsAt());
    }

    // A server that goes on for longer than others does not say for how long.
    assertEquals(
        Optional.empty(),
        renewed(credentials, NOW.plus(Duration.ofDays(14))).lifetime().grantEndsAt());
  }

  @Test
  void shouldKnowThatServersKeepWhatAClientHasThatProvesWhichOneItIs() {
    console = "https://postly.example/console";
    String credentials = complete(begin(DID), server.origin()).credentials().orElseThrow();
    keys = List.of(ONE);

    Renewal.Renewed renewed = renewed(credentials, NOW.plus(Duration.ofDays(1)));

    assertEquals(Optional.of(NOW.plus(Duration.ofDays(730))), renewed.lifetime().grantEndsAt());
    assertEquals(
        Optional.of(NOW.plus(Duration.ofDays(730))),
        complete(begin(DID), server.origin()).lifetime().grantEndsAt());
  }

  /** As of connections that were made before the sign-in was written down. */
  @Test
  void shouldGuessNoEndWhereNobodyKnowsTheBeginning() {
    String credentials = complete(begin(DID), server.origin()).credentials().orElseThrow();

    Renewal.Renewed renewed =
        renewed(credentials.replaceFirst(",\"signed_in_at\":[0-9]+", ""), NOW);

    assertEquals(Optional.empty(), renewed.lifetime().grantEndsAt());
  }

  private Renewal.Renewed renewed(String credentials, Instant now) {
    return assertInstanceOf(
        Renewal.Renewed.class, parts(now).signIn.renew(credentials, () -> false));
  }

  @Test
  void shouldGiveBackWhatWasGranted() {
    console = "https://postly.example/console";
    keys = List.of(ONE);
    Connection connection = complete(begin(DID), server.origin());

    assertEquals(new Revocation.Revoked(), revocation(connection));

    String sent = server.sent(REVOCATIONS);
    assertTrue(
        sent.startsWith(
            "token=refresh-1&token_type_hint=refresh_token&client_id=https%3A%2F%2Fpostly.example"),
        sent);
    assertTrue(sent.contains("&client_assertion=ey"), sent);
    assertTrue(
        server.script().latest().headers().get("dpop").startsWith("ey"),
        "without a proof of the key");
    assertEquals(Revocation.Reach.SIGN_IN, parts(NOW).signIn.revokes());

    keys = List.of(OTHER);
    assertEquals(new Revocation.NotRevoked("client_key_missing", false), revocation(connection));
  }

  @Test
  void shouldSayWhatAServerHasNotTakenBack() {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(REVOCATIONS, refusal(400, "invalid_client"));
    assertEquals(new Revocation.NotRevoked("http_400", false), revocation(connection));

    server.script().on(REVOCATIONS, FakeReceiver.status(503));
    assertEquals(new Revocation.NotRevoked("http_503", true), revocation(connection));

    server.script().on(METADATA, FakeReceiver.status(503));
    assertEquals(
        new Revocation.NotRevoked("authorization_server_unusable", true), revocation(connection));

    server
        .script()
        .on(
            METADATA,
            OAuthServer.metadata(server.origin()).put("issuer", "https://one.example").toString());
    assertEquals(
        new Revocation.NotRevoked("authorization_server_unusable", false), revocation(connection));
  }

  @Test
  void shouldAskNothingWhereNothingIsTakenBack() {
    Connection connection = complete(begin(DID), server.origin());
    server
        .script()
        .on(
            METADATA,
            OAuthServer.metadata(server.origin()).without("revocation_endpoint").toString());

    assertEquals(new Revocation.NotRevoked("not_offered", false), revocation(connection));
    assertEquals(
        new Revocation.Needless(),
        parts(NOW).signIn.revoke("{\"app_password\":\"s3cret\",\"did\":\"" + DID + "\"}", ""));
    assertEquals(0, server.asked(REVOCATIONS));
  }

  private Revocation revocation(Connection connection) {
    return parts(NOW).signIn.revoke(connection.credentials().orElseThrow(), "not used");
  }

  private String provedWith() throws Exception {
    String assertion = server.sent(TOKENS).replaceFirst(".*&client_assertion=", "");
    return mapper
        .readTree(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[0]))
        .path("kid")
        .asText();
  }

  @Test
  void shouldKeepTheNextTokens() throws Exception {
    Connection connection = complete(begin(DID), server.origin());
    server
        .script()
        .on(
            TOKENS,
            tokens(
                granted()
                    .put("access_token", "access-2")
                    .put("refresh_token", "refresh-2")
                    .put("expires_in", 600)));

    Renewal.Renewed renewed = renewed(connection);

    assertTrue(
        server
            .sent(TOKENS)
            .startsWith("grant_type=refresh_token&refresh_token=refresh-1&client_id="));
    JsonNode kept = mapper.readTree(renewed.credentials());
    assertEquals("access-2", kept.path("access_token").asText());
    assertEquals("refresh-2", kept.path("refresh_token").asText());
    assertEquals(NOW.getEpochSecond() + 600, kept.path("expires_at").asLong());
    assertEquals(Optional.of(NOW.plusSeconds(450)), renewed.lifetime().renewAt());
    assertEquals(
        parts(NOW).signIn.grant(connection.credentials().orElseThrow()),
        parts(NOW).signIn.grant(renewed.credentials()));
    assertEquals(kept.path("dpop_key").asText(), parts(NOW).signIn.grant(renewed.credentials()));
  }

  /** What is said of the end counts, but not how often that would have a server asked. */
  @Test
  void shouldNotAskAtAnyMomentWhoseTokensEndAtOnce() throws Exception {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(TOKENS, tokens(granted().put("expires_in", 1)));

    Renewal.Renewed renewed = renewed(connection);

    assertEquals(Optional.of(NOW.plusSeconds(225)), renewed.lifetime().renewAt());
    assertEquals(
        NOW.getEpochSecond() + 1,
        mapper.readTree(renewed.credentials()).path("expires_at").asLong());
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, refused",
    "400, invalid_client, invalid_client",
    "400, invalid_client_metadata, invalid_client_metadata",
    "401, invalid_client, invalid_client",
    "400, use_dpop_nonce, use_dpop_nonce",
    "429, invalid_grant, http_429",
    "500, invalid_grant, http_500",
    "503, server_error, http_503"
  })
  void shouldTakeOnlyTheEndOfTheGrantForARefusal(int status, String error, String outcome) {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(TOKENS, refusal(status, error));

    assertEquals(outcome, outcome(renew(connection)));
  }

  private static String outcome(Renewal renewal) {
    return switch (renewal) {
      case Renewal.Refused _ -> "refused";
      case Renewal.NotNow notNow -> notNow.reason();
      case Renewal.Renewed _ -> "renewed";
      case Renewal.NotAsked _ -> "not_asked";
    };
  }

  @Test
  void shouldNotBeRefusedByWhatSaysNothing() {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(TOKENS, FakeReceiver.hangUp());
    assertEquals("connection_lost", outcome(renew(connection)));

    server.script().on(TOKENS, tokens(granted().put("sub", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")));
    assertEquals("another_account", outcome(renew(connection)));

    server.script().on(METADATA, FakeReceiver.status(503));
    assertEquals("authorization_server_unusable", outcome(renew(connection)));
    assertEquals(3, server.asked(TOKENS));
  }

  /** The answer to a refresh token that works once has to be read. */
  @Test
  void shouldNotAskForTokensWhoseAnswerNobodyWillRead() {
    Connection connection = complete(begin(DID), server.origin());

    Renewal renewal = parts(NOW).signIn.renew(connection.credentials().orElseThrow(), () -> true);

    assertEquals(new Renewal.NotAsked(), renewal);
    assertEquals(1, server.asked(TOKENS));
  }

  /** An account may be moved between the servers of one provider, and stays connected. */
  @Test
  void shouldFollowAnAccountToAnotherServerOfTheSameProvider() throws Exception {
    Connection connection = complete(begin(DID), server.origin());
    server
        .script()
        .on(IDENTITY, identity(DID, HANDLE, elsewhere.origin()))
        .on(
            METADATA,
            OAuthServer.metadata(server.origin()).without("protected_resources").toString());
    elsewhere.script().on(RESOURCE, resource(elsewhere.origin(), server.origin()));

    assertEquals(elsewhere.origin(), home(renewed(connection)));
  }

  @Test
  void shouldNotFollowAnAccountToAnotherProvider() throws Exception {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on(IDENTITY, identity(DID, HANDLE, elsewhere.origin()));
    assertEquals(server.origin(), home(renewed(connection)));

    server.script().on(IDENTITY, FakeReceiver.status(500));
    assertEquals(server.origin(), home(renewed(connection)));
  }

  private String home(Renewal.Renewed renewed) throws Exception {
    return mapper.readTree(renewed.credentials()).path("server").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_token, credentials_refused, CREDENTIALS",
    "400, ExpiredToken, credentials_refused, CREDENTIALS",
    "401, AccountTakedown, account_taken_down, ACCOUNT",
    "400, InvalidRequest, http_400, POST"
  })
  void shouldHaveATokenRenewedThatIsNotTaken(
      int status, String error, String reason, Delivery.Cause cause) {
    Connection connection = complete(begin(DID), server.origin());
    server.script().on("POST /xrpc/com.atproto.repo.createRecord", refusal(status, error));

    Delivery.NotDelivered outcome =
        assertInstanceOf(Delivery.NotDelivered.class, deliver(connection, NOW));

    assertEquals(reason, outcome.reason());
    assertEquals(cause, outcome.cause());
  }

  @Test
  void shouldSendNoTokenThatIsOver() {
    Connection connection = complete(begin(DID), server.origin());

    Delivery.NotDelivered outcome =
        assertInstanceOf(
            Delivery.NotDelivered.class, deliver(connection, NOW.plus(Duration.ofHours(1))));

    assertEquals("access_token_over", outcome.reason());
    assertEquals(Delivery.Cause.CREDENTIALS, outcome.cause());
    assertEquals(0, server.asked("POST /xrpc/com.atproto.repo.createRecord"));
  }

  private Delivery deliver(Connection connection, Instant now) {
    Post post =
        new Post(
            UUID.randomUUID(),
            "acme",
            UUID.randomUUID(),
            1,
            UUID.randomUUID(),
            "Hello",
            List.of(),
            now);
    return parts(now).network.deliver(post, connection.credentials(), now.plusSeconds(60));
  }

  private SignIn.Begun begin(String account) {
    return parts(NOW)
        .signIn
        .begin(
            new SignIn.Request(
                "acme.abc",
                "the-challenge",
                "http://localhost:8080/console/connection/done",
                Optional.empty(),
                Optional.of(account)));
  }

  private Connection complete(SignIn.Begun begun, String issuer) {
    return parts(NOW)
        .signIn
        .complete(
            new SignIn.Answer(
                "the-code",
                "the-verifier",
                "http://localhost:8080/console/connection/done",
                Optional.empty(),
                Optional.of(issuer).filter(text -> !text.isEmpty()),
                begun.memory()),
            unwanted::add);
  }

  private Renewal renew(Connection connection) {
    return parts(NOW).signIn.renew(connection.credentials().orElseThrow(), () -> false);
  }

  private Renewal.Renewed renewed(Connection connection) {
    return assertInstanceOf(Renewal.Renewed.class, renew(connection));
  }

  private OAuthParts parts(Instant now) {
    return new OAuthParts(
        HTTP,
        console,
        keys,
        server.origin(),
        Map.of("_atproto." + HANDLE, List.of("v=spf1", "did=" + DID)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static ProblemException problem(Executable call) {
    return assertThrows(ProblemException.class, call);
  }
}
