package io.postly.scheduling.network.bluesky;

import static io.postly.action.fixture.FakeReceiver.body;
import static io.postly.action.fixture.FakeReceiver.brokenBody;
import static io.postly.action.fixture.FakeReceiver.gibberish;
import static io.postly.action.fixture.FakeReceiver.hangUp;
import static io.postly.action.fixture.FakeReceiver.redirect;
import static io.postly.action.fixture.FakeReceiver.reset;
import static io.postly.action.fixture.FakeReceiver.status;
import static io.postly.scheduling.network.bluesky.FakeServer.CREATE_RECORD;
import static io.postly.scheduling.network.bluesky.FakeServer.CREATE_SESSION;
import static io.postly.scheduling.network.bluesky.FakeServer.DELETE_RECORD;
import static io.postly.scheduling.network.bluesky.FakeServer.DID;
import static io.postly.scheduling.network.bluesky.FakeServer.GET_POSTS;
import static io.postly.scheduling.network.bluesky.FakeServer.GET_RECORD;
import static io.postly.scheduling.network.bluesky.FakeServer.REFRESH_SESSION;
import static io.postly.scheduling.network.bluesky.FakeServer.REPO_STATUS;
import static io.postly.scheduling.network.bluesky.FakeServer.RESOLVE_HANDLE;
import static io.postly.scheduling.network.bluesky.FakeServer.UPLOAD_BLOB;
import static io.postly.scheduling.network.bluesky.FakeServer.error;
import static io.postly.scheduling.network.bluesky.FakeServer.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.blob.BlobStore;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.FakeReceiver.Behaviour;
import io.postly.action.fixture.FakeReceiver.Received;
import io.postly.action.fixture.MovableClock;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.Cause;
import io.postly.scheduling.network.Delivery.Delivered;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Delivery.Unknown;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Judgement;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the connector makes of all that a server may answer, or not. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class BlueskyNetworkTest {

  private static final String ACCEPTED = "{\"uri\":\"at://it\",\"cid\":\"bafy\"}";
  private static final Duration LIFETIME = Duration.ofHours(2);

  @Inject Networks networks;
  @Inject BlobStore blobs;
  @Inject MovableClock clock;
  @Inject ObjectMapper mapper;

  /** Of one test alone: sessions are kept by credentials, and servers get their ports again. */
  private final String password = UUID.randomUUID().toString().substring(4, 23);

  private final FakeServer server = new FakeServer();
  private final Post post = post("Hello");
  private Network network;

  @BeforeEach
  void answerAsARealServer() {
    network = networks.get("bluesky");
    server
        .on(CREATE_SESSION, session("first", clock.instant().plus(LIFETIME)))
        .on(REFRESH_SESSION, session("second", clock.instant().plus(LIFETIME).plus(LIFETIME)))
        .on(CREATE_RECORD, body(200, ACCEPTED))
        .on(GET_RECORD, error(400, "RecordNotFound"))
        .on(REPO_STATUS, body(200, "{\"did\":\"" + DID + "\",\"active\":true}"));
  }

  @AfterEach
  void close() {
    server.close();
    clock.reset();
  }

  @Test
  void shouldConnectAnAccountAtItsOwnServer() throws Exception {
    try (FakeServer own = new FakeServer().on(CREATE_RECORD, body(200, ACCEPTED))) {
      server.on(CREATE_SESSION, session("first", clock.instant().plus(LIFETIME), own.url()));

      Connection connection = connect(" \u202A@Alice.example.com\u202C ");

      assertEquals(
          "{\"identifier\":\"alice.example.com\",\"password\":\"" + password + "\"}",
          server.calls(CREATE_SESSION).getFirst().body());
      assertEquals(Optional.of(DID), connection.accountId());
      assertEquals(Optional.of("@alice.example.com"), connection.address());
      assertEquals(Optional.empty(), connection.generatedSecret());
      assertEquals("@alice.example.com", connection.toString());
      assertEquals(
          mapper.valueToTree(
              new PasswordCredentials(server.url(), own.url(), DID, "alice.example.com", password)),
          mapper.readTree(connection.credentials().orElseThrow()));
      assertInstanceOf(Delivered.class, deliver(post, connection.credentials().orElseThrow()));
      assertEquals(1, own.calls(CREATE_RECORD).size());
      assertEquals(1, server.calls().size());
    }
  }

  @Test
  void shouldSendNoPasswordAnywhereElse() {
    server.on(
        CREATE_SESSION,
        session("first", clock.instant().plus(LIFETIME), "https://user@evil.example/path"));

    Connection connection = connect("alice.example.com");

    assertTrue(connection.credentials().orElseThrow().contains("\"server\":\"" + server.url()));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(error(401, "AuthenticationRequired"), "Bluesky does not accept that handle"),
        Arguments.of(error(401, "AuthFactorTokenRequired"), "a second factor"),
        Arguments.of(error(401, "AccountTakedown"), "account_taken_down"),
        Arguments.of(error(400, "AccountSuspended"), "account_suspended"),
        Arguments.of(
            body(
                200,
                FakeServer.sessionText("a", Instant.EPOCH, "")
                    .replace("true", "false,\"status\":\"deactivated\"")),
            "account_deactivated"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldSayThatBlueskyRefusesTheAccount(Behaviour answer, String said) {
    server.on(CREATE_SESSION, answer);

    ProblemException problem =
        assertThrows(ProblemException.class, () -> connect("alice.example.com"));

    assertEquals(SchedulingErrorCode.ACCOUNT_REFUSED, problem.code());
    assertTrue(problem.getMessage().contains(said), problem.getMessage());
    assertFalse(problem.getMessage().contains(password));
  }

  static Stream<Behaviour> noAnswers() {
    return Stream.of(
        status(500),
        status(401),
        status(403),
        error(400, "InvalidRequest"),
        error(429, "RateLimitExceeded"),
        redirect(307, "https://example.com/"),
        body(200, "{\"did\":"),
        body(200, "[]"),
        body(200, "{\"did\":\"nobody\",\"accessJwt\":\"a\",\"refreshJwt\":\"b\"}"),
        body(200, "{\"did\":\"" + DID + "\"}"),
        body(200, "{\"x\":\"" + "x".repeat(300_000) + "\"}"),
        brokenBody(200, "{}"),
        reset(),
        hangUp(),
        gibberish());
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void shouldSayThatBlueskyDoesNotAnswer(Behaviour answer) {
    server.on(CREATE_SESSION, answer);

    ProblemException problem =
        assertThrows(ProblemException.class, () -> connect("alice.example.com"));

    assertEquals(SchedulingErrorCode.NETWORK_UNAVAILABLE, problem.code());
    assertEquals(1, server.calls().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice | https://bsky.social | bluesky.handle",
        "alice@example.com | https://bsky.social | bluesky.handle",
        "did:plc: | https://bsky.social | bluesky.handle",
        "alice.test | bsky.social | bluesky.service",
        "alice.test | ftp://bsky.social | bluesky.service",
        "alice.test | https://bsky.social/xrpc | bluesky.service",
        "alice.test | https://user:secret@bsky.social | bluesky.service"
      })
  void shouldNameWhatIsWrongWithAnAccount(String handle, String service, String field) {
    BlueskyAccount account = new BlueskyAccount(handle, password, service);

    ProblemException problem =
        assertThrows(ProblemException.class, () -> network.connect(Optional.of(account)));

    assertEquals(List.of(field), problem.violations().stream().map(Violation::field).toList());
  }

  @Test
  void shouldPostOnceAndSayWhereItStands() throws Exception {
    Instant expiry = clock.instant().plus(LIFETIME);
    String token = FakeServer.accessToken("only", expiry);
    server.on(CREATE_SESSION, session("only", expiry));

    Delivered delivered = (Delivered) deliver(post);

    String key = RecordKey.of(post).value();
    assertEquals(Optional.of("at://" + DID + "/app.bsky.feed.post/" + key), delivered.reference());
    assertEquals(Optional.of("https://bsky.app/profile/" + DID + "/post/" + key), delivered.url());
    Received call = server.calls(CREATE_RECORD).getFirst();
    assertEquals("Bearer " + token, call.headers().get("authorization"));
    JsonNode sent = mapper.readTree(call.body());
    assertEquals(DID, sent.path("repo").asText());
    assertEquals("app.bsky.feed.post", sent.path("collection").asText());
    assertEquals(key, sent.path("rkey").asText());
    assertEquals("Hello", sent.at("/record/text").asText());
    assertTrue(
        Duration.between(Instant.parse(sent.at("/record/createdAt").asText()), clock.instant())
                .abs()
                .compareTo(Duration.ofMinutes(1))
            < 0);
    assertEquals(1, server.calls(CREATE_RECORD).size());
  }

  @Test
  void shouldReplyToThePartBeforeInTheThreadOfItsRoot() throws Exception {
    server.on(
        GET_RECORD,
        body(200, "{\"uri\":\"at://part\",\"cid\":\"cid-of-part\",\"value\":{}}"),
        body(
            200,
            "{\"uri\":\"at://next\",\"cid\":\"cid-of-next\",\"value\":{\"reply\":{\"root\":{\"uri\":\"at://part\",\"cid\":\"cid-of-part\"}}}}"));

    deliver(post("Part two").after(reference(DID)));
    deliver(post("Part three").after(reference(DID)));

    String first = "{\"uri\":\"at://part\",\"cid\":\"cid-of-part\"}";
    String second = "{\"uri\":\"at://next\",\"cid\":\"cid-of-next\"}";
    assertEquals(
        List.of(
            mapper.readTree("{\"root\":%s,\"parent\":%s}".formatted(first, first)),
            mapper.readTree("{\"root\":%s,\"parent\":%s}".formatted(first, second))),
        server.calls(CREATE_RECORD).stream().map(call -> reply(call)).toList());
  }

  private JsonNode reply(Received call) {
    try {
      return mapper.readTree(call.body()).at("/record/reply");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldBeCertainThatNothingStandsWithoutThePartBefore() {
    server.on(GET_RECORD, error(400, "RecordNotFound"));
    assertEquals(
        NotDelivered.ofPost("previous_part_gone"), deliver(post("Part two").after(reference(DID))));

    server.on(GET_RECORD, error(502, "UpstreamFailure"));
    assertEquals(
        NotDelivered.forNow("previous_part_not_read"),
        deliver(post("Part two").after(reference(DID))));

    assertEquals(List.of(), server.calls(CREATE_RECORD));
  }

  @Test
  void shouldSignInOnceForManyPosts() {
    String credentials = credentials();

    deliver(post, credentials);
    deliver(post("Again"), credentials);

    assertEquals(1, server.calls(CREATE_SESSION).size());
    assertEquals(2, server.calls(CREATE_RECORD).size());
    assertTrue(server.calls(CREATE_SESSION).getFirst().body().contains(DID));
  }

  static Stream<String> longTexts() {
    return Stream.of("x".repeat(301), "\uD83D\uDC69\u200D\uD83D\uDC67".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void shouldAskNobodyAboutATextThatIsTooLong(String text) {
    assertEquals(NotDelivered.ofPost("text_too_long"), deliver(post(text)));
    assertEquals(0, server.calls().size());
  }

  @Test
  void shouldSayWhatIsWrongWithATextOfTooManyBytes() {
    assertEquals(
        Optional.of("has 3003 bytes in UTF-8; Bluesky takes at most 3000"),
        network.objection("€".repeat(1001)));
    assertEquals(Optional.empty(), network.objection("€".repeat(1000)));
  }

  @Test
  void shouldSendNothingOnceTheTimeIsOver() {
    String credentials = credentials();
    deliver(post, credentials);
    int before = server.calls().size();

    Delivery late =
        network.deliver(post("Late"), Optional.of(credentials), clock.instant().minusMillis(1));

    assertEquals(NotDelivered.forNow(Delivery.LEASE_LOST), late);
    assertEquals(before, server.calls().size());
  }

  @Test
  void shouldNotTakeCredentialsThatItCannotRead() {
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE), deliver(post, "{\"did\":1"));
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE),
        network.deliver(post, Optional.empty(), soon()));
  }

  static Stream<Arguments> answersToAPost() {
    return Stream.of(
        Arguments.of(body(200, "{"), "delivered"),
        Arguments.of(body(200, "{\"x\":\"" + "x".repeat(300_000) + "\"}"), "delivered"),
        Arguments.of(error(400, "InvalidRequest"), "post http_400"),
        Arguments.of(error(400, "InvalidRecord"), "post http_400"),
        Arguments.of(error(413, "PayloadTooLarge"), "post http_413"),
        Arguments.of(status(413), "post http_413"),
        Arguments.of(body(400, "<html>"), "passing http_400"),
        Arguments.of(error(400, "InvalidToken"), "passing http_400"),
        Arguments.of(error(401, "AuthMissing"), "passing http_401"),
        Arguments.of(status(401), "passing http_401"),
        Arguments.of(error(401, "AccountTakedown"), "account account_taken_down"),
        Arguments.of(error(401, "AccountDeactivated"), "account account_deactivated"),
        Arguments.of(error(403, "Forbidden"), "passing http_403"),
        Arguments.of(status(404), "passing http_404"),
        Arguments.of(error(409, "ConcurrentWrites"), "passing http_409"),
        Arguments.of(error(429, "RateLimitExceeded"), "passing http_429"),
        Arguments.of(redirect(307, "http://127.0.0.1:1/"), "unknown http_307"),
        Arguments.of(error(500, "InternalServerError"), "unknown http_500"),
        Arguments.of(status(502), "unknown http_502"),
        Arguments.of(reset(), "unknown connection_lost"),
        Arguments.of(hangUp(), "unknown connection_lost"),
        Arguments.of(gibberish(), "unknown connection_lost"));
  }

  @ParameterizedTest
  @MethodSource("answersToAPost")
  void shouldKnowWhatIsCertain(Behaviour answer, String outcome) {
    server.on(CREATE_RECORD, answer);

    assertEquals(outcome, describe(deliver(post)));
  }

  private static String describe(Delivery delivery) {
    return switch (delivery) {
      case Delivered _ -> "delivered";
      case NotDelivered(String reason, Cause cause, Optional<Duration> _, var _) ->
          cause.name().toLowerCase(Locale.ROOT) + " " + reason;
      case Unknown(String reason) -> "unknown " + reason;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"500 InternalServerError", "400 RecordAlreadyExists"})
  void shouldTakeAPostThatStandsAlreadyForDelivered(String answer) {
    String[] parts = answer.split(" ", -1);
    server
        .on(CREATE_RECORD, error(Integer.parseInt(parts[0]), parts[1]))
        .on(GET_RECORD, body(200, standing("2026-12-01T10:00:00.000Z")));

    Delivered delivered = (Delivered) deliver(post);

    assertEquals(Instant.parse("2026-12-01T10:00:00Z"), delivered.at());
    assertTrue(delivered.reference().orElseThrow().endsWith(RecordKey.of(post).value()));
  }

  @Test
  void shouldWaitForAsLongAsTheServerAsks() {
    long reset = clock.instant().plusSeconds(300).getEpochSecond();
    server.on(
        CREATE_RECORD, body(429, "ratelimit-reset: " + reset, "{\"error\":\"RateLimitExceeded\"}"));

    NotDelivered outcome = (NotDelivered) deliver(post);

    assertWait(outcome, 300);
  }

  private static void assertWait(NotDelivered outcome, long seconds) {
    assertEquals(Cause.PASSING, outcome.cause());
    long asked = outcome.retryAfter().orElseThrow().toSeconds();
    assertTrue(asked > seconds - 60 && asked <= seconds, outcome.toString());
  }

  @Test
  void shouldNotSignInBeforeTheServerLetsIt() {
    long reset = clock.instant().plusSeconds(300).getEpochSecond();
    server.on(
        CREATE_SESSION,
        body(429, "ratelimit-reset: " + reset, "{\"error\":\"RateLimitExceeded\"}"),
        session("first", clock.instant().plus(LIFETIME)));
    String credentials = credentials();

    assertWait((NotDelivered) deliver(post, credentials), 300);
    assertWait((NotDelivered) deliver(post, credentials), 300);
    assertEquals(1, server.calls().size());

    clock.advance(Duration.ofSeconds(301));
    assertInstanceOf(Delivered.class, deliver(post, credentials));
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry-after: 9223372036854775807", "ratelimit-reset: 31556889864403199"})
  void shouldNotStayAwayForLongerThanADay(String header) {
    server.on(CREATE_SESSION, body(429, header, "{\"error\":\"RateLimitExceeded\"}"));
    String credentials = credentials();

    assertWait((NotDelivered) deliver(post, credentials), Duration.ofDays(1).toSeconds());
    assertWait((NotDelivered) deliver(post, credentials), Duration.ofDays(1).toSeconds());
  }

  @Test
  void shouldGetAnotherSessionForOneThatHasExpired() {
    server.on(CREATE_RECORD, error(400, "ExpiredToken"), body(200, ACCEPTED));

    assertInstanceOf(Delivered.class, deliver(post));

    assertEquals(2, server.calls(CREATE_RECORD).size());
    assertEquals(1, server.calls(CREATE_SESSION).size());
    Received refresh = server.calls(REFRESH_SESSION).getFirst();
    assertEquals(
        "Bearer " + FakeServer.refreshToken("first"), refresh.headers().get("authorization"));
    assertEquals("", refresh.body());
  }

  @Test
  void shouldGetAnotherSessionBeforeOneExpires() {
    String credentials = credentials();
    deliver(post, credentials);

    clock.advance(LIFETIME.minusSeconds(30));
    assertInstanceOf(Delivered.class, deliver(post("Later"), credentials));

    assertEquals(1, server.calls(REFRESH_SESSION).size());
    assertEquals(2, server.calls(CREATE_RECORD).size());
    assertEquals(1, server.calls(CREATE_SESSION).size());
  }

  @Test
  void shouldPassOnWhatTheServerSaysOfARefusal() {
    server.on(CREATE_RECORD, error(400, "InvalidRequest"));
    assertEquals("As the test wants it", Judgement.said(deliver(post)));

    server.on(CREATE_RECORD, body(400, "{\"error\":\"InvalidRequest\"}"));
    assertNull(Judgement.said(deliver(post)));

    server.on(UPLOAD_BLOB, error(413, "BlobTooLarge"));
    assertEquals(
        "As the test wants it",
        Judgement.said(deliver(post("Hello", picture("sunrise", Optional.empty())))));
  }

  @ParameterizedTest
  @CsvSource({"400, ExpiredToken", "401, AuthenticationRequired", "400, InvalidRequest"})
  void shouldSignInAnewIfTheSessionDoesNotCountAnyMore(int status, String name) {
    server
        .on(CREATE_RECORD, error(401, "InvalidToken"), body(200, ACCEPTED))
        .on(REFRESH_SESSION, error(status, name));

    assertInstanceOf(Delivered.class, deliver(post));

    assertEquals(2, server.calls(CREATE_SESSION).size());
  }

  @Test
  void shouldBlameNobodyForAServerThatFailsToRenewASession() {
    server.on(CREATE_RECORD, error(400, "ExpiredToken")).on(REFRESH_SESSION, status(503));

    assertEquals(NotDelivered.forNow("http_503"), deliver(post));
    assertEquals(1, server.calls(CREATE_SESSION).size());
  }

  @Test
  void shouldBlameTheAccountOnceItsPasswordIsRefused() {
    server
        .on(
            CREATE_SESSION,
            session("first", clock.instant().plus(LIFETIME)),
            error(401, "AuthenticationRequired"))
        .on(CREATE_RECORD, error(400, "ExpiredToken"))
        .on(REFRESH_SESSION, error(400, "ExpiredToken"));

    assertEquals(NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED), deliver(post));
    assertEquals(1, server.calls(CREATE_RECORD).size());
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void shouldBlameNobodyForAServerThatDoesNotAnswer(Behaviour answer) {
    server.on(CREATE_SESSION, answer);

    NotDelivered outcome = (NotDelivered) deliver(post);

    assertEquals(Cause.PASSING, outcome.cause());
    assertEquals(0, server.calls(CREATE_RECORD).size());
  }

  @Test
  void shouldTakeNoSessionOfAnotherAccount() {
    server.on(
        CREATE_SESSION,
        body(
            200,
            FakeServer.sessionText("a", clock.instant().plus(LIFETIME), "")
                .replace(DID, "did:plc:other")));

    assertEquals(NotDelivered.forNow("unexpected_answer"), deliver(post));
  }

  @Test
  void shouldRenewASessionOnceForAllThatNeedIt() throws Exception {
    String credentials = credentials();
    deliver(post, credentials);
    clock.advance(LIFETIME);

    List<Future<Delivery>> deliveries = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        Post one = post("Post " + i);
        deliveries.add(threads.submit(() -> deliver(one, credentials)));
      }
    }

    for (Future<Delivery> delivery : deliveries) {
      assertInstanceOf(Delivered.class, delivery.get());
    }
    assertEquals(1, server.calls(REFRESH_SESSION).size());
    assertEquals(1, server.calls(CREATE_SESSION).size());
  }

  @Test
  void shouldLeadMentionsToWhoeverCanBeFound() throws Exception {
    server.on(
        RESOLVE_HANDLE,
        body(200, "{\"did\":\"did:plc:bob\"}"),
        error(400, "HandleNotFound"),
        status(500),
        body(200, "{\"did\":\"https://evil.example\"}"),
        reset());

    deliver(post("@bob.test @No.test @down.test @evil.test @gone.test @bob.test"));

    assertEquals(5, server.calls(RESOLVE_HANDLE).size());
    assertTrue(server.calls(RESOLVE_HANDLE).get(1).requestLine().contains("handle=no.test "));
    JsonNode facets =
        mapper.readTree(server.calls(CREATE_RECORD).getFirst().body()).at("/record/facets");
    assertEquals(2, facets.size());
    assertEquals("did:plc:bob", facets.at("/0/features/0/did").asText());
    assertEquals("did:plc:bob", facets.at("/1/features/0/did").asText());
  }

  static Stream<Arguments> answersToAReading() {
    return Stream.of(
        Arguments.of(error(400, "RecordNotFound"), Reading.Absent.class),
        Arguments.of(error(400, "InvalidRequest"), Reading.Unreadable.class),
        Arguments.of(status(400), Reading.Unreadable.class),
        Arguments.of(status(404), Reading.Unreadable.class),
        Arguments.of(error(429, "RateLimitExceeded"), Reading.Unreadable.class),
        Arguments.of(status(500), Reading.Unreadable.class),
        Arguments.of(redirect(302, "http://127.0.0.1:1/"), Reading.Unreadable.class),
        Arguments.of(body(200, "{\"value\":"), Reading.Unreadable.class),
        Arguments.of(reset(), Reading.Unreadable.class));
  }

  @ParameterizedTest
  @MethodSource("answersToAReading")
  void shouldSayOnlyWhatTheRepositorySays(Behaviour answer, Class<? extends Reading> reading) {
    server.on(GET_RECORD, answer);

    assertInstanceOf(reading, network.read(post, Optional.of(credentials())));
  }

  @Test
  void shouldFindAPostWithoutASession() {
    server.on(GET_RECORD, body(200, standing("no time")));

    Reading.Found found = (Reading.Found) network.read(post, Optional.of(credentials()));

    assertTrue(found.reference().orElseThrow().endsWith(RecordKey.of(post).value()));
    assertEquals(1, server.calls().size());
    assertTrue(
        server
            .calls(GET_RECORD)
            .getFirst()
            .requestLine()
            .contains("rkey=" + RecordKey.of(post).value()));
    assertFalse(server.calls(GET_RECORD).getFirst().headers().containsKey("authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"active\":false,\"status\":\"deactivated\"}", "{}", "["})
  void shouldNotTakeAMovedRepositoryForAnEmptyOne(String status) {
    server.on(REPO_STATUS, body(200, status));

    assertInstanceOf(Reading.Unreadable.class, network.read(post, Optional.of(credentials())));
  }

  @Test
  void shouldTellHowPeopleHaveTakenAPost() {
    String reference = reference(DID);
    server.on(
        GET_POSTS,
        body(
            200,
            "{\"posts\":[{\"uri\":\"%s\",\"likeCount\":5,\"repostCount\":3,\"quoteCount\":2,\"replyCount\":\"x\"}]}"
                .formatted(reference)));

    EngagementReading.Counted counted =
        (EngagementReading.Counted) network.engagement(reference, Optional.of(credentials()));

    assertEquals(OptionalLong.of(5), counted.engagement().likes());
    assertEquals(OptionalLong.of(5), counted.engagement().reposts());
    assertEquals(OptionalLong.empty(), counted.engagement().replies());
    assertEquals(OptionalLong.empty(), counted.engagement().views());
    assertEquals(
        "did:web:api.bsky.app#bsky_appview",
        server.calls(GET_POSTS).getFirst().headers().get("atproto-proxy"));
  }

  @Test
  void shouldTakeAPostForGoneOnlyIfItsRepositorySaysSo() {
    server.on(GET_POSTS, body(200, "{\"posts\":[]}"));
    assertInstanceOf(EngagementReading.Gone.class, engagement(reference(DID)));

    server.on(GET_RECORD, body(200, standing("2026-12-01T10:00:00.000Z")));
    assertInstanceOf(EngagementReading.Untold.class, engagement(reference(DID)));

    server.on(GET_POSTS, error(502, "UpstreamFailure"));
    assertInstanceOf(EngagementReading.Untold.class, engagement(reference(DID)));
    server.on(GET_POSTS, body(200, "{}"));
    assertInstanceOf(EngagementReading.Untold.class, engagement(reference(DID)));
    assertInstanceOf(EngagementReading.Untold.class, engagement(reference("did:plc:other")));
    assertInstanceOf(EngagementReading.Untold.class, engagement("https://example.com"));
  }

  private EngagementReading engagement(String reference) {
    return network.engagement(reference, Optional.of(credentials()));
  }

  static Stream<Arguments> answersToARemoval() {
    return Stream.of(
        Arguments.of(body(200, "{}"), new Removal.Removed()),
        Arguments.of(error(400, "InvalidRequest"), new Removal.Refused("http_400")),
        Arguments.of(error(401, "AccountTakedown"), new Removal.Refused("account_taken_down")),
        Arguments.of(status(403), new Removal.NotNow("http_403")),
        Arguments.of(error(429, "RateLimitExceeded"), new Removal.NotNow("http_429")),
        Arguments.of(status(500), new Removal.NotNow("http_500")),
        Arguments.of(reset(), new Removal.NotNow("connection_lost")));
  }

  @ParameterizedTest
  @MethodSource("answersToARemoval")
  void shouldSayWhatBecameOfDeleting(Behaviour answer, Removal removal) {
    server.on(DELETE_RECORD, answer);

    assertEquals(removal, network.remove(reference(DID), Optional.of(credentials())));
  }

  @Test
  void shouldDeleteNothingOfAnotherAccount() {
    assertEquals(
        new Removal.Refused("not_of_this_account"),
        network.remove(reference("did:plc:other"), Optional.of(credentials())));
    assertEquals(0, server.calls().size());
  }

  @Test
  void shouldShowNoSecretInALog() throws JsonProcessingException {
    assertFalse(new BlueskyAccount("a.test", password, null).toString().contains(password));
    assertFalse(
        mapper.readValue(credentials(), PasswordCredentials.class).toString().contains(password));
  }

  private Connection connect(String handle) {
    return network.connect(Optional.of(new BlueskyAccount(handle, password, server.url())));
  }

  private Delivery deliver(Post wanted) {
    return deliver(wanted, credentials());
  }

  private Delivery deliver(Post wanted, String credentials) {
    return network.deliver(wanted, Optional.of(credentials), soon());
  }

  private Instant soon() {
    return clock.instant().plusSeconds(60);
  }

  /** Those of a channel that was connected before this service started. */
  private String credentials() {
    try {
      return mapper.writeValueAsString(
          new PasswordCredentials(server.url(), server.url(), DID, "alice.example.com", password));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reference(String did) {
    return "at://" + did + "/app.bsky.feed.post/3mbd3542kc4k5";
  }

  private static String standing(String createdAt) {
    return "{\"uri\":\"at://it\",\"value\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"Hello\",\"createdAt\":\"%s\"}}"
        .formatted(createdAt);
  }

  @Test
  void shouldUploadPicturesBeforeTheRecordThatHasThem() throws Exception {
    Picture sunrise = picture("sunrise", Optional.of("A sunrise"));
    server.on(
        UPLOAD_BLOB,
        error(400, "ExpiredToken"),
        body(200, "{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"bafkrei\"}}}"));

    Delivery delivery = deliver(post("Hello", sunrise, picture("harbour", Optional.empty())));

    assertInstanceOf(Delivered.class, delivery);
    Received upload = server.calls(UPLOAD_BLOB).getLast();
    assertEquals("image/jpeg", upload.headers().get("content-type"));
    assertEquals("harbour", upload.body());
    JsonNode embed =
        mapper.readTree(server.calls(CREATE_RECORD).getFirst().body()).at("/record/embed");
    String image =
        "{\"alt\":\"%s\",\"image\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"bafkrei\"}},\"aspectRatio\":{\"width\":40,\"height\":30}}";
    assertEquals(
        mapper.readTree(
            "{\"$type\":\"app.bsky.embed.images\",\"images\":[%s,%s]}"
                .formatted(image.formatted("A sunrise"), image.formatted(""))),
        embed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTakeNoPictureThatWouldAppearSideways(boolean isTurned) {
    Picture picture =
        new Picture("1".repeat(64), "image/jpeg", 1_000, 40, 30, isTurned, Optional.empty());

    assertEquals(!isTurned, network.takes(List.of(picture)));
  }

  @ParameterizedTest
  @MethodSource
  void shouldBeCertainThatNothingStandsWithoutItsPictures(
      FakeReceiver.Behaviour answer, NotDelivered expected) {
    server.on(UPLOAD_BLOB, answer);

    assertEquals(
        expected, Judgement.of(deliver(post("Hello", picture("sunrise", Optional.empty())))));

    assertEquals(List.of(), server.calls(CREATE_RECORD));
  }

  static Stream<Arguments> shouldBeCertainThatNothingStandsWithoutItsPictures() {
    return Stream.of(
        Arguments.of(error(400, "InvalidRequest"), NotDelivered.ofPost("picture_refused")),
        Arguments.of(error(413, "BlobTooLarge"), NotDelivered.ofPost("picture_refused")),
        Arguments.of(error(400, "ExpiredToken"), NotDelivered.forNow("http_400")),
        Arguments.of(FakeReceiver.status(400), NotDelivered.forNow("http_400")),
        Arguments.of(FakeReceiver.status(308), NotDelivered.ofAccount("http_308")),
        Arguments.of(error(500, "InternalServerError"), NotDelivered.forNow("http_500")),
        Arguments.of(body(200, "{}"), NotDelivered.forNow("unexpected_answer")),
        Arguments.of(FakeReceiver.reset(), NotDelivered.forNow("connection_lost")));
  }

  private Picture picture(String content, Optional<String> altText) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Picture(
        blobs.put(bytes).sha256(), "image/jpeg", bytes.length, 40, 30, false, altText);
  }

  private static Post post(String text, Picture... pictures) {
    return new Post(
        UUID.randomUUID(),
        "acme",
        UUID.randomUUID(),
        1,
        UUID.randomUUID(),
        text,
        List.of(pictures),
        Instant.parse("2026-12-01T10:00:00Z"));
  }
}
