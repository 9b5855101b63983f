package io.postly.scheduling.network.x;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.action.text.CharacterCount;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Judgement;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.TestPictures;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

/** Each request as it goes out, and what is made of each answer, against a server on a socket. */
class XNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SEND = "POST /2/tweets";
  private static final String DELETE = "DELETE /2/tweets/1445880548472328192";
  private static final String TOKENS = "POST /2/oauth2/token";
  private static final String REVOKE = "POST /2/oauth2/revoke";
  private static final String LIST =
      "GET /2/users/2244994945/tweets?max_results=100&start_time=2026-12-01T09%3A59%3A30Z&exclude=retweets"
          + "&tweet.fields=created_at%2Centities%2Cattachments%2Cedit_history_tweet_ids";
  private static final String ID = "1445880548472328192";
  private static final String UPLOAD = "POST /2/media/upload";
  private static final String MEDIA_ID = "1146654567674912769";
  private static final String LOOK = "GET /2/media/upload?command=STATUS&media_id=" + MEDIA_ID;
  private static final String DESCRIBE = "POST /2/media/metadata";
  private static final String UPLOADED =
      "{\"data\":{\"id\":\"" + MEDIA_ID + "\",\"media_key\":\"3_" + MEDIA_ID + "\",\"size\":7}}";
  private static final String URL = "https://x.com/postly/status/" + ID;
  private static final String SENT =
      "{\"data\":{\"id\":\""
          + ID
          + "\",\"text\":\"Hello\",\"edit_history_tweet_ids\":[\""
          + ID
          + "\"]}}";
  private static final String KEPT =
      "{\"account_id\":\"2244994945\",\"username\":\"postly\",\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\",\"uploads\":true}";
  private static final Optional<String> ACCOUNT = Optional.of(KEPT);

  /** Of an account that was connected before pictures could be sent. */
  private static final String KEPT_BEFORE = KEPT.replace(",\"uploads\":true", "");

  private static final String GRANTED =
      "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"access-2\",\"refresh_token\":\"refresh-2\",\"scope\":\"tweet.read"
          + " tweet.write users.read media.write offline.access\"}";
  private static final SignIn.Answer BACK =
      new SignIn.Answer("the-code", "the-verifier", "https://postly.test/done", Optional.empty());
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final XNetwork x = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldSendAPostOnceAsItIs() {
    server.on(SEND, FakeReceiver.body(201, SENT));

    Delivery delivery = x.deliver(post("Grüße <b> 😀"), ACCOUNT, Instant.MAX);

    assertEquals(new Delivery.Delivered(NOW, Optional.of(URL), Optional.of(ID)), delivery);
    assertEquals(List.of(SEND), server.requests());
    assertEquals("{\"text\":\"Grüße <b> 😀\"}", server.latest().body());
    assertEquals("Bearer access-1", server.latest().headers().get("authorization"));
    assertEquals("application/json", server.latest().headers().get("content-type"));
  }

  @Test
  void shouldReplyToThePartBefore() {
    server.on(SEND, FakeReceiver.body(201, SENT));

    x.deliver(post("Part two").after("1445880548472328100"), ACCOUNT, Instant.MAX);

    assertEquals(
        "{\"text\":\"Part two\",\"reply\":{\"in_reply_to_tweet_id\":\"1445880548472328100\"}}",
        server.latest().body());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(FakeReceiver.status(401), NotDelivered.untilRenewed(Delivery.CREDENTIALS_REFUSED)),
        fault(
            refusal(403, "You are not allowed to create a Tweet with duplicate content."),
            NotDelivered.ofPost("http_403")),
        fault(
            refusal(403, "You have been blocked from replying to this."),
            NotDelivered.ofPost("http_403")),
        fault(
            refusal(403, "Your account is suspended and is not permitted to access this feature."),
            NotDelivered.ofAccount("http_403")),
        fault(
            FakeReceiver.body(403, "{\"reason\":\"client-not-enrolled\",\"status\":403}"),
            NotDelivered.ofAccount("http_403")),
        fault(FakeReceiver.status(400), NotDelivered.ofPost("http_400")),
        fault(FakeReceiver.status(402), NotDelivered.forNow("http_402")),
        fault(
            FakeReceiver.status(
                429,
                "x-rate-limit-remaining: 0\r\nx-rate-limit-reset: " + (NOW.getEpochSecond() + 90)),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(90)))),
        fault(
            FakeReceiver.status(
                429,
                "x-rate-limit-remaining: 99\r\nx-rate-limit-reset: "
                    + (NOW.getEpochSecond() + 90)
                    + "\r\nx-user-limit-24hour-remaining: 0\r\nx-user-limit-24hour-reset: "
                    + (NOW.getEpochSecond() + 7200)),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofHours(2)))),
        fault(
            FakeReceiver.status(429, "Retry-After: 5"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(5)))),
        fault(FakeReceiver.status(429), NotDelivered.forNow("http_429")),
        fault(FakeReceiver.status(500), new Delivery.Unknown("http_500")),
        fault(FakeReceiver.status(503), new Delivery.Unknown("http_503")),
        fault(FakeReceiver.reset(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.body(200, "{\"data\":{\"id\":\"../1\"}}"), unreadable()),
        fault(FakeReceiver.body(201, "{\"errors\":[]}"), unreadable()),
        fault(FakeReceiver.brokenBody(201, SENT), unreadable()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCallOnlyThatCertainWhichIs(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(SEND, fault);

    assertEquals(expected, Judgement.of(x.deliver(post("Hello"), ACCOUNT, Instant.MAX)));
    assertEquals(List.of(SEND), server.requests());
  }

  @Test
  void shouldPassOnWhatXSaysOfARefusal() {
    server.on(SEND, refusal(403, "You are not allowed to create a Tweet with duplicate content."));
    assertEquals("You are not allowed to create a Tweet with duplicate content.", saidOfAText());

    server.on(
        SEND,
        FakeReceiver.body(
            400,
            "{\"errors\":[{\"message\":\"The text is too long.\"}],\"title\":\"Invalid Request\","
                + "\"detail\":\"One or more parameters to your request was invalid.\"}"));
    assertEquals(
        "One or more parameters to your request was invalid. The text is too long.", saidOfAText());

    server.on(SEND, FakeReceiver.body(401, "{\"title\":\"Unauthorized\",\"status\":401}"));
    assertEquals("Unauthorized", saidOfAText());

    serverThatTakesPictures().on(UPLOAD, refusal(403, "No media for you."));
    assertEquals("No media for you.", Judgement.said(deliverSunrise()));
  }

  private String saidOfAText() {
    return Judgement.said(x.deliver(post("Hello"), ACCOUNT, Instant.MAX));
  }

  @Test
  void shouldUploadPicturesWithAltTextsBeforeThePostThatHasThem() {
    serverThatTakesPictures();

    Delivery delivery =
        x.deliver(post("Hello", TestPictures.SUNRISE, TestPictures.HARBOUR), ACCOUNT, Instant.MAX);

    assertInstanceOf(Delivery.Delivered.class, delivery);
    assertEquals(List.of(UPLOAD, DESCRIBE, UPLOAD, SEND), server.requests());
    FakeReceiver.Received upload = server.received().getFirst();
    assertTrue(upload.headers().get("content-type").startsWith("multipart/form-data; boundary="));
    assertTrue(upload.body().contains("name=\"media_category\""), upload.body());
    assertTrue(upload.body().contains("\r\n\r\ntweet_image\r\n"), upload.body());
    assertTrue(
        upload.body().contains("Content-Type: image/jpeg\r\n\r\nsunrise\r\n"), upload.body());
    assertEquals("Bearer access-1", upload.headers().get("authorization"));
    assertEquals(
        "{\"id\":\""
            + MEDIA_ID
            + "\",\"metadata\":{\"alt_text\":{\"text\":\"A \\\"sunrise\\\"\"}}}",
        server.received().get(1).body());
    assertEquals(
        "{\"text\":\"Hello\",\"media\":{\"media_ids\":[\"%s\",\"%s\"]}}"
            .formatted(MEDIA_ID, MEDIA_ID),
        server.latest().body());
  }

  @Test
  void shouldWaitUntilXIsDoneWithAPicture() {
    AtomicInteger looks = new AtomicInteger();
    serverThatTakesPictures()
        .on(UPLOAD, processing("pending"))
        .on(
            LOOK,
            connection ->
                FakeReceiver.body(
                        200, processing(looks.incrementAndGet() < 2 ? "in_progress" : "succeeded"))
                    .answer(connection));

    assertInstanceOf(Delivery.Delivered.class, deliverSunrise());
    assertEquals(List.of(UPLOAD, LOOK, LOOK, DESCRIBE, SEND), server.requests());
  }

  @Test
  void shouldNotWaitForAPictureLongerThanThePostMayBeSent() {
    server.on(UPLOAD, processing("pending"));

    assertEquals(
        NotDelivered.forNow("picture_processing"),
        x.deliver(post("Hello", TestPictures.SUNRISE), ACCOUNT, NOW.plusMillis(100)));
    assertEquals(List.of(UPLOAD), server.requests());
  }

  static Stream<Arguments> uploadFaults() {
    return Stream.of(
        upload(
            UPLOAD,
            FakeReceiver.status(401),
            NotDelivered.untilRenewed(Delivery.CREDENTIALS_REFUSED)),
        upload(UPLOAD, refusal(403, "Forbidden"), NotDelivered.ofPost("pictures_not_permitted")),
        upload(
            UPLOAD,
            FakeReceiver.body(
                403, "{\"type\":\"https://api.twitter.com/2/problems/oauth1-permissions\"}"),
            NotDelivered.ofPost("pictures_not_permitted")),
        upload(
            UPLOAD, refusal(403, "Your account is suspended."), NotDelivered.ofAccount("http_403")),
        upload(UPLOAD, FakeReceiver.status(400), NotDelivered.ofPost("picture_refused")),
        upload(UPLOAD, FakeReceiver.status(413), NotDelivered.ofPost("picture_refused")),
        upload(UPLOAD, FakeReceiver.status(402), NotDelivered.forNow("http_402")),
        upload(
            UPLOAD,
            FakeReceiver.status(
                429,
                "x-rate-limit-remaining: 0\r\nx-rate-limit-reset: " + (NOW.getEpochSecond() + 90)),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(90)))),
        upload(UPLOAD, FakeReceiver.status(503), NotDelivered.forNow("http_503")),
        upload(UPLOAD, FakeReceiver.reset(), NotDelivered.forNow("connection_lost")),
        upload(
            UPLOAD,
            FakeReceiver.body(200, "{\"data\":{\"id\":\"../1\"}}"),
            NotDelivered.forNow("answer_unreadable")),
        upload(
            UPLOAD,
            FakeReceiver.body(200, processing("failed")),
            NotDelivered.ofPost("picture_refused")),
        upload(DESCRIBE, FakeReceiver.status(400), NotDelivered.ofPost("alt_text_refused")),
        upload(DESCRIBE, FakeReceiver.status(403), NotDelivered.ofPost("pictures_not_permitted")),
        upload(DESCRIBE, FakeReceiver.status(500), NotDelivered.forNow("http_500")),
        upload(DESCRIBE, FakeReceiver.reset(), NotDelivered.forNow("connection_lost")));
  }

  private static Arguments upload(
      String request, FakeReceiver.Behaviour fault, NotDelivered expected) {
    return Arguments.of(request, fault, expected);
  }

  @ParameterizedTest
  @MethodSource("uploadFaults")
  void shouldBeCertainThatNothingStandsWithoutItsPictures(
      String request, FakeReceiver.Behaviour fault, NotDelivered expected) {
    serverThatTakesPictures().on(request, fault);

    assertEquals(expected, Judgement.of(deliverSunrise()));
    assertFalse(server.requests().contains(SEND));
  }

  @Test
  void shouldBeCertainThatNothingStandsWhileXDoesNotSayWhetherItIsDone() {
    serverThatTakesPictures().on(UPLOAD, processing("pending")).on(LOOK, FakeReceiver.status(500));

    assertEquals(NotDelivered.forNow("http_500"), deliverSunrise());
    assertFalse(server.requests().contains(SEND));
  }

  @Test
  void shouldNotKnowWhatBecameOfAPostWithPicturesWithoutAnAnswer() {
    serverThatTakesPictures().on(SEND, FakeReceiver.reset());

    assertEquals(new Delivery.Unknown("connection_lost"), deliverSunrise());
  }

  @Test
  void shouldSendNothingWhereAPictureIsLost() {
    assertEquals(
        NotDelivered.ofPostly("picture_unavailable"),
        x.deliver(post("Hello", TestPictures.LOST), ACCOUNT, Instant.MAX));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldSendTextsButNoPicturesOfAnAccountThatWasConnectedBeforeThereWereAny() {
    Optional<String> before = Optional.of(KEPT_BEFORE);
    server.on(SEND, FakeReceiver.body(201, SENT));

    assertFalse(x.mayUpload(before));
    assertTrue(x.mayUpload(ACCOUNT));
    assertEquals(
        NotDelivered.ofPost("pictures_not_permitted"),
        x.deliver(post("Hello", TestPictures.SUNRISE), before, Instant.MAX));
    assertEquals(List.of(), server.received());
    assertInstanceOf(Delivery.Delivered.class, x.deliver(post("Hello"), before, Instant.MAX));
  }

  @Test
  void shouldSayWhichPicturesXTakes() {
    assertTrue(x.takes(List.of(TestPictures.sized(4000, 3000, 5_000_000))));
    assertFalse(x.takes(List.of(TestPictures.sized(40, 30, 5_000_001))));
    assertFalse(
        x.takes(
            List.of(new Picture("2".repeat(64), "image/jpeg", 7, 40, 30, true, Optional.empty()))));
  }

  @Test
  void shouldFindAPostWithPicturesThoughXAddsAnAddressToItsText() {
    for (String links :
        List.of(
            """
            ,"entities":{"urls":[
             {"url":"https://t.co/aaaaaaaaaa","expanded_url":"https://example.com/menu"},
             {"url":"https://t.co/pppppppppp","expanded_url":"https://x.com/postly/status/3/photo/1","media_key":"3_1"},
             {"url":"https://t.co/pppppppppp","expanded_url":"https://x.com/postly/status/3/photo/1","media_key":"3_2"}]}
            """,
            """
            ,"entities":{"urls":[
             {"url":"https://t.co/aaaaaaaaaa","expanded_url":"https://example.com/menu"},
             {"url":"https://t.co/pppppppppp","expanded_url":"https://twitter.com/postly/status/3/photo/1"}]}
            """,
            """
            ,"entities":{"urls":[
             {"url":"https://t.co/aaaaaaaaaa","expanded_url":"https://example.com/menu"}]}
            """)) {
      server.on(LIST, listed("See https://t.co/aaaaaaaaaa https://t.co/pppppppppp", 2, links));

      assertEquals(
          new Reading.Lookalikes(
              List.of(
                  new Reading.Found(
                      Instant.parse("2026-12-01T10:00:31Z"),
                      Optional.of("https://x.com/postly/status/3"),
                      Optional.of("3"))),
              true),
          x.read(
              post("See https://example.com/menu", TestPictures.SUNRISE, TestPictures.HARBOUR),
              ACCOUNT));
    }
  }

  @Test
  void shouldNotBeCertainWhereATextHasOtherPictures() {
    server.on(LIST, listed("Hello https://t.co/pppppppppp", 1, ""));
    assertEquals(
        new Reading.Lookalikes(List.of(), false),
        x.read(post("Hello", TestPictures.SUNRISE, TestPictures.HARBOUR), ACCOUNT));

    server.on(LIST, listed("Hello", 0, ""));
    assertEquals(
        new Reading.Lookalikes(List.of(), false),
        x.read(post("Hello", TestPictures.SUNRISE), ACCOUNT));
  }

  @Test
  void shouldNotTakeAPostWithPicturesForATextAlone() {
    String picture =
        """
        ,"entities":{"urls":[
         {"url":"https://t.co/pppppppppp","expanded_url":"https://x.com/postly/status/3/photo/1","media_key":"3_1"}]}
        """;
    for (int attached : List.of(0, 1)) {
      server.on(LIST, listed("Hello https://t.co/pppppppppp", attached, picture));

      assertEquals(new Reading.Lookalikes(List.of(), true), x.read(post("Hello"), ACCOUNT));
    }
  }

  @Test
  void shouldFindATextThatLinksToMediaOfAnother() {
    String media =
        """
        ,"entities":{"urls":[
         {"url":"https://t.co/vvvvvvvvvv","expanded_url":"https://x.com/harbour/status/1/video/1","media_key":"7_1"}]}
        """;
    server.on(LIST, listed("See https://t.co/vvvvvvvvvv", 0, media));
    assertEquals(
        1,
        assertInstanceOf(
                Reading.Lookalikes.class,
                x.read(post("See https://x.com/harbour/status/1/video/1"), ACCOUNT))
            .found()
            .size());

    for (String text : List.of("See https://x.com/harbour/status/1/video/1", "See x.com/another")) {
      server.on(LIST, listed("See https://t.co/vvvvvvvvvv", 1, media));
      assertEquals(new Reading.Lookalikes(List.of(), false), x.read(post(text), ACCOUNT));
    }
  }

  private static String listed(String text, int pictures, String more) {
    String keys =
        IntStream.range(0, pictures)
            .mapToObj(number -> "\"3_" + number + "\"")
            .collect(Collectors.joining(","));
    return """
        {"data":[{"id":"3","text":"%s","created_at":"2026-12-01T10:00:31.000Z","edit_history_tweet_ids":["3"]%s
         ,"attachments":{"media_keys":[%s]}}],"meta":{"result_count":1}}
        """
        .formatted(text, more, keys);
  }

  private Delivery deliverSunrise() {
    return x.deliver(post("Hello", TestPictures.SUNRISE), ACCOUNT, Instant.MAX);
  }

  private ScriptedServer serverThatTakesPictures() {
    return server
        .on(UPLOAD, UPLOADED)
        .on(DESCRIBE, "{\"data\":{\"id\":\"" + MEDIA_ID + "\"}}")
        .on(SEND, FakeReceiver.body(201, SENT));
  }

  private static String processing(String state) {
    return "{\"data\":{\"id\":\""
        + MEDIA_ID
        + "\",\"processing_info\":{\"state\":\""
        + state
        + "\",\"check_after_secs\":1}}}";
  }

  @Test
  void shouldNotKnowWhatASilentServerDid() {
    server.on(SEND, FakeReceiver.silence());

    assertEquals(
        new Delivery.Unknown("timeout"),
        network(LOOPBACK.impatient()).deliver(post("Hello"), ACCOUNT, Instant.MAX));
  }

  @Test
  void shouldBlameTheAccountForCredentialsThatCannotBeRead() {
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE),
        x.deliver(post("Hello"), Optional.empty(), Instant.MAX));
  }

  @Test
  void shouldFindAPostByItsTextHoweverXShowsIt() {
    String text = "Fish & chips <now>: https://Example.com/menu?a=1&b=2 and example.com\nBye";
    server.on(
        LIST,
        """
        {"data":[
         {"id":"3","text":"Fish &amp; chips &lt;now&gt;: https://t.co/aaaaaaaaaa and https://t.co/bbbbbbbbbb\\nBye",
          "created_at":"2026-12-01T10:00:31.000Z","edit_history_tweet_ids":["3"],
          "entities":{"urls":[
           {"start":1,"end":2,"url":"https://t.co/aaaaaaaaaa","expanded_url":"https://example.com/menu?a=1&b=2"},
           {"start":3,"end":4,"url":"https://t.co/bbbbbbbbbb","expanded_url":"http://example.com"}]}},
         {"id":"2","text":"Something else","created_at":"2026-12-01T10:00:10.000Z","edit_history_tweet_ids":["2"]}],
         "meta":{"result_count":2}}\
        """);

    assertEquals(
        new Reading.Lookalikes(
            List.of(
                new Reading.Found(
                    Instant.parse("2026-12-01T10:00:31Z"),
                    Optional.of("https://x.com/postly/status/3"),
                    Optional.of("3"))),
            true),
        x.read(post(text), ACCOUNT));
  }

  @Test
  void shouldNotTakeAPostWithAnotherLinkForIt() {
    server.on(
        LIST,
        """
        {"data":[{"id":"3","text":"See https://t.co/aaaaaaaaaa","created_at":"2026-12-01T10:00:31.000Z",
         "entities":{"urls":[{"url":"https://t.co/aaaaaaaaaa","expanded_url":"https://example.com/other"}]}}],
         "meta":{"result_count":1}}\
        """);

    assertEquals(
        new Reading.Lookalikes(List.of(), true),
        x.read(post("See https://example.com/this"), ACCOUNT));
  }

  @Test
  void shouldBeCertainOfAbsenceOnlyWhereAllWasSeen() {
    server.on(LIST, "{\"meta\":{\"result_count\":0}}");
    assertEquals(new Reading.Lookalikes(List.of(), true), x.read(post("Hello"), ACCOUNT));

    server.on(LIST, "{\"meta\":{\"result_count\":0,\"next_token\":\"abc\"}}");
    assertEquals(new Reading.Lookalikes(List.of(), false), x.read(post("Hello"), ACCOUNT));

    server.on(
        LIST,
        """
        {"data":[{"id":"3","text":"Hullo","created_at":"2026-12-01T10:00:31.000Z","edit_history_tweet_ids":["2","3"]}],
         "meta":{"result_count":1}}\
        """);
    assertEquals(new Reading.Lookalikes(List.of(), false), x.read(post("Hello"), ACCOUNT));
  }

  @Test
  void shouldNotTellWhatItCannotRead() {
    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(401),
            FakeReceiver.status(429),
            FakeReceiver.status(500),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{}"),
            FakeReceiver.body(
                200,
                "{\"data\":[{\"id\":\"3\",\"text\":\"Hello\"}],\"meta\":{\"result_count\":1}}"))) {
      server.on(LIST, fault);

      assertEquals(new Reading.Unreadable(), x.read(post("Hello"), ACCOUNT));
    }
  }

  @Test
  void shouldTellForHowLongItCannotBeRead() {
    server.on(
        LIST,
        FakeReceiver.status(
            429,
            "x-rate-limit-remaining: 0\r\nx-rate-limit-reset: " + (NOW.getEpochSecond() + 90)));

    assertEquals(
        new Reading.Unreadable(Optional.of(Duration.ofSeconds(90))),
        x.read(post("Hello"), ACCOUNT));
  }

  @Test
  void shouldDeleteAPostAndSayWhyNot() {
    assertEquals(
        new Removal.Removed(), removal(FakeReceiver.body(200, "{\"data\":{\"deleted\":true}}")));
    assertEquals(new Removal.Removed(), removal(FakeReceiver.status(404)));
    assertEquals(
        new Removal.NotNow("http_200"),
        removal(FakeReceiver.body(200, "{\"data\":{\"deleted\":false}}")));
    assertEquals(new Removal.NotNow("credentials_refused"), removal(FakeReceiver.status(401)));
    assertEquals(new Removal.Refused("not_deletable"), removal(FakeReceiver.status(403)));
    assertEquals(new Removal.NotNow("http_429"), removal(FakeReceiver.status(429)));
    assertEquals(
        new Removal.NotNow("http_429", Optional.of(Duration.ofSeconds(90))),
        removal(
            FakeReceiver.status(
                429,
                "x-rate-limit-remaining: 0\r\nx-rate-limit-reset: "
                    + (NOW.getEpochSecond() + 90))));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on(DELETE, behaviour);
    return x.remove(ID, ACCOUNT);
  }

  @Test
  void shouldLeadToXWithTheChallenge() {
    String address =
        signIn()
            .begin(
                new SignIn.Request(
                    "acme.abc", "the-challenge", "https://postly.test/done", Optional.empty()))
            .address();

    assertEquals(
        "https://x.com/i/oauth2/authorize?response_type=code&client_id=the%20client&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&scope=tweet.read%20tweet.write%20users.read%20media.write%20offline.access&state=acme.abc"
            + "&code_challenge=the-challenge&code_challenge_method=S256",
        address);
  }

  @Test
  void shouldExchangeTheCodeAndReadWhoseItIs() {
    server.on(TOKENS, GRANTED).on("GET /2/users/me", me("postly"));

    Connection connection = signIn().complete(BACK);

    assertEquals(
        new Connection(
            Optional.of(KEPT.replace("-1\"", "-2\"")),
            Optional.of("2244994945"),
            Optional.of("@postly"),
            OptionalInt.empty(),
            Optional.empty(),
            Lifetime.alwaysRenewable(NOW, Duration.ofHours(2))),
        connection);
    FakeReceiver.Received exchange = server.received().getFirst();
    assertEquals(
        "grant_type=authorization_code&code=the-code&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&code_verifier=the-verifier&client_id=the%20client",
        exchange.body());
    assertEquals("application/x-www-form-urlencoded", exchange.headers().get("content-type"));
    assertEquals("Basic dGhlIGNsaWVudDp0aGUgc2VjcmV0", exchange.headers().get("authorization"));
    assertEquals("Bearer access-2", server.latest().headers().get("authorization"));
  }

  @ParameterizedTest
  @CsvSource({"'\"tweet.read tweet.write\"', false", "'\"\"', true"})
  void shouldKnowWhetherPicturesMayBeUploaded(String scopes, boolean mayUpload) {
    server
        .on(TOKENS, GRANTED.replaceAll("\"scope\":\".*\"", "\"scope\":" + scopes))
        .on("GET /2/users/me", me("postly"));

    assertEquals(mayUpload, x.mayUpload(signIn().complete(BACK).credentials()));
  }

  /** Replicas of the release before read what is renewed, but not what allows uploading. */
  @Test
  void shouldKeepCredentialsWithoutUploadingAsTheyWere() {
    server.on(TOKENS, GRANTED);

    assertEquals(
        new Renewal.Renewed(
            KEPT_BEFORE.replace("-1\"", "-2\""),
            Lifetime.alwaysRenewable(NOW, Duration.ofHours(2))),
        signIn().renew(KEPT_BEFORE));
    assertTrue(signIn().isNew());
  }

  @Test
  void shouldRefuseASignInThatXRefuses() {
    server.on(
        TOKENS,
        FakeReceiver.body(
            400,
            "{\"error\":\"invalid_request\",\"error_description\":\"Value passed for the"
                + " authorization code was invalid.\"}"));
    assertEquals("account_refused", problem().code().code());
    assertEquals("X does not accept the sign-in (invalid_request).", problem().getMessage());

    server.on(TOKENS, GRANTED.replace("\"refresh_token\":\"refresh-2\",", ""));
    assertEquals("account_refused", problem().code().code());
  }

  @Test
  void shouldSayThatXDoesNotAnswerAsItShould() {
    for (FakeReceiver.Behaviour fault :
        List.of(
            FakeReceiver.status(503),
            FakeReceiver.status(429),
            FakeReceiver.reset(),
            FakeReceiver.body(200, "{}"),
            FakeReceiver.body(400, "{\"error\":\"<script>\"}"))) {
      server.on(TOKENS, fault);

      assertEquals("network_unavailable", problem().code().code());
    }
    server.on(TOKENS, GRANTED).on("GET /2/users/me", me("../x"));
    assertEquals("network_unavailable", problem().code().code());
  }

  @Test
  void shouldKeepTheNextRefreshToken() {
    server.on(TOKENS, GRANTED);

    assertEquals(
        new Renewal.Renewed(
            KEPT.replace("-1\"", "-2\""), Lifetime.alwaysRenewable(NOW, Duration.ofHours(2))),
        signIn().renew(KEPT));
    assertEquals(
        "grant_type=refresh_token&refresh_token=refresh-1&client_id=the%20client",
        server.latest().body());
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, anything",
    "400, invalid_request, Value passed for the token was invalid."
  })
  void shouldTakeADefiniteRefusalForOne(int status, String error, String description) {
    server.on(TOKENS, refused(status, error, description));

    assertEquals(new Renewal.Refused(), signIn().renew(KEPT));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, Missing required parameter [client_id]., invalid_request",
    "401, unauthorized_client, Missing valid authorization header, unauthorized_client",
    "503, server_error, '', http_503",
    "429, too_many, '', http_429"
  })
  void shouldTakeNothingElseForARefusal(int status, String error, String said, String reason) {
    server.on(TOKENS, refused(status, error, said));

    assertEquals(new Renewal.NotNow(reason, Optional.empty()), signIn().renew(KEPT));
  }

  @Test
  void shouldAskAgainWhereTheAnswerIsLost() {
    server.on(TOKENS, FakeReceiver.reset());
    assertEquals(new Renewal.NotNow("connection_lost", Optional.empty()), signIn().renew(KEPT));

    server.on(TOKENS, FakeReceiver.status(429, "Retry-After: 7"));
    assertEquals(
        new Renewal.NotNow("http_429", Optional.of(Duration.ofSeconds(7))), signIn().renew(KEPT));
  }

  @Test
  void shouldGiveBothTokensBack() {
    server.on(REVOKE, "{\"revoked\":true}");

    assertEquals(new Revocation.Revoked(), revocation());

    assertEquals(List.of(REVOKE, REVOKE), server.requests());
    assertEquals(
        List.of(
            "token=refresh-1&token_type_hint=refresh_token&client_id=the%20client",
            "token=access-1&token_type_hint=access_token&client_id=the%20client"),
        server.received().stream().map(FakeReceiver.Received::body).toList());
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("the client:the secret".getBytes(UTF_8)),
        server.latest().headers().get("authorization"));
    assertEquals(Revocation.Reach.ACCOUNT, signIn().revokes());
  }

  @Test
  void shouldSayWhatXMakesOfTokensThatAreGivenBack() {
    server.on(REVOKE, refused(400, "invalid_request", "Value passed for the token was invalid."));
    assertEquals(new Revocation.Revoked(), revocation());

    server.on(REVOKE, refused(401, "unauthorized_client", "Missing valid authorization header"));
    assertEquals(new Revocation.NotRevoked("http_401", false), revocation());

    server.on(REVOKE, FakeReceiver.status(429));
    assertEquals(new Revocation.NotRevoked("http_429", true), revocation());

    server.on(REVOKE, FakeReceiver.reset());
    assertEquals(new Revocation.NotRevoked("connection_lost", false), revocation());

    assertEquals(
        new Revocation.NotRevoked("network_not_set_up", false),
        signIn(Optional.empty()).revoke(KEPT, BACK.redirectUri()));
  }

  private Revocation revocation() {
    return signIn().revoke(KEPT, BACK.redirectUri());
  }

  @Test
  void shouldBeOfferedOnlyWhereItIsSetUp() {
    assertTrue(signIn().isOffered());
    assertFalse(signIn(Optional.empty()).isOffered());
    assertEquals(
        new Renewal.NotNow("network_not_set_up", Optional.empty()),
        signIn(Optional.empty()).renew(KEPT));
    assertEquals(Optional.empty(), OAuthRegistration.of(Optional.of("id"), Optional.of(" ")));
    assertThrows(ProblemException.class, () -> x.connect(Optional.empty()));
    assertEquals(CharacterCount.WEIGHTED, x.counting());
  }

  private ProblemException problem() {
    return assertThrows(ProblemException.class, () -> signIn().complete(BACK));
  }

  private static String me(String username) {
    return "{\"data\":{\"id\":\"2244994945\",\"name\":\"Postly\",\"username\":\""
        + username
        + "\"}}";
  }

  private static Delivery unreadable() {
    return new Delivery.Unknown("answer_unreadable");
  }

  private static FakeReceiver.Behaviour refusal(int status, String detail) {
    return FakeReceiver.body(
        status, "{\"title\":\"Forbidden\",\"type\":\"about:blank\",\"detail\":\"" + detail + "\"}");
  }

  private static FakeReceiver.Behaviour refused(int status, String error, String description) {
    return FakeReceiver.body(
        status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
  }

  private static Arguments fault(FakeReceiver.Behaviour fault, Delivery expected) {
    return Arguments.of(fault, expected);
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
        NOW);
  }

  private XSignIn signIn() {
    return signIn(Optional.of(new OAuthRegistration("the client", "the secret")));
  }

  private XSignIn signIn(Optional<OAuthRegistration> client) {
    JsonHttp http = LOOPBACK.patient();
    return new XSignIn(new XApi(http, server.origin()), http, CLOCK, client);
  }

  private XNetwork network(JsonHttp http) {
    XApi api = new XApi(http, server.origin());
    return new XNetwork(
        api,
        new XSignIn(api, http, CLOCK, Optional.empty()),
        new XReading(api),
        new XUploads(api, TestPictures.FILES, CLOCK),
        http,
        CLOCK);
  }
}
