package io.postly.scheduling.network.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request as it goes out, and what is made of each answer, against a server on a socket. */
class ThreadsNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TOKEN = "?access_token=the-token";
  private static final String MAKE = "POST /v1.0/314/threads";
  private static final String PUBLISH = "POST /v1.0/314/threads_publish";
  private static final String READ = "GET /v1.0/1001?fields=id%2Cpermalink&access_token=the-token";
  private static final String DELETE = "DELETE /v1.0/1001" + TOKEN;
  private static final String LIST =
      "GET /v1.0/314/threads?fields=id%2Ctext%2Ctimestamp%2Cpermalink&since=1796119170&limit=100&access_token=the-token";
  private static final String INSIGHTS =
      "GET /v1.0/1001/insights?metric=views%2Clikes%2Creplies%2Creposts%2Cquotes&access_token=the-token";
  private static final String SHORT = "POST /oauth/access_token";
  private static final String LONG =
      "GET /access_token?grant_type=th_exchange_token&client_secret=secret&access_token=short";
  private static final String ME = "GET /v1.0/me?fields=id%2Cusername&access_token=the-token";
  private static final String NEXT =
      "GET /refresh_access_token?grant_type=th_refresh_token&access_token=the-token";
  private static final String GRANTED =
      "{\"access_token\":\"the-token\",\"token_type\":\"bearer\",\"expires_in\":5184000}";
  private static final String URL = "https://www.threads.com/@postly/post/abc";
  private static final String KEPT = "{\"profile_id\":\"314\",\"access_token\":\"the-token\"}";
  private static final Optional<String> ACCOUNT = Optional.of(KEPT);
  private static final SignIn.Answer BACK =
      new SignIn.Answer("the-code", "the-verifier", "https://postly.test/done", Optional.empty());
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final ThreadsNetwork threads = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldMakeAPostAndPublishItOnce() {
    server
        .on(MAKE, "{\"id\":\"77\"}")
        .on(PUBLISH, "{\"id\":\"1001\"}")
        .on(READ, "{\"id\":\"1001\",\"permalink\":\"" + URL + "\"}");

    Delivery delivery = threads.deliver(post("Grüße & mehr 😀"), ACCOUNT, Instant.MAX);

    assertEquals(new Delivery.Delivered(NOW, Optional.of(URL), Optional.of("1001")), delivery);
    assertEquals(List.of(MAKE, PUBLISH, READ), server.requests());
    assertEquals(
        "media_type=TEXT&text=Gr%C3%BC%C3%9Fe%20%26%20mehr%20%F0%9F%98%80&access_token=the-token",
        server.received().getFirst().body());
    assertEquals("creation_id=77&access_token=the-token", server.received().get(1).body());
  }

  @Test
  void shouldKnowThatAPostStandsWhereItsAddressIsNotTold() {
    server.on(MAKE, "{\"id\":\"77\"}").on(PUBLISH, "{\"id\":\"1001\"}");
    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(500),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{\"permalink\":\"javascript:alert(1)\"}"))) {
      server.on(READ, fault);

      assertEquals(
          new Delivery.Delivered(NOW, Optional.empty(), Optional.of("1001")),
          threads.deliver(post("Hello"), ACCOUNT, Instant.MAX));
    }
  }

  static Stream<Arguments> certain() {
    return Stream.of(
        fault(error(400, 190, 463), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(error(403, 10, 0), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(error(403, 200, 0), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(FakeReceiver.status(401), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(error(400, 100, 0), NotDelivered.ofPost("http_400")),
        fault(error(403, 4, 0), NotDelivered.forNow("http_403")),
        fault(error(400, 24, 4279009), NotDelivered.forNow("http_400")),
        fault(
            FakeReceiver.status(429, "Retry-After: 60"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(1)))));
  }

  @ParameterizedTest
  @MethodSource("certain")
  void shouldTakeARefusalOfEitherStepForOne(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(MAKE, fault);
    assertEquals(expected, threads.deliver(post("Hello"), ACCOUNT, Instant.MAX));

    server.on(MAKE, "{\"id\":\"77\"}").on(PUBLISH, fault);
    assertEquals(expected, threads.deliver(post("Hello"), ACCOUNT, Instant.MAX));
    assertEquals(List.of(MAKE, MAKE, PUBLISH), server.requests());
  }

  static Stream<Arguments> lost() {
    return Stream.of(
        Arguments.of(FakeReceiver.status(500), "http_500"),
        Arguments.of(error(503, 2, 0), "http_503"),
        Arguments.of(FakeReceiver.reset(), "connection_lost"),
        Arguments.of(FakeReceiver.body(200, "{\"id\":\"../1\"}"), "answer_unreadable"),
        Arguments.of(FakeReceiver.brokenBody(200, "{\"id\":\"1\"}"), "answer_unreadable"));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void shouldKnowThatNothingIsPublishedBeforeTheSecondStep(
      FakeReceiver.Behaviour fault, String reason) {
    server.on(MAKE, fault);
    assertEquals(NotDelivered.forNow(reason), threads.deliver(post("Hello"), ACCOUNT, Instant.MAX));

    server.on(MAKE, "{\"id\":\"77\"}").on(PUBLISH, fault);
    assertEquals(
        new Delivery.Unknown(reason), threads.deliver(post("Hello"), ACCOUNT, Instant.MAX));
    assertEquals(List.of(MAKE, MAKE, PUBLISH), server.requests());
  }

  @Test
  void shouldPublishNothingOnceTheTimeToSendIsOver() {
    server.on(MAKE, "{\"id\":\"77\"}");

    assertEquals(
        NotDelivered.forNow(Delivery.LEASE_LOST), threads.deliver(post("Hello"), ACCOUNT, NOW));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void shouldNotKnowWhatASilentServerDid() {
    server.on(MAKE, "{\"id\":\"77\"}").on(PUBLISH, FakeReceiver.silence());

    assertEquals(
        new Delivery.Unknown("timeout"),
        network(LOOPBACK.impatient()).deliver(post("Hello"), ACCOUNT, Instant.MAX));
  }

  @Test
  void shouldBlameTheAccountForCredentialsThatCannotBeRead() {
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE),
        threads.deliver(post("Hello"), Optional.empty(), Instant.MAX));
  }

  @Test
  void shouldFindAPostByItsText() {
    server.on(
        LIST,
        """
        {"data":[
         {"id":"3","text":"Hello","timestamp":"2026-12-01T10:00:31+0000","permalink":"https://www.threads.com/@postly/post/abc"},
         {"id":"2","text":"Hullo","timestamp":"2026-12-01T10:00:10+0000"}],
         "paging":{"cursors":{"before":"b","after":"a"}}}\
        """);

    assertEquals(
        new Reading.Lookalikes(
            List.of(
                new Reading.Found(
                    Instant.parse("2026-12-01T10:00:31Z"), Optional.of(URL), Optional.of("3"))),
            true),
        threads.read(post("Hello "), ACCOUNT));
  }

  @Test
  void shouldBeCertainOfAbsenceOnlyWhereAllWasSeen() {
    server.on(LIST, "{\"data\":[]}");
    assertEquals(new Reading.Lookalikes(List.of(), true), threads.read(post("Hello"), ACCOUNT));

    server.on(LIST, "{\"data\":[],\"paging\":{\"next\":\"https://graph.threads.net/x\"}}");
    assertEquals(new Reading.Lookalikes(List.of(), false), threads.read(post("Hello"), ACCOUNT));

    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(500),
            error(400, 190, 0),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{\"data\":[{\"id\":\"3\",\"text\":\"Hello\"}]}"))) {
      server.on(LIST, fault);
      assertEquals(new Reading.Unreadable(), threads.read(post("Hello"), ACCOUNT));
    }
  }

  @Test
  void shouldTellHowAPostWasTaken() {
    server.on(
        INSIGHTS,
        "{\"data\":[%s,%s,%s,%s]}"
            .formatted(
                metric("views", 100),
                metric("likes", 7),
                metric("reposts", 2),
                metric("quotes", 1)));

    assertEquals(
        new EngagementReading.Counted(
            new Engagement(
                OptionalLong.of(7),
                OptionalLong.of(3),
                OptionalLong.empty(),
                OptionalLong.of(100))),
        threads.engagement("1001", ACCOUNT));

    server.on(INSIGHTS, error(400, 100, 33));
    assertEquals(new EngagementReading.Gone(), threads.engagement("1001", ACCOUNT));

    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(500),
            error(400, 190, 0),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{\"data\":[]}"))) {
      server.on(INSIGHTS, fault);
      assertEquals(new EngagementReading.Untold(), threads.engagement("1001", ACCOUNT));
    }
  }

  @Test
  void shouldDeleteAPostAndSayWhyNot() {
    assertEquals(
        new Removal.Removed(),
        removal(FakeReceiver.body(200, "{\"success\":true,\"deleted_id\":\"1001\"}")));
    assertEquals(new Removal.NotNow("http_200"), removal(FakeReceiver.body(200, "{}")));
    assertEquals(new Removal.Refused("credentials_refused"), removal(error(400, 190, 0)));
    assertEquals(new Removal.NotNow("http_500"), removal(FakeReceiver.status(500)));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));

    server.on(READ, error(400, 100, 33));
    assertEquals(new Removal.Removed(), removal(error(400, 100, 33)));
    server.on(READ, "{\"id\":\"1001\"}");
    assertEquals(new Removal.Refused("not_deletable"), removal(error(400, 100, 33)));
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on(DELETE, behaviour);
    return threads.remove("1001", ACCOUNT);
  }

  @Test
  void shouldCountEmojiByTheirBytes() {
    assertEquals(Optional.empty(), threads.objection("ä".repeat(500)));
    assertEquals(Optional.empty(), threads.objection("😀".repeat(125)));
    assertTrue(threads.objection("😀".repeat(126)).isPresent());
  }

  @Test
  void shouldLeadToThreads() {
    assertEquals(
        "https://threads.net/oauth/authorize?client_id=app&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&scope=threads_basic%2Cthreads_content_publish%2Cthreads_manage_insights%2Cthreads_delete"
            + "&response_type=code&state=acme.abc",
        signIn()
            .begin(
                new SignIn.Request(
                    "acme.abc", "the-challenge", "https://postly.test/done", Optional.empty()))
            .address());
  }

  @Test
  void shouldExchangeTheCodeForATokenThatLasts() {
    server
        .on(SHORT, "{\"access_token\":\"short\",\"user_id\":314}")
        .on(LONG, GRANTED)
        .on(ME, "{\"id\":\"314\",\"username\":\"postly.news\"}");

    Connection connection = signIn().complete(BACK);

    assertEquals(
        new Connection(
            ACCOUNT,
            Optional.of("314"),
            Optional.of("@postly.news"),
            OptionalInt.empty(),
            Optional.empty(),
            Lifetime.renewable(NOW, Duration.ofDays(60))),
        connection);
    assertEquals(
        "client_id=app&client_secret=secret&grant_type=authorization_code"
            + "&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone&code=the-code",
        server.received().getFirst().body());
  }

  @Test
  void shouldSayWhyASignInCannotBeCompleted() {
    server.on(
        SHORT,
        FakeReceiver.body(
            400, "{\"error_type\":\"OAuthException\",\"code\":400,\"error_message\":\"used\"}"));
    assertEquals("account_refused", problem().code().code());

    server.on(SHORT, error(400, 100, 0));
    assertEquals("account_refused", problem().code().code());

    for (FakeReceiver.Behaviour fault :
        List.of(FakeReceiver.status(500), FakeReceiver.reset(), FakeReceiver.body(200, "{}"))) {
      server.on(SHORT, fault);
      assertEquals("network_unavailable", problem().code().code());
    }
  }

  @Test
  void shouldExchangeATokenForTheNext() {
    server.on(NEXT, GRANTED.replace("the-token", "next-token"));

    assertEquals(
        new Renewal.Renewed(
            KEPT.replace("the-token", "next-token"), Lifetime.renewable(NOW, Duration.ofDays(60))),
        signIn().renew(KEPT));
  }

  @Test
  void shouldTakeADefiniteRefusalForOneAndNothingElse() {
    server.on(NEXT, error(400, 190, 463));
    assertEquals(new Renewal.Refused(), signIn().renew(KEPT));

    server.on(NEXT, error(400, 1, 0));
    assertEquals(new Renewal.NotNow("http_400", Optional.empty()), signIn().renew(KEPT));
    server.on(NEXT, FakeReceiver.status(500));
    assertEquals(new Renewal.NotNow("http_500", Optional.empty()), signIn().renew(KEPT));
    server.on(NEXT, FakeReceiver.status(429, "Retry-After: 7"));
    assertEquals(
        new Renewal.NotNow("http_429", Optional.of(Duration.ofSeconds(7))), signIn().renew(KEPT));
    server.on(NEXT, FakeReceiver.reset());
    assertEquals(new Renewal.NotNow("connection_lost", Optional.empty()), signIn().renew(KEPT));
  }

  @Test
  void shouldBeOfferedOnlyWhereItIsSetUp() {
    JsonHttp http = LOOPBACK.patient();

    assertTrue(signIn().isOffered());
    assertFalse(
        new ThreadsSignIn(new ThreadsApi(http, server.origin()), http, CLOCK, Optional.empty())
            .isOffered());
    assertThrows(ProblemException.class, () -> threads.connect(Optional.empty()));
  }

  private ProblemException problem() {
    return assertThrows(ProblemException.class, () -> signIn().complete(BACK));
  }

  private static String metric(String name, int value) {
    return "{\"name\":\"%s\",\"period\":\"lifetime\",\"values\":[{\"value\":%d}]}"
        .formatted(name, value);
  }

  private static FakeReceiver.Behaviour error(int status, int code, int subcode) {
    return FakeReceiver.body(
        status,
        "{\"error\":{\"message\":\"No\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
            .formatted(code, subcode));
  }

  private static Arguments fault(FakeReceiver.Behaviour fault, Delivery expected) {
    return Arguments.of(fault, expected);
  }

  private static Post post(String text) {
    return new Post(
        UUID.randomUUID(), "acme", UUID.randomUUID(), 1, UUID.randomUUID(), text, List.of(), NOW);
  }

  private ThreadsSignIn signIn() {
    JsonHttp http = LOOPBACK.patient();
    return new ThreadsSignIn(
        new ThreadsApi(http, server.origin()),
        http,
        CLOCK,
        Optional.of(new OAuthRegistration("app", "secret")));
  }

  private ThreadsNetwork network(JsonHttp http) {
    ThreadsApi api = new ThreadsApi(http, server.origin());
    return new ThreadsNetwork(
        api,
        new ThreadsSignIn(api, http, CLOCK, Optional.empty()),
        new ThreadsPublishing(api, CLOCK),
        new ThreadsReading(api),
        http);
  }
}
