package io.postly.scheduling.network.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering at a server and signing in there, against a server on a socket. */
class MastodonSignInTest {

  private static final String REGISTER = "POST /api/v1/apps";
  private static final String TOKENS = "POST /oauth/token";
  private static final String REVOKE = "POST /oauth/revoke";
  private static final String REDIRECT = "https://postly.test/done";
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(Clock.systemUTC());

  private final ScriptedServer server = new ScriptedServer();
  private final KeptRegistrations registrations = new KeptRegistrations();

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldRegisterOnceAndTryTheRegistrationAfterThat() {
    server.on(REGISTER, registered("one")).on(TOKENS, granted("of-the-application"));

    String first = begin();
    String second = begin();

    assertEquals(List.of(REGISTER, TOKENS), server.requests());
    assertEquals(
        "client_name=Postly&redirect_uris=https%3A%2F%2Fpostly.test%2Fdone"
            + "&scopes=read%3Aaccounts%20read%3Astatuses%20write%3Astatuses%20write%3Amedia",
        server.received().getFirst().body());
    assertEquals(
        server.origin()
            + "/oauth/authorize?response_type=code&client_id=one&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&scope=read%3Aaccounts%20read%3Astatuses%20write%3Astatuses%20write%3Amedia&state=acme.abc"
            + "&code_challenge=the-challenge&code_challenge_method=S256",
        first);
    assertEquals(first, second);
  }

  @Test
  void shouldRegisterAgainWhereTheServerHasForgotten() {
    server.on(REGISTER, registered("one"));
    begin();
    server
        .on(REGISTER, registered("two"))
        .on(TOKENS, FakeReceiver.body(401, "{\"error\":\"invalid_client\"}"));

    assertTrue(begin().contains("client_id=two"));
  }

  @Test
  void shouldRegisterAgainWhereTheRegistrationMayLessThanIsNeededNow() {
    server.on(REGISTER, registered("one"));
    begin();
    server
        .on(REGISTER, registered("two"))
        .on(TOKENS, FakeReceiver.body(400, "{\"error\":\"invalid_scope\"}"));

    assertTrue(begin().contains("client_id=two"));
    assertEquals(
        "grant_type=client_credentials"
            + "&scope=read%3Aaccounts%20read%3Astatuses%20write%3Astatuses%20write%3Amedia"
            + "&client_id=one&client_secret=secret-of-one",
        server.received().get(1).body());
  }

  @Test
  void shouldKeepARegistrationOfAServerThatDoesNotTell() {
    server.on(REGISTER, registered("one"));
    begin();
    server.on(TOKENS, FakeReceiver.body(400, "{\"error\":\"unsupported_grant_type\"}"));
    assertTrue(begin().contains("client_id=one"));

    server.on(TOKENS, FakeReceiver.status(503));
    assertEquals("network_unavailable", problem(this::begin).code().code());
  }

