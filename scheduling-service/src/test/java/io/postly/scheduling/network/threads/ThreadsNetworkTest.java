package io.postly.scheduling.network.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.blob.BlobMemory;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Engagement;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Judgement;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureSending;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.PublicAddresses;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.network.ScriptedServer;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.TestPictures;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.picture.PictureAddresses;
import io.postly.scheduling.network.picture.PictureServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final String STATUS = "?fields=status%2Cerror_message&access_token=the-token";
  private static final String READ = "GET /v1.0/1001?fields=id%2Cpermalink&access_token=the-token";
  private static final String DELETE = "DELETE /v1.0/1001" + TOKEN;
  private static final String LIST =
      "GET /v1.0/314/threads?fields=id%2Ctext%2Ctimestamp%2Cpermalink%2Cmedia_type%2Cchildren&since=1796119170&limit=100&access_token=the-token";
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
  private static final PictureAddresses ADDRESSES =
      new PictureAddresses(
          PublicAddresses.PUBLIC, List.of(Base64.getEncoder().encodeToString(new byte[32])), CLOCK);
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

  @Test
  void shouldPublishAPictureOnceThreadsIsDoneWithIt() {
    AtomicInteger looks = new AtomicInteger();
    server
        .on(MAKE, "{\"id\":\"77\"}")
        .on(
            status("77"),
            connection ->
                told(looks.incrementAndGet() < 2 ? "IN_PROGRESS" : "FINISHED").answer(connection))
        .on(PUBLISH, "{\"id\":\"1001\"}")
        .on(READ, "{\"id\":\"1001\",\"permalink\":\"" + URL + "\"}");

    Delivery delivery = threads.deliver(post("Look", TestPictures.SUNRISE), ACCOUNT, Instant.MAX);

    assertEquals(new Delivery.Delivered(NOW, Optional.of(URL), Optional.of("1001")), delivery);
    assertEquals(List.of(MAKE, status("77"), status("77"), PUBLISH, READ), server.requests());
    assertEquals(
        new Form()
            .with("media_type", "IMAGE")
            .with("text", "Look")
            .with("image_url", ADDRESSES.of(TestPictures.SUNRISE, Instant.MAX))
            .with("alt_text", "A \"sunrise\"")
            .with("access_token", "the-token")
            .encoded(),
        server.received().getFirst().body());
    assertEquals("creation_id=77&access_token=the-token", server.received().get(3).body());
  }

  @Test
  void shouldPublishPicturesInTheirOrderWithTheirAltTexts() {
    makeOneAfterTheOther();
    server
        .on(status("71"), told("FINISHED"))
        .on(status("72"), told("FINISHED"))
        .on(status("73"), told("FINISHED"))
        .on(PUBLISH, "{\"id\":\"1001\"}");

    Delivery delivery = threads.deliver(album(), ACCOUNT, Instant.MAX);

    assertEquals(new Delivery.Delivered(NOW, Optional.empty(), Optional.of("1001")), delivery);
    assertEquals(
        List.of(MAKE, MAKE, status("71"), status("72"), MAKE, status("73"), PUBLISH, READ),
        server.requests());
    assertEquals(
        new Form()
            .with("media_type", "IMAGE")
            .with("is_carousel_item", "true")
            .with("image_url", ADDRESSES.of(TestPictures.SUNRISE, Instant.MAX))
            .with("alt_text", "A \"sunrise\"")
            .with("access_token", "the-token")
            .encoded(),
        server.received().getFirst().body());
    assertEquals(
        new Form()
            .with("media_type", "IMAGE")
            .with("is_carousel_item", "true")
            .with("image_url", ADDRESSES.of(TestPictures.HARBOUR, Instant.MAX))
            .with("access_token", "the-token")
            .encoded(),
        server.received().get(1).body());
    assertEquals(
        "media_type=CAROUSEL&text=Look&children=71%2C72&access_token=the-token",
        server.received().get(4).body());
    assertEquals("creation_id=73&access_token=the-token", server.received().get(6).body());
  }

  /** Threads itself is the one that asks for the picture. */
  @Test
  void shouldLetThreadsFetchThePictureFromItsAddress() {
    BlobMemory memory = new BlobMemory(1024, Duration.ofSeconds(10));
    List<String> fetched = new CopyOnWriteArrayList<>();
    try (PictureServer pictures =
        new PictureServer(ADDRESSES, TestPictures.BLOBS, memory, LOOPBACK.patient())) {
      server
          .on(
              MAKE,
              connection -> {
                fetched.add(fetched(pictures, imageUrl(server.latest().body())));
                FakeReceiver.body(200, "{\"id\":\"77\"}").answer(connection);
              })
          .on(status("77"), told("FINISHED"))
          .on(PUBLISH, "{\"id\":\"1001\"}");

      Delivery delivery =
          threads.deliver(post("Look", TestPictures.HARBOUR), ACCOUNT, NOW.plusSeconds(60));

      assertTrue(delivery instanceof Delivery.Delivered, delivery::toString);
    }
    assertEquals(List.of("200 image/png harbour"), fetched);
  }

  private static String fetched(PictureServer pictures, String address) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) pictures.local(address).toURL().openConnection();
    try (InputStream body = connection.getInputStream()) {
      return "%d %s %s"
          .formatted(
              connection.getResponseCode(),
              connection.getContentType(),
              new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String imageUrl(String form) {
    return Stream.of(form.split("&"))
        .filter(value -> value.startsWith("image_url="))
        .map(value -> URLDecoder.decode(value.substring(10), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Arguments> unfinished() {
    return Stream.of(
        fault(failed("INVALID_ASPEC_RATIO"), NotDelivered.ofPost("picture_refused")),
        fault(failed("FAILED_DOWNLOADING_IMAGE"), NotDelivered.ofPostly("picture_not_fetched")),
        fault(failed("UNKNOWN"), NotDelivered.ofPostly("picture_not_fetched")),
        fault(told("ERROR"), NotDelivered.ofPostly("picture_not_fetched")),
        fault(told("EXPIRED"), NotDelivered.forNow("container_expired")),
        fault(told("SOMETHING"), NotDelivered.forNow(Delivery.ANSWER_UNREADABLE)),
        fault(FakeReceiver.body(200, "{}"), NotDelivered.forNow(Delivery.ANSWER_UNREADABLE)),
        fault(FakeReceiver.status(500), NotDelivered.forNow("picture_processing")),
        fault(FakeReceiver.reset(), NotDelivered.forNow("picture_processing")),
        fault(error(403, 4, 0), NotDelivered.forNow("http_403")),
        fault(error(400, 100, 33), NotDelivered.forNow("http_400")),
        fault(error(400, 190, 463), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(told("IN_PROGRESS"), NotDelivered.forNow("picture_processing")));
  }

  @Test
  void shouldPassOnWhatThreadsSaysOfARefusal() {
    server.on(MAKE, error(400, 100, 0));
    assertEquals("No", said(post("Hello")));

    server.on(
        MAKE,
        FakeReceiver.body(
            400,
            "{\"error\":{\"message\":\"Param text must be at most 500 characters\",\"code\":100,"
                + "\"error_user_msg\":\"Your post is too long.\"}}"));
    assertEquals("Your post is too long.", said(post("Hello")));
    assertEquals("Your post is too long.", said(album()));

    server.on(MAKE, "{\"id\":\"71\"}").on(status("71"), failed("INVALID_ASPEC_RATIO"));
    assertEquals("INVALID_ASPEC_RATIO", said(post("Look", TestPictures.SUNRISE)));
  }

  private String said(Post post) {
    return Judgement.said(threads.deliver(post, ACCOUNT, Instant.MAX));
  }

  /** Of one picture, of one among several, and of what holds them together. */
  @ParameterizedTest
  @MethodSource("unfinished")
  void shouldKnowThatNothingIsPublishedWhateverBecomesOfPictures(
      FakeReceiver.Behaviour fault, Delivery expected) {
    Instant sendBefore = NOW.plusSeconds(1);

    server.on(MAKE, "{\"id\":\"71\"}").on(status("71"), fault);
    assertEquals(
        expected,
        Judgement.of(threads.deliver(post("Look", TestPictures.SUNRISE), ACCOUNT, sendBefore)));

    makeOneAfterTheOther();
    server.on(status("71"), told("FINISHED")).on(status("72"), fault);
    assertEquals(expected, Judgement.of(threads.deliver(album(), ACCOUNT, sendBefore)));

    makeOneAfterTheOther();
    server.on(status("72"), told("FINISHED")).on(status("73"), fault);
    assertEquals(expected, Judgement.of(threads.deliver(album(), ACCOUNT, sendBefore)));

    assertFalse(server.requests().contains(PUBLISH));
  }

  @Test
  void shouldLookAgainAfterALookThatWasNotAnswered() {
    List<FakeReceiver.Behaviour> looks =
        List.of(FakeReceiver.status(500), FakeReceiver.reset(), told("FINISHED"));
    AtomicInteger look = new AtomicInteger();
    server
        .on(MAKE, "{\"id\":\"77\"}")
        .on(status("77"), connection -> looks.get(look.getAndIncrement()).answer(connection))
        .on(PUBLISH, "{\"id\":\"1001\"}");

    Delivery delivery = threads.deliver(post("Look", TestPictures.SUNRISE), ACCOUNT, Instant.MAX);

    assertEquals(new Delivery.Delivered(NOW, Optional.empty(), Optional.of("1001")), delivery);
    assertEquals(looks.size(), look.get());
  }

  static Stream<Arguments> notTaken() {
    return Stream.of(
        fault(error(400, 9004, 2207052), NotDelivered.ofPostly("picture_not_fetched")),
        fault(error(400, -2, 2207003), NotDelivered.ofPostly("picture_not_fetched")),
        fault(error(400, 100, 0), NotDelivered.ofPostly("picture_not_fetched")),
        fault(FakeReceiver.status(404), NotDelivered.ofPostly("picture_not_fetched")),
        fault(error(400, 36000, 2207004), NotDelivered.ofPost("picture_refused")),
        fault(error(400, 36001, 2207005), NotDelivered.ofPost("picture_refused")),
        fault(error(400, 36003, 2207009), NotDelivered.ofPost("picture_refused")),
        fault(error(400, 190, 463), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(error(403, 4, 0), NotDelivered.forNow("http_403")),
        fault(FakeReceiver.status(500), NotDelivered.forNow("http_500")),
        fault(FakeReceiver.reset(), NotDelivered.forNow("connection_lost")),
        fault(
            FakeReceiver.body(200, "{\"id\":\"../1\"}"),
            NotDelivered.forNow(Delivery.ANSWER_UNREADABLE)));
  }

  @ParameterizedTest
  @MethodSource("notTaken")
  void shouldSayWhyAPictureIsNotTaken(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(MAKE, fault);

    assertEquals(expected, Judgement.of(threads.deliver(album(), ACCOUNT, Instant.MAX)));
    assertEquals(
        expected,
        Judgement.of(threads.deliver(post("Look", TestPictures.SUNRISE), ACCOUNT, Instant.MAX)));
    assertEquals(List.of(MAKE, MAKE), server.requests());
  }

  @ParameterizedTest
  @MethodSource("lost")
  void shouldNotKnowWhatBecameOfPicturesThatWereToBePublished(
      FakeReceiver.Behaviour fault, String reason) {
    server.on(MAKE, "{\"id\":\"77\"}").on(status("77"), told("FINISHED")).on(PUBLISH, fault);

    assertEquals(
        new Delivery.Unknown(reason),
        threads.deliver(post("Look", TestPictures.SUNRISE), ACCOUNT, Instant.MAX));
  }

  @Test
  void shouldTakePicturesOnlyWhereThreadsCanFetchThem() {
    PictureAddresses unreachable =
        new PictureAddresses(
            PublicAddresses.of("http://localhost:8080/console"),
            List.of(Base64.getEncoder().encodeToString(new byte[32])),
            CLOCK);

    assertEquals(Optional.empty(), network(LOOPBACK.patient(), unreachable).pictures());
    assertEquals(
        "at most 4, of at most 8000000 bytes each, as image/jpeg, image/png, one side at most 10"
            + " times the other, not turned by an Exif orientation, with alt texts of at most 1000"
            + " characters",
        threads.pictures().orElseThrow().words());
    assertEquals(PictureSending.FETCHED, threads.pictureSending());
  }

  @Test
  void shouldTellAPostWithPicturesFromItsTextAlone() {
    server.on(LIST, "{\"data\":[" + listed("5", "TEXT_POST", "") + "]}");
    assertEquals(new Reading.Lookalikes(List.of(), false), threads.read(album(), ACCOUNT));

    server.on(
        LIST,
        "{\"data\":[" + listed("6", "CAROUSEL_ALBUM", "{\"id\":\"61\"},{\"id\":\"62\"}") + "]}");
    assertEquals(new Reading.Lookalikes(found("6"), true), threads.read(album(), ACCOUNT));
    assertEquals(
        new Reading.Lookalikes(List.of(), false),
        threads.read(post("Look", TestPictures.SUNRISE), ACCOUNT));

    server.on(LIST, "{\"data\":[" + listed("7", "IMAGE", "") + "]}");
    assertEquals(
        new Reading.Lookalikes(found("7"), true),
        threads.read(post("Look", TestPictures.SUNRISE), ACCOUNT));
    assertEquals(new Reading.Lookalikes(found("7"), true), threads.read(post("Look"), ACCOUNT));
  }

  private static List<Reading.Found> found(String id) {
    return List.of(new Reading.Found(NOW, Optional.empty(), Optional.of(id)));
  }

  private static String listed(String id, String mediaType, String children) {
    return "{\"id\":\"%s\",\"text\":\"Look\",\"timestamp\":\"2026-12-01T10:00:30+0000\",\"media_type\":\"%s\",\"children\":{\"data\":[%s]}}"
        .formatted(id, mediaType, children);
  }

  /** The first picture is 71, the second 72, and what holds them together 73. */
  private void makeOneAfterTheOther() {
    AtomicInteger made = new AtomicInteger(70);
    server.on(
        MAKE,
        connection ->
            FakeReceiver.body(200, "{\"id\":\"%d\"}".formatted(made.incrementAndGet()))
                .answer(connection));
  }

  private static Post album() {
    return post("Look", TestPictures.SUNRISE, TestPictures.HARBOUR);
  }

  private static String status(String container) {
    return "GET /v1.0/" + container + STATUS;
  }

  private static FakeReceiver.Behaviour told(String status) {
    return FakeReceiver.body(200, "{\"status\":\"%s\",\"id\":\"77\"}".formatted(status));
  }

  private static FakeReceiver.Behaviour failed(String message) {
    return FakeReceiver.body(
        200, "{\"status\":\"ERROR\",\"error_message\":\"%s\"}".formatted(message));
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
        fault(error(400, 100, 4279004), NotDelivered.forNow("http_400")),
        fault(
            FakeReceiver.status(429, "Retry-After: 60"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(1)))));
  }

  @ParameterizedTest
  @MethodSource("certain")
  void shouldTakeARefusalOfEitherStepForOne(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(MAKE, fault);
    assertEquals(expected, Judgement.of(threads.deliver(post("Hello"), ACCOUNT, Instant.MAX)));

    server.on(MAKE, "{\"id\":\"77\"}").on(PUBLISH, fault);
    assertEquals(expected, Judgement.of(threads.deliver(post("Hello"), ACCOUNT, Instant.MAX)));
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

  private ThreadsSignIn signIn() {
    JsonHttp http = LOOPBACK.patient();
    return new ThreadsSignIn(
        new ThreadsApi(http, server.origin()),
        http,
        CLOCK,
        Optional.of(new OAuthRegistration("app", "secret")));
  }

  private ThreadsNetwork network(JsonHttp http) {
    return network(http, ADDRESSES);
  }

  private ThreadsNetwork network(JsonHttp http, PictureAddresses addresses) {
    ThreadsApi api = new ThreadsApi(http, server.origin());
    return new ThreadsNetwork(
        api,
        new ThreadsSignIn(api, http, CLOCK, Optional.empty()),
        new ThreadsPublishing(api, new ThreadsContainers(api, addresses, CLOCK), CLOCK),
        new ThreadsReading(api),
        addresses,
        http);
  }
}
