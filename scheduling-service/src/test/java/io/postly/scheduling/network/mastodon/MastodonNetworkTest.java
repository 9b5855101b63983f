package io.postly.scheduling.network.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Judgement;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.TestPictures;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request as it goes out, and what is made of each answer, against a server on a socket. */
class MastodonNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TOKEN = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0";
  private static final UUID ID = UUID.fromString("01957f4e-8a00-7000-8000-0000000000aa");
  private static final String STATUSES = "/api/v1/statuses";
  private static final String EDIT = "PUT " + STATUSES + "/7";
  private static final String LIST =
      "GET /api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40";
  private static final String POSTED =
      """
      {"id":"103254962155278888","created_at":"2026-12-01T10:00:29.196Z","visibility":"public",
       "url":"https://mastodon.social/@alice/103254962155278888","content":"<p>Hello</p>"}\
      """;
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final MastodonNetwork mastodon = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldSendAPostOnceWithItsOwnKey() {
    server.on("POST " + STATUSES, POSTED);

    Delivery delivery =
        mastodon.deliver(post("Grüße, \"Welt\" 😀"), account("unlisted"), Instant.MAX);

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://mastodon.social/@alice/103254962155278888"),
            Optional.of("103254962155278888")),
        delivery);
    String body = "{\"status\":\"Grüße, \\\"Welt\\\" 😀\",\"visibility\":\"unlisted\"}";
    assertEquals(
        List.of(
            new FakeReceiver.Received(
                "POST /api/v1/statuses HTTP/1.1",
                Map.of(
                    "host",
                    server.host(),
                    "authorization",
                    "Bearer " + TOKEN,
                    "connection",
                    "close",
                    "accept",
                    "application/json",
                    "content-type",
                    "application/json",
                    "content-length",
                    "59",
                    "idempotency-key",
                    ID.toString(),
                    "user-agent",
                    "Postly"),
                body)),
        server.received());
  }

  @Test
  void shouldReplyToThePartBefore() {
    server.on("POST " + STATUSES, POSTED);

    mastodon.deliver(post("Part two").after("103254"), account(null), Instant.MAX);

    assertEquals("{\"status\":\"Part two\",\"in_reply_to_id\":\"103254\"}", server.latest().body());
    assertEquals(ID.toString(), server.latest().headers().get("idempotency-key"));
  }

  @Test
  void shouldPutAPostBehindItsContentWarning() {
    server.on("POST " + STATUSES, POSTED);
    Post part = post("Part two").behind(Optional.of("Food"));

    mastodon.deliver(part.after("103254"), account(null), Instant.MAX);

    assertEquals(
        "{\"status\":\"Part two\",\"spoiler_text\":\"Food\",\"sensitive\":true,"
            + "\"in_reply_to_id\":\"103254\"}",
        server.latest().body());
    assertEquals(ID.toString(), server.latest().headers().get("idempotency-key"));
  }

  @Test
  void shouldNotBlameTheAccountWhenThePartBeforeIsGone() {
    server.on("POST " + STATUSES, FakeReceiver.status(404));

    assertEquals(
        NotDelivered.ofPost("previous_part_gone"),
        mastodon.deliver(post("Part two").after("103254"), account(null), Instant.MAX));
  }

  @Test
  void shouldUploadPicturesWithAltTextsBeforeThePostThatHasThem() {
    server.on("POST /api/v2/media", "{\"id\":\"7\"}").on("POST " + STATUSES, POSTED);

    Delivery delivery =
        mastodon.deliver(
            post("Hello", TestPictures.SUNRISE, TestPictures.HARBOUR), account(null), Instant.MAX);

    assertInstanceOf(Delivery.Delivered.class, delivery);
    assertEquals(
        List.of("POST /api/v2/media", "POST /api/v2/media", "POST " + STATUSES), server.requests());
    String first = server.received().getFirst().body();
    assertTrue(first.contains("name=\"description\""), first);
    assertTrue(first.contains("A \"sunrise\""), first);
    assertTrue(first.contains("Content-Type: image/jpeg\r\n\r\nsunrise\r\n"), first);
    assertFalse(server.received().get(1).body().contains("description"));
    assertEquals("{\"status\":\"Hello\",\"media_ids\":[\"7\",\"7\"]}", server.latest().body());
  }

  @Test
  void shouldWaitUntilTheServerIsDoneWithAPicture() {
    AtomicInteger looks = new AtomicInteger();
    server
        .on("POST /api/v2/media", FakeReceiver.body(202, "{\"id\":\"7\"}"))
        .on(
            "GET /api/v1/media/7",
            connection ->
                FakeReceiver.body(looks.incrementAndGet() < 2 ? 206 : 200, "{\"id\":\"7\"}")
                    .answer(connection))
        .on("POST " + STATUSES, POSTED);

    assertInstanceOf(
        Delivery.Delivered.class,
        mastodon.deliver(post("Hello", TestPictures.HARBOUR), account(null), Instant.MAX));

    assertEquals(2, looks.get());
    assertEquals("POST " + STATUSES, server.requests().getLast());
  }

  @Test
  void shouldNotWaitForAPictureLongerThanThePostMayBeSent() {
    server.on("POST /api/v2/media", FakeReceiver.body(202, "{\"id\":\"7\"}"));

    assertEquals(
        NotDelivered.forNow("picture_processing"),
        mastodon.deliver(post("Hello", TestPictures.HARBOUR), account(null), NOW.plusMillis(100)));
    assertEquals(List.of("POST /api/v2/media"), server.requests());
  }

  @ParameterizedTest
  @MethodSource
  void shouldBeCertainThatNothingStandsWithoutItsPictures(
      FakeReceiver.Behaviour answer, NotDelivered expected) {
    server.on("POST /api/v2/media", answer).on("POST " + STATUSES, POSTED);

    assertEquals(
        expected,
        mastodon.deliver(post("Hello", TestPictures.HARBOUR), account(null), Instant.MAX));
    assertEquals(List.of("POST /api/v2/media"), server.requests());
  }

  static Stream<Arguments> shouldBeCertainThatNothingStandsWithoutItsPictures() {
    return Stream.of(
        fault(FakeReceiver.status(401), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(FakeReceiver.status(403), NotDelivered.ofPost("pictures_not_permitted")),
        fault(FakeReceiver.status(422), NotDelivered.ofPost("picture_refused")),
        fault(
            FakeReceiver.status(429, "retry-after: 60"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(1)))),
        fault(FakeReceiver.status(500), NotDelivered.forNow("http_500")),
        fault(FakeReceiver.reset(), NotDelivered.forNow("connection_lost")),
        fault(
            FakeReceiver.body(200, "{\"id\":\"../../x\"}"),
            NotDelivered.forNow(Delivery.ANSWER_UNREADABLE)));
  }

  @Test
  void shouldTakeNoMorePixelsThanEveryServerDoes() {
    assertTrue(mastodon.takes(List.of(TestPictures.sized(4096, 4096, 1_000))));
    assertFalse(mastodon.takes(List.of(TestPictures.sized(4096, 4097, 1_000))));
  }

  @Test
  void shouldSendNothingWhereAPictureIsLost() {
    assertEquals(
        NotDelivered.ofPostly("picture_unavailable"),
        mastodon.deliver(post("Hello", TestPictures.LOST), account(null), Instant.MAX));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldLeaveTheVisibilityToTheAccount() {
    server.on("POST " + STATUSES, POSTED);

    mastodon.deliver(post("Hello"), account(null), Instant.MAX);

    assertEquals("{\"status\":\"Hello\"}", server.latest().body());
  }

  @Test
  void shouldKeepTheVisibilityUnlessItIsChosenAnew() {
    String former = account("private").orElseThrow();
    String silent = account(null).orElseThrow().replace(TOKEN, "new");
    String other = account("public").orElseThrow();

    assertEquals(
        Optional.of("private"),
        mastodon.visibility(Optional.of(mastodon.succeeding(silent, former))));
    assertTrue(mastodon.succeeding(silent, former).contains("\"new\""));
    assertEquals(
        Optional.of("public"),
        mastodon.visibility(Optional.of(mastodon.succeeding(other, former))));
    assertEquals(Optional.empty(), mastodon.visibility(account(null)));
  }

  @Test
  void shouldSendNothingFromTheInstantOnThatItMustNot() {
    assertEquals(
        NotDelivered.forNow(Delivery.LEASE_LOST),
        mastodon.deliver(post("Hello"), account(null), NOW));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldNotPassOnAnAddressThatIsNone() {
    server.on(
        "POST " + STATUSES,
        "{\"id\":\"1\",\"created_at\":\"2026-12-01T10:00:29Z\",\"url\":\"javascript:alert(1)\"}");

    assertEquals(
        new Delivery.Delivered(NOW, Optional.empty(), Optional.of("1")),
        mastodon.deliver(post("Hello"), account(null), Instant.MAX));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(FakeReceiver.status(400), NotDelivered.ofPost("http_400")),
        fault(FakeReceiver.status(401), NotDelivered.ofAccount("credentials_refused")),
        fault(FakeReceiver.status(403), NotDelivered.ofAccount("credentials_refused")),
        fault(FakeReceiver.status(404), NotDelivered.ofAccount("http_404")),
        fault(FakeReceiver.status(422), NotDelivered.ofPost("http_422")),
        fault(FakeReceiver.status(429), NotDelivered.forNow("http_429")),
        fault(
            FakeReceiver.status(429, "X-RateLimit-Reset: 2026-12-01T10:05:30.123456Z"),
            NotDelivered.forNow(
                "http_429", Optional.of(Duration.ofMinutes(5).plusNanos(123_456_000)))),
        fault(FakeReceiver.status(429, "X-RateLimit-Reset: soon"), NotDelivered.forNow("http_429")),
        fault(
            FakeReceiver.status(429, "X-RateLimit-Reset: 2026-12-01T09:00:00Z"),
            NotDelivered.forNow("http_429")),
        fault(FakeReceiver.status(500), new Delivery.Unknown("http_500")),
        fault(FakeReceiver.status(503), new Delivery.Unknown("http_503")),
        fault(FakeReceiver.redirect(302, "https://example.com/"), new Delivery.Unknown("http_302")),
        fault(
            FakeReceiver.redirect(308, "https://example.com/"), NotDelivered.ofAccount("http_308")),
        fault(FakeReceiver.reset(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.hangUp(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.gibberish(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.status(200), new Delivery.Unknown("answer_unreadable")),
        fault(
            FakeReceiver.body(200, "<html>Maintenance</html>"),
            new Delivery.Unknown("answer_unreadable")),
        fault(FakeReceiver.body(200, POSTED + "}"), new Delivery.Unknown("answer_unreadable")),
        fault(
            FakeReceiver.body(200, "{\"id\":\"../1\",\"created_at\":\"2026-12-01T10:00:00Z\"}"),
            new Delivery.Unknown("answer_unreadable")),
        fault(FakeReceiver.brokenBody(200, POSTED), new Delivery.Unknown("answer_unreadable")),
        fault(
            FakeReceiver.body(200, POSTED.replace("Hello", "o".repeat(300_000))),
            new Delivery.Unknown("answer_unreadable")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCallOnlyThatCertainWhichIs(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on("POST " + STATUSES, fault);

    assertEquals(expected, mastodon.deliver(post("Hello"), account(null), Instant.MAX));
    assertEquals(List.of("POST " + STATUSES), server.requests());
  }

  @Test
  void shouldPassOnWhatTheServerSaysOfARefusal() {
    server.on(
        "POST " + STATUSES,
        FakeReceiver.body(
            422, "{\"error\":\"Validation failed: Text character limit of 500 exceeded\"}"));
    assertEquals(
        "Validation failed: Text character limit of 500 exceeded",
        Judgement.said(mastodon.deliver(post("Hello"), account(null), Instant.MAX)));

    server.on(
        "POST " + STATUSES,
        FakeReceiver.body(
            401, "{\"error\":\"invalid_token\",\"error_description\":\"It was revoked\"}"));
    assertEquals(
        "invalid_token: It was revoked",
        Judgement.said(mastodon.deliver(post("Hello"), account(null), Instant.MAX)));

    server.on("GET " + STATUSES + "/7", POSTED);
    assertEquals("No", Judgement.said(edit(FakeReceiver.body(403, "{\"error\":\"No\"}"))));
  }

  @Test
  void shouldNotKnowWhatASilentServerDid() {
    server.on("POST " + STATUSES, FakeReceiver.silence());

    assertEquals(
        new Delivery.Unknown("timeout"),
        network(LOOPBACK.impatient()).deliver(post("Hello"), account(null), Instant.MAX));
  }

  @Test
  void shouldBlameTheAccountForCredentialsThatCannotBeRead() {
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE),
        mastodon.deliver(post("Hello"), Optional.of("{\"secret\":1}"), Instant.MAX));
  }

  @Test
  void shouldFindThePostAmongItsLikesAndNoneOfAnEarlierTime() {
    server.on(
        LIST,
        list(
            status("6", "2026-12-01T10:09:00Z"),
            status("5", "2026-12-01T10:00:20Z"),
            status("4", "2026-12-01T10:00:10Z"),
            status("3", "2026-12-01T09:58:59Z")));
    source("6", "Something else");
    source("5", "Hello");
    source("4", "Hello");

    assertEquals(
        new Reading.Lookalikes(
            List.of(found("4", "2026-12-01T10:00:10Z"), found("5", "2026-12-01T10:00:20Z")), true),
        mastodon.read(post(" Hello\n"), account(null)));
    assertEquals(
        List.of(
            LIST,
            "GET /api/v1/statuses/6/source",
            "GET /api/v1/statuses/5/source",
            "GET /api/v1/statuses/4/source"),
        server.requests());
    assertEquals("Bearer " + TOKEN, server.latest().headers().get("authorization"));
  }

  @Test
  void shouldLookAtEveryPageSinceThePostWasDue() {
    server.on(LIST, list(status("9", "2026-12-01T10:02:00Z")));
    server.on(LIST + "&max_id=9", list(status("8", "2026-12-01T10:01:00Z")));
    server.on(LIST + "&max_id=8", "[]");
    source("9", "Hello again");
    source("8", "Hello");

    assertEquals(
        new Reading.Lookalikes(List.of(found("8", "2026-12-01T10:01:00Z")), true),
        mastodon.read(post("Hello"), account(null)));
  }

  @Test
  void shouldKnowNothingOfThePostsBeyondWhatItReads() {
    String page = list(status("9", "2026-12-01T10:02:00Z"));
    server.on(LIST, page).on(LIST + "&max_id=9", page);
    source("9", "Hello again");

    assertEquals(
        new Reading.Lookalikes(List.of(), false), mastodon.read(post("Hello"), account(null)));
  }

  @Test
  void shouldNotTakeAnEditedPostForAnotherOne() {
    server.on(
        LIST,
        list(
            status("9", "2026-12-01T10:02:00Z")
                .replace("\"id\"", "\"edited_at\":\"2026-12-01T10:03:00Z\",\"id\""),
            status("1", "2026-12-01T08:00:00Z")));
    source("9", "Hello, edited");

    assertEquals(
        new Reading.Lookalikes(List.of(), true, List.of("9")),
        mastodon.read(post("Hello"), account(null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void shouldNotBeCertainOfAbsenceWithoutATextToCompare(int status) {
    server.on(LIST, list(status("9", "2026-12-01T10:02:00Z"), status("1", "2026-12-01T08:00:00Z")));
    server.on("GET /api/v1/statuses/9/source", FakeReceiver.status(status));

    assertEquals(
        new Reading.Lookalikes(List.of(), false), mastodon.read(post("Hello"), account(null)));
  }

  static Stream<FakeReceiver.Behaviour> unreadable() {
    return Stream.of(
        FakeReceiver.status(401),
        FakeReceiver.status(404),
        FakeReceiver.status(429),
        FakeReceiver.status(500),
        FakeReceiver.redirect(302, "https://example.com/"),
        FakeReceiver.reset(),
        FakeReceiver.body(200, "{\"error\":\"no list\"}"),
        FakeReceiver.body(200, "[{\"id\":\"9\"}]"),
        FakeReceiver.body(200, "["));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void shouldSayNothingOfWhatItCannotRead(FakeReceiver.Behaviour fault) {
    server.on(LIST, fault);

    assertEquals(new Reading.Unreadable(), mastodon.read(post("Hello"), account(null)));
  }

  @Test
  void shouldSayForHowLongItCannotBeRead() {
    server.on(LIST, FakeReceiver.status(429, "Retry-After: 5"));

    assertEquals(
        new Reading.Unreadable(Optional.of(Duration.ofSeconds(5))),
        mastodon.read(post("Hello"), account(null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  void shouldSayNothingWithoutTheTexts(int status) {
    server.on(LIST, list(status("9", "2026-12-01T10:02:00Z")));
    server.on("GET /api/v1/statuses/9/source", FakeReceiver.status(status));

    assertEquals(new Reading.Unreadable(), mastodon.read(post("Hello"), account(null)));
  }

  @Test
  void shouldReadALongPage() {
    server.on(
        LIST,
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    status(Integer.toString(99 - i), "2026-12-01T08:00:00Z")
                        .replace("\"id\"", "\"content\":\"" + "o".repeat(20_000) + "\",\"id\""))
            .collect(Collectors.joining(",", "[", "]")));

    assertEquals(
        new Reading.Lookalikes(List.of(), true), mastodon.read(post("Hello"), account(null)));
  }

  @Test
  void shouldTellHowPeopleHaveTakenAPost() {
    server.on(
        "GET " + STATUSES + "/7",
        """
        {"id":"7","created_at":"2026-12-01T10:00:29Z","favourites_count":112,"reblogs_count":98,
         "quotes_count":2,"replies_count":7}\
        """);

    assertEquals(
        new EngagementReading.Counted(
            new Engagement(
                OptionalLong.of(112),
                OptionalLong.of(100),
                OptionalLong.of(7),
                OptionalLong.empty())),
        mastodon.engagement("7", account(null)));
  }

  @ParameterizedTest
  @CsvSource({"404, Gone", "410, Gone", "401, Untold", "429, Untold", "500, Untold", "200, Untold"})
  void shouldTellOfAPostThatIsGoneFromOneThatCannotBeSeen(int status, String expected) {
    server.on("GET " + STATUSES + "/7", FakeReceiver.status(status));

    assertEquals(expected, mastodon.engagement("7", account(null)).getClass().getSimpleName());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 410})
  void shouldRemoveAPostWhoeverDidItBefore(int status) {
    server.on("DELETE " + STATUSES + "/7", FakeReceiver.status(status));

    assertEquals(new Removal.Removed(), mastodon.remove("7", account(null)));
    assertEquals("Bearer " + TOKEN, server.latest().headers().get("authorization"));
  }

  @Test
  void shouldSayWhyAPostIsNotRemoved() {
    assertEquals(new Removal.Refused("credentials_refused"), removal(FakeReceiver.status(403)));
    assertEquals(new Removal.NotNow("http_429"), removal(FakeReceiver.status(429)));
    assertEquals(
        new Removal.NotNow("http_429", Optional.of(Duration.ofSeconds(5))),
        removal(FakeReceiver.status(429, "Retry-After: 5")));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));
  }

  @Test
  void shouldChangeTheTextOfAPostAndNothingElse() {
    server.on(
        "GET " + STATUSES + "/7",
        """
        {"id":"7","created_at":"2026-12-01T10:00:29.196Z","spoiler_text":"Food","sensitive":true,
         "language":"de","media_attachments":[{"id":"22"},{"id":"21"}]}\
        """);
    server.on(EDIT, POSTED);

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://mastodon.social/@alice/103254962155278888"),
            Optional.of("103254962155278888")),
        update("Grüße"));
    assertEquals(
        "{\"status\":\"Grüße\",\"spoiler_text\":\"Food\",\"sensitive\":true,\"language\":\"de\","
            + "\"media_ids\":[\"22\",\"21\"]}",
        server.latest().body());
  }

  /** What stands is somebody else's only where the draft says nothing of a warning. */
  @ParameterizedTest
  @CsvSource({"Drink, true", "'', false"})
  void shouldChangeTheContentWarning(String warning, boolean sensitive) {
    server.on(
        "GET " + STATUSES + "/7",
        """
        {"id":"7","created_at":"2026-12-01T10:00:29.196Z","spoiler_text":"Food","sensitive":true}\
        """);
    server.on(EDIT, POSTED);

    mastodon.update(
        post("Grüße").behind(Optional.of(warning)), Optional.of("7"), account(null), Instant.MAX);

    assertEquals(
        "{\"status\":\"Grüße\",\"spoiler_text\":\"%s\",\"sensitive\":%s,\"media_ids\":[]}"
            .formatted(warning, sensitive),
        server.latest().body());
  }

  @Test
  void shouldSayWhatBecameOfAChange() {
    server.on("GET " + STATUSES + "/7", POSTED);

    assertEquals(NotDelivered.ofAccount("credentials_refused"), edit(FakeReceiver.status(401)));
    assertEquals(NotDelivered.ofPost("not_permitted"), edit(FakeReceiver.status(403)));
    assertEquals(NotDelivered.ofPost("http_422"), edit(FakeReceiver.status(422)));
    assertEquals(NotDelivered.forNow("http_429"), edit(FakeReceiver.status(429)));
    assertEquals(new Delivery.Unknown("http_500"), edit(FakeReceiver.status(500)));
    assertEquals(new Delivery.Unknown("answer_unreadable"), edit(FakeReceiver.status(200)));
    assertEquals(new Delivery.Unknown("connection_lost"), edit(FakeReceiver.reset()));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 410})
  void shouldKnowAServerThatChangesNothingFromAPostThatIsGone(int status) {
    server.on("GET " + STATUSES + "/7", POSTED);

    assertEquals(NotDelivered.ofPost("not_editable"), edit(FakeReceiver.status(status)));
  }

  @Test
  void shouldLookAgainWhetherAPostIsGoneThatCouldNotBeChanged() {
    server.on("GET " + STATUSES + "/7", POSTED);
    server.on(
        EDIT,
        out -> {
          server.on(
              "GET " + STATUSES + "/7", FakeReceiver.body(404, "{\"error\":\"Record not found\"}"));
          FakeReceiver.status(404).answer(out);
        });

    assertEquals(NotDelivered.ofPost("post_gone"), update("Hello"));
  }

  @ParameterizedTest
  @CsvSource({"public, public", "followers, followers", "'', nobody", "public followers, public"})
  void shouldKeepWhoMayQuoteAPost(String automatic, String given) throws Exception {
    assertEquals(given, quotePolicy(automatic, ""));
  }

  @ParameterizedTest
  @CsvSource({"following, ''", "unsupported_policy, ''", "'', followers"})
  void shouldNotGiveWhatMastodonHasNoWordFor(String automatic, String manual) throws Exception {
    assertEquals("", quotePolicy(automatic, manual));
  }

  private String quotePolicy(String automatic, String manual) throws Exception {
    server.on(
        "GET " + STATUSES + "/7",
        POSTED.replace(
            "\"visibility\"",
            "\"quote_approval\":{\"automatic\":%s,\"manual\":%s},\"visibility\""
                .formatted(words(automatic), words(manual))));
    server.on(EDIT, POSTED);
    update("Hello");
    return new ObjectMapper()
        .readTree(server.latest().body())
        .path("quote_approval_policy")
        .asText();
  }

  private static String words(String text) {
    return text.isEmpty() ? "[]" : "[\"" + text.replace(" ", "\",\"") + "\"]";
  }

  @Test
  void shouldChangeNothingThatItCannotReadBefore() {
    assertEquals(
        NotDelivered.ofPost("post_gone"),
        unread(FakeReceiver.body(404, "{\"error\":\"Record not found\"}")));
    assertEquals(
        NotDelivered.ofPost("post_gone"), unread(FakeReceiver.body(410, "{\"error\":\"Gone\"}")));
    assertEquals(
        NotDelivered.forNow("http_404"), unread(FakeReceiver.body(404, "404 page not found")));
    assertEquals(NotDelivered.forNow("http_410"), unread(FakeReceiver.status(410)));
    assertEquals(NotDelivered.ofPost("not_permitted"), unread(FakeReceiver.status(403)));
    assertEquals(NotDelivered.ofAccount("credentials_refused"), unread(FakeReceiver.status(401)));
    assertEquals(NotDelivered.forNow("http_503"), unread(FakeReceiver.status(503)));
    assertEquals(NotDelivered.forNow("answer_unreadable"), unread(FakeReceiver.status(200)));
    assertEquals(NotDelivered.forNow("connection_lost"), unread(FakeReceiver.reset()));
    assertFalse(server.requests().contains(EDIT), server.requests().toString());
  }

  private Delivery unread(FakeReceiver.Behaviour behaviour) {
    server.on("GET " + STATUSES + "/7", behaviour);
    return update("Hello");
  }

  private Delivery edit(FakeReceiver.Behaviour behaviour) {
    server.on(EDIT, behaviour);
    return update("Hello");
  }

  private Delivery update(String text) {
    return mastodon.update(post(text), Optional.of("7"), account(null), Instant.MAX);
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on("DELETE " + STATUSES + "/7", behaviour);
    return mastodon.remove("7", account(null));
  }

  @Test
  void shouldLearnTheAccountAndTheServersLimitWhenItConnects() {
    accepts();

    Connection connection = connect();

    assertEquals(
        new Connection(
            account("private"),
            Optional.of("14715@" + server.host()),
            Optional.of("@alice@" + server.host()),
            OptionalInt.of(1234),
            Optional.empty()),
        connection);
    assertFalse(connection.toString().contains(TOKEN));
    assertEquals(
        List.of(
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v2/instance",
            "GET /api/v1/apps/verify_credentials"),
        server.requests());
    server
        .received()
        .forEach(
            request -> assertEquals("Bearer " + TOKEN, request.headers().get("authorization")));
  }

  @Test
  void shouldConnectToServersThatTellLess() {
    accepts();
    server.on("GET /api/v2/instance", FakeReceiver.status(404));
    server.on("GET /api/v1/instance", "{\"uri\":\"127.0.0.1\"}");
    server.on("GET /api/v1/apps/verify_credentials", FakeReceiver.status(403));

    assertEquals(OptionalInt.empty(), connect().maxCharacters());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 422})
  void shouldRefuseATokenThatTheServerDoesNotAccept(int status) {
    server.on("GET /api/v1/accounts/verify_credentials", FakeReceiver.status(status));

    assertEquals("account_refused", problem().code().code());
  }

  @Test
  void shouldRefuseATokenThatMayNotPost() {
    accepts();
    server.on("GET /api/v1/apps/verify_credentials", "{\"scopes\":[\"read\",\"profile\"]}");

    ProblemException problem = problem();

    assertEquals("account_refused", problem.code().code());
    assertEquals("The access token lacks the scope write:statuses.", problem.getMessage());
  }

  @Test
  void shouldRefuseAServerThatCountsLinksAnotherWay() {
    accepts();
    server.on(
        "GET /api/v2/instance",
        "{\"configuration\":{\"statuses\":{\"characters_reserved_per_url\":25}}}");

    assertEquals("account_refused", problem().code().code());
  }

  static Stream<FakeReceiver.Behaviour> unavailable() {
    return Stream.of(
        FakeReceiver.status(404),
        FakeReceiver.status(429, "Retry-After: 60"),
        FakeReceiver.status(500),
        FakeReceiver.redirect(301, "https://example.com/"),
        FakeReceiver.reset(),
        FakeReceiver.body(200, "<html>"),
        FakeReceiver.body(200, "{\"id\":\"1\",\"username\":\"<b>\"}"),
        FakeReceiver.body(200, "{\"id\":\"1/2\",\"username\":\"alice\"}"));
  }

  @ParameterizedTest
  @MethodSource("unavailable")
  void shouldSayThatAServerDoesNotAnswerAsItShould(FakeReceiver.Behaviour fault) {
    accepts();
    server.on("GET /api/v1/accounts/verify_credentials", fault);
    assertEquals("network_unavailable", problem().code().code());

    accepts();
    server.on("GET /api/v2/instance", FakeReceiver.status(500));
    assertEquals("network_unavailable", problem().code().code());
  }

  @ParameterizedTest
  @CsvSource({
    "http://mastodon.example, must be a host name or an https address",
    "localhost, must be a public address",
    "10.0.0.1, must be a public address",
    "mastodon.social/about, 'must be the server alone, without path and query'"
  })
  void shouldRefuseWhatIsNoPublicServer(String given, String message) {
    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () ->
                network(LOOPBACK.guarded())
                    .connect(Optional.of(new MastodonAccount(given, TOKEN, null))));

    assertEquals("mastodon.server", problem.violations().getFirst().field());
    assertEquals(message, problem.violations().getFirst().message());
  }

  private void accepts() {
    server.on(
        "GET /api/v1/accounts/verify_credentials",
        "{\"id\":\"14715\",\"username\":\"alice\",\"acct\":\"alice\"}");
    server.on(
        "GET /api/v2/instance",
        """
        {"domain":"another.example","configuration":
          {"statuses":{"max_characters":1234,"characters_reserved_per_url":23}}}\
        """);
    server.on(
        "GET /api/v1/apps/verify_credentials",
        "{\"name\":\"Postly\",\"scopes\":[\"read\",\"write:statuses\"]}");
  }

  private Connection connect() {
    return mastodon.connect(Optional.of(new MastodonAccount(server.origin(), TOKEN, "private")));
  }

  private ProblemException problem() {
    return assertThrows(ProblemException.class, this::connect);
  }

  private void source(String id, String text) {
    server.on(
        "GET /api/v1/statuses/" + id + "/source",
        "{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"spoiler_text\":\"\"}");
  }

  private static String status(String id, String createdAt) {
    return "{\"id\":\"%s\",\"created_at\":\"%s\",\"url\":\"https://m.example/@alice/%s\"}"
        .formatted(id, createdAt, id);
  }

  private static String list(String... statuses) {
    return "[" + String.join(",", statuses) + "]";
  }

  private static Reading.Found found(String id, String createdAt) {
    return new Reading.Found(
        Instant.parse(createdAt), Optional.of("https://m.example/@alice/" + id), Optional.of(id));
  }

  private Optional<String> account(String visibility) {
    return Optional.of(
        "{\"server\":\"%s\",\"account_id\":\"14715\",\"access_token\":\"%s\",\"visibility\":%s}"
            .formatted(
                server.origin(), TOKEN, visibility == null ? null : "\"" + visibility + "\""));
  }

  private static Post post(String text, Picture... pictures) {
    return new Post(
        ID, "acme", UUID.randomUUID(), 1, UUID.randomUUID(), text, List.of(pictures), DUE);
  }

  private static MastodonNetwork network(JsonHttp http) {
    MastodonApi api = new MastodonApi(http);
    MastodonConnecting connecting = new MastodonConnecting(api, http);
    return new MastodonNetwork(
        api,
        connecting,
        new MastodonSignIn(api, connecting, new KeptRegistrations(), http),
        new MastodonReading(api),
        new MastodonUploads(api, TestPictures.FILES, CLOCK),
        http,
        CLOCK);
  }

  private static Arguments fault(FakeReceiver.Behaviour fault, Delivery expected) {
    return Arguments.of(fault, expected);
  }
}