  @Test
  void shouldSayThatAServerDoesNotAnswerAsItShould() {
    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(404),
            FakeReceiver.status(500),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{\"client_id\":\"a b\",\"client_secret\":\"c\"}"),
            FakeReceiver.body(200, "{}"))) {
      server.on(REGISTER, fault);

      assertEquals("network_unavailable", problem(this::begin).code().code());
    }
  }

  @Test
  void shouldAskPublicServersOnly() {
    ProblemException problem =
        problem(() -> signIn(LOOPBACK.guarded()).begin(request("https://127.0.0.1")));

    assertEquals("invalid_input", problem.code().code());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void shouldExchangeTheCodeAndReadWhoseItIs() {
    server.on(REGISTER, registered("one"));
    begin();
    server
        .on(TOKENS, granted("the-token"))
        .on("GET /api/v1/accounts/verify_credentials", "{\"id\":\"7\",\"username\":\"acme\"}")
        .on(
            "GET /api/v2/instance",
            "{\"domain\":\"127.0.0.1\",\"configuration\":{\"statuses\":{\"max_characters\":500}}}");

    Connection connection = signIn(LOOPBACK.patient()).complete(answer());

    assertEquals(Optional.of("7@" + server.host()), connection.accountId());
    assertEquals(Lifetime.unlimited(), connection.lifetime());
    assertTrue(connection.credentials().orElseThrow().contains("\"access_token\":\"the-token\""));
    assertEquals(
        "grant_type=authorization_code&code=the-code&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&code_verifier=the-verifier&scope=read%3Aaccounts%20read%3Astatuses%20write%3Astatuses%20write%3Amedia"
            + "&client_id=one&client_secret=secret-of-one",
        server.received().get(1).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "a b", "\\u0000", "ä"})
  void shouldTakeNoTokenThatCannotBeSent(String token) {
    server.on(REGISTER, registered("one"));
    begin();
    server.on(TOKENS, granted(token));

    ProblemException problem = problem(this::complete);

    assertEquals("network_unavailable", problem.code().code());
    assertTrue(problem.getMessage().contains("answers something else"), problem.getMessage());
    assertEquals(List.of(REGISTER, TOKENS), server.requests());
  }

  @Test
  void shouldPostForThoseWhomThePersonHasChosen() {
    server
        .on(REGISTER, registered("one"))
        .on("GET /api/v1/accounts/verify_credentials", "{\"id\":\"7\",\"username\":\"acme\"}")
        .on("GET /api/v2/instance", "{}");
    SignIn signIn = signIn(LOOPBACK.patient());
    SignIn.Begun begun =
        signIn.begin(
            new SignIn.Request(
                "acme.abc",
                "the-challenge",
                REDIRECT,
                Optional.of(server.origin()),
                Optional.empty(),
                Optional.of("private")));
    server.on(TOKENS, granted("the-token"));

    Connection connection =
        signIn.complete(
            new SignIn.Answer(
                "the-code",
                "the-verifier",
                REDIRECT,
                Optional.of(server.origin()),
                Optional.empty(),
                begun.memory()));

    assertTrue(connection.credentials().orElseThrow().contains("\"visibility\":\"private\""));
  }

  @Test
  void shouldRefuseACodeThatTheServerRefuses() {
    assertEquals("account_refused", problem(this::complete).code().code());

    server.on(REGISTER, registered("one"));
    begin();
    server.on(TOKENS, FakeReceiver.body(400, "{\"error\":\"invalid_grant\"}"));
    ProblemException problem = problem(this::complete);

    assertEquals("account_refused", problem.code().code());
    assertFalse(problem.getMessage().contains("the-code"));
  }

  @Test
  void shouldGiveATokenBackAsTheApplicationThatItWasGivenTo() {
    server.on(REGISTER, registered("one")).on(REVOKE, "{}");
    begin();

    assertEquals(new Revocation.Revoked(), revocation());

    assertEquals(
        "client_id=one&client_secret=secret-of-one&token=the-token", server.latest().body());
    assertEquals(Revocation.Reach.ACCOUNT, signIn(LOOPBACK.patient()).revokes());
  }

  @Test
  void shouldLeaveATokenToThePersonWhoseApplicationItIsOf() {
    assertEquals(new Revocation.NotRevoked("not_registered", false), revocation());
    assertEquals(List.of(), server.requests());

    server
        .on(REGISTER, registered("one"))
        .on(REVOKE, FakeReceiver.body(403, "{\"error\":\"unauthorized_client\"}"));
    begin();
    assertEquals(new Revocation.NotRevoked("not_of_this_application", false), revocation());
  }

  @Test
  void shouldSayThatAServerHasNotTakenATokenBack() {
    server.on(REGISTER, registered("one")).on(REVOKE, FakeReceiver.status(503));
    begin();

    assertEquals(new Revocation.NotRevoked("http_503", true), revocation());
  }

  private Revocation revocation() {
    return signIn(LOOPBACK.patient())
        .revoke(
            "{\"server\":\"%s\",\"account_id\":\"7\",\"access_token\":\"the-token\"}"
                .formatted(server.origin()),
            REDIRECT);
  }

  @Test
  void shouldKnowTheServerOfAnAccount() {
    assertEquals(
        Optional.of("mastodon.social"), signIn(LOOPBACK.patient()).serverOf("109@mastodon.social"));
  }

  private String begin() {
    return signIn(LOOPBACK.patient()).begin(request(server.origin())).address();
  }

  private void complete() {
    signIn(LOOPBACK.patient()).complete(answer());
  }

  private SignIn.Answer answer() {
    return new SignIn.Answer("the-code", "the-verifier", REDIRECT, Optional.of(server.origin()));
  }

  private static SignIn.Request request(String origin) {
    return new SignIn.Request("acme.abc", "the-challenge", REDIRECT, Optional.of(origin));
  }

  private static ProblemException problem(Executable call) {
    return assertThrows(ProblemException.class, call);
  }

  private static String registered(String client) {
    return "{\"id\":\"1\",\"client_id\":\"%s\",\"client_secret\":\"secret-of-%s\"}"
        .formatted(client, client);
  }

  private static String granted(String token) {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"created_at\":1}".formatted(token);
  }

  private MastodonSignIn signIn(JsonHttp http) {
    MastodonApi api = new MastodonApi(http);
    return new MastodonSignIn(api, new MastodonConnecting(api, http), registrations, http);
  }
}
