package io.postly.scheduling.network.linkedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.Judgement;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.Reading;
import io.postly.scheduling.network.Removal;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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
class LinkedInNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SEND = "POST /rest/posts";
  private static final String URN = "urn:li:share:7012345678901234567";
  private static final String EDIT = "POST /rest/posts/urn%3Ali%3Ashare%3A7012345678901234567";
  private static final String DELETE = "DELETE /rest/posts/urn%3Ali%3Ashare%3A7012345678901234567";
  private static final FakeReceiver.Behaviour SENT =
      FakeReceiver.status(201, "x-restli-id: " + URN);
  private static final String BEGIN = "POST /rest/images?action=initializeUpload";
  private static final String UPLOAD = "PUT /dms-uploads/1";
  private static final String LOOK = "GET /rest/images/urn%3Ali%3Aimage%3A1";
  private static final String TOKENS = "POST /oauth/v2/accessToken";
  private static final String MEMBER = "GET /v2/userinfo";
  private static final String KEPT = "{\"member_id\":\"782bbtaQ\",\"access_token\":\"the-token\"}";
  private static final Optional<String> ACCOUNT = Optional.of(KEPT);
  private static final SignIn.Answer BACK =
      new SignIn.Answer("the-code", "the-verifier", "https://postly.test/done", Optional.empty());
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final LinkedInNetwork linkedIn = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldSendAPostOnceForEverybodyToSee() {
    server.on(SEND, FakeReceiver.status(201, "x-restli-id: " + URN));

    Delivery delivery = linkedIn.deliver(post("Grüße (alle) #Neu"), ACCOUNT, Instant.MAX);

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://www.linkedin.com/feed/update/" + URN + "/"),
            Optional.of(URN)),
        delivery);
    assertEquals(List.of(SEND), server.requests());
    assertEquals(
        "{\"author\":\"urn:li:person:782bbtaQ\",\"commentary\":\"Grüße \\\\(alle\\\\)"
            + " {hashtag|\\\\#|Neu}\","
            + "\"visibility\":\"PUBLIC\",\"distribution\":{\"feedDistribution\":\"MAIN_FEED\",\"targetEntities\":[],"
            + "\"thirdPartyDistributionChannels\":[]},\"lifecycleState\":\"PUBLISHED\",\"isReshareDisabledByAuthor\":false}",
        server.latest().body());
    assertEquals("Bearer the-token", server.latest().headers().get("authorization"));
    assertEquals("202605", server.latest().headers().get("linkedin-version"));
    assertEquals("2.0.0", server.latest().headers().get("x-restli-protocol-version"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "plain text – 日本 😀, plain text – 日本 😀",
        "a_b*c~d, a\\_b\\*c\\~d",
        "@pat <b> [x]{y}|z \\, \\@pat \\<b\\> \\[x\\]\\{y\\}\\|z \\\\",
        "#one #2 #a_b C#, {hashtag|\\#|one} \\#2 {hashtag|\\#|a\\_b} C\\#",
        "https://example.com/a_b#c, https://example.com/a\\_b\\#c"
      })
  void shouldEscapeWhatHasAMeaning(String text, String little) {
    assertEquals(little, LittleText.of(text));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(FakeReceiver.status(401), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(FakeReceiver.status(403), NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED)),
        fault(FakeReceiver.status(400), NotDelivered.ofPost("http_400")),
        fault(FakeReceiver.status(422), NotDelivered.ofPost("http_422")),
        fault(FakeReceiver.status(426), NotDelivered.forNow("http_426")),
        fault(
            FakeReceiver.status(429, "Retry-After: 60"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(1)))),
        fault(FakeReceiver.status(429), NotDelivered.forNow("http_429")),
        fault(FakeReceiver.status(500), new Delivery.Unknown("http_500")),
        fault(FakeReceiver.status(504), new Delivery.Unknown("http_504")),
        fault(FakeReceiver.reset(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.status(201), unreadable()),
        fault(FakeReceiver.status(201, "x-restli-id: urn:li:share:x/../y"), unreadable()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCallOnlyThatCertainWhichIs(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(SEND, fault);

    assertEquals(expected, linkedIn.deliver(post("Hello"), ACCOUNT, Instant.MAX));
    assertEquals(List.of(SEND), server.requests());
  }

  @Test
  void shouldUploadAPictureWhereLinkedInWantsItBeforeThePostThatHasIt() {
    server
        .on(BEGIN, place("1", "/dms-uploads/1?sig=a%2Fb"))
        .on("PUT /dms-uploads/1?sig=a%2Fb", FakeReceiver.status(201))
        .on(LOOK, "{\"status\":\"AVAILABLE\"}")
        .on(SEND, SENT);

    assertInstanceOf(
        Delivery.Delivered.class,
        linkedIn.deliver(post("Hello", TestPictures.SUNRISE), ACCOUNT, Instant.MAX));

    assertEquals(List.of(BEGIN, "PUT /dms-uploads/1?sig=a%2Fb", LOOK, SEND), server.requests());
    FakeReceiver.Received begun = server.received().getFirst();
    assertEquals(
        "{\"initializeUploadRequest\":{\"owner\":\"urn:li:person:782bbtaQ\"}}", begun.body());
    assertEquals("202605", begun.headers().get("linkedin-version"));
    FakeReceiver.Received upload = server.received().get(1);
    assertEquals("sunrise", upload.body());
    assertEquals("Bearer the-token", upload.headers().get("authorization"));
    assertTrue(
        server
            .latest()
            .body()
            .contains(
                "\"content\":{\"media\":"
                    + media("urn:li:image:1", ",\"altText\":\"A \\\"sunrise\\\"\"")
                    + "}"),
        server.latest().body());
  }

  @Test
  void shouldPostSeveralPicturesInTheirOrder() {
    AtomicInteger places = new AtomicInteger();
    server
        .on(
            BEGIN,
            connection -> {
              int number = places.incrementAndGet();
              place(Integer.toString(number), "/dms-uploads/" + number).answer(connection);
            })
        .on("PUT /dms-uploads/1", FakeReceiver.status(201))
        .on("PUT /dms-uploads/2", FakeReceiver.status(201))
        .on(LOOK, "{\"status\":\"AVAILABLE\"}")
        .on(LOOK.replace("%3A1", "%3A2"), "{\"status\":\"AVAILABLE\"}")
        .on(SEND, SENT);

    linkedIn.deliver(
        post("Hello", TestPictures.HARBOUR, TestPictures.SUNRISE), ACCOUNT, Instant.MAX);

    assertTrue(
        server
            .latest()
            .body()
            .contains(
                "\"content\":{\"multiImage\":{\"images\":["
                    + media("urn:li:image:1", "")
                    + ","
                    + media("urn:li:image:2", ",\"altText\":\"A \\\"sunrise\\\"\"")
                    + "]}}"),
        server.latest().body());
  }

  @Test
  void shouldWaitUntilLinkedInIsDoneWithAPicture() {
    AtomicInteger looks = new AtomicInteger();
    serverThatTakesPictures()
        .on(
            LOOK,
            connection ->
                FakeReceiver.body(
                        200,
                        looks.incrementAndGet() < 2
                            ? "{\"status\":\"PROCESSING\"}"
                            : "{\"status\":\"AVAILABLE\"}")
                    .answer(connection))
        .on(SEND, SENT);

    assertInstanceOf(Delivery.Delivered.class, deliverHarbour());
    assertEquals(2, looks.get());
  }

  /** Apps need a permission for it that not all have. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void shouldPostWhereLinkedInDoesNotShowPicturesToTheApp(int status) {
    serverThatTakesPictures().on(LOOK, FakeReceiver.status(status)).on(SEND, SENT);

    assertInstanceOf(
        Delivery.Delivered.class,
        linkedIn.deliver(
            post("Hello", TestPictures.HARBOUR, TestPictures.SUNRISE), ACCOUNT, Instant.MAX));
    assertEquals(List.of(BEGIN, UPLOAD, BEGIN, UPLOAD, LOOK, SEND), server.requests());
  }

  @Test
  void shouldNotWaitForAPictureLongerThanThePostMayBeSent() {
    serverThatTakesPictures();

    assertEquals(
        NotDelivered.forNow("picture_processing"),
        linkedIn.deliver(post("Hello", TestPictures.HARBOUR), ACCOUNT, NOW.plusMillis(100)));
    assertEquals(List.of(BEGIN, UPLOAD), server.requests());
  }

  static Stream<Arguments> uploadFaults() {
    return Stream.of(
        upload(BEGIN, FakeReceiver.status(401), NotDelivered.ofAccount("credentials_refused")),
        upload(BEGIN, FakeReceiver.status(403), NotDelivered.ofPost("pictures_not_permitted")),
        upload(BEGIN, FakeReceiver.status(422), NotDelivered.ofPost("picture_refused")),
        upload(BEGIN, FakeReceiver.status(426), NotDelivered.forNow("http_426")),
        upload(
            BEGIN,
            FakeReceiver.status(429, "Retry-After: 60"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMinutes(1)))),
        upload(BEGIN, FakeReceiver.status(500), NotDelivered.forNow("http_500")),
        upload(BEGIN, FakeReceiver.reset(), NotDelivered.forNow("connection_lost")),
        upload(BEGIN, FakeReceiver.body(200, "{}"), NotDelivered.forNow("answer_unreadable")),
        upload(UPLOAD, FakeReceiver.status(413), NotDelivered.ofPost("picture_refused")),
        upload(UPLOAD, FakeReceiver.status(401), NotDelivered.forNow("http_401")),
        upload(UPLOAD, FakeReceiver.status(403), NotDelivered.forNow("http_403")),
        upload(UPLOAD, FakeReceiver.redirect(307, "/elsewhere"), NotDelivered.forNow("http_307")),
        upload(UPLOAD, FakeReceiver.status(503), NotDelivered.forNow("http_503")),
        upload(UPLOAD, FakeReceiver.reset(), NotDelivered.forNow("connection_lost")),
        upload(
            LOOK,
            FakeReceiver.body(200, "{\"status\":\"PROCESSING_FAILED\"}"),
            NotDelivered.ofPost("picture_refused")),
        upload(LOOK, FakeReceiver.status(401), NotDelivered.ofAccount("credentials_refused")),
        upload(LOOK, FakeReceiver.status(429), NotDelivered.forNow("http_429")),
        upload(LOOK, FakeReceiver.status(500), NotDelivered.forNow("http_500")));
  }

  private static Arguments upload(
      String request, FakeReceiver.Behaviour fault, NotDelivered expected) {
    return Arguments.of(request, fault, expected);
  }

  @ParameterizedTest
  @MethodSource("uploadFaults")
  void shouldBeCertainThatNothingStandsWithoutItsPictures(
      String request, FakeReceiver.Behaviour fault, NotDelivered expected) {
    serverThatTakesPictures()
        .on(LOOK, "{\"status\":\"AVAILABLE\"}")
        .on(SEND, SENT)
        .on(request, fault);

    assertEquals(expected, deliverHarbour());
    assertFalse(server.requests().contains(SEND));
  }

  @Test
  void shouldNotKnowWhatBecameOfAPostWithPicturesWithoutAnAnswer() {
    serverThatTakesPictures().on(LOOK, "{\"status\":\"AVAILABLE\"}").on(SEND, FakeReceiver.reset());

    assertEquals(new Delivery.Unknown("connection_lost"), deliverHarbour());
  }

  @Test
  void shouldSendNothingWhereAPictureIsLost() {
    assertEquals(
        NotDelivered.ofPostly("picture_unavailable"),
        linkedIn.deliver(post("Hello", TestPictures.LOST), ACCOUNT, Instant.MAX));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldGiveAPictureAndTheTokenToNobodyButLinkedIn() {
    try (ScriptedServer stranger = new ScriptedServer()) {
      server.on(
          BEGIN,
          "{\"value\":{\"uploadUrl\":\"%s/dms-uploads/1\",\"image\":\"urn:li:image:1\"}}"
              .formatted(stranger.origin()));

      assertEquals(NotDelivered.forNow(Delivery.ANSWER_UNREADABLE), deliverHarbour());
      assertEquals(List.of(), stranger.received());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.linkedin.com/dms-uploads/a?sig=b, true",
    "https://api.linkedin.com/mediaUpload/a, true",
    "https://WWW.LinkedIn.com:443/a, true",
    "http://www.linkedin.com/a, false",
    "https://www.linkedin.com:8443/a, false",
    "https://linkedin.com.example.com/a, false",
    "https://evil-linkedin.com/a, false",
    "https://example.com/?https://www.linkedin.com/, false",
    "https://www.linkedin.com@example.com/a, false",
    "https://127.0.0.1/a, false",
    "no address, false"
  })
  void shouldKnowLinkedInsOwnAddresses(String address, boolean isLinkedIns) {
    assertEquals(isLinkedIns, LinkedInApi.Servers.LINKED_IN.upload(address).isPresent(), address);
  }

  @Test
  void shouldSayWhichPicturesLinkedInTakes() {
    assertTrue(linkedIn.takes(List.of(TestPictures.sized(6016, 6009, 5_000_000))));
    assertFalse(linkedIn.takes(List.of(TestPictures.sized(6016, 6010, 1_000))));
    assertFalse(linkedIn.takes(List.of(TestPictures.sized(40, 30, 5_000_001))));
  }

  private Delivery deliverHarbour() {
    return linkedIn.deliver(post("Hello", TestPictures.HARBOUR), ACCOUNT, Instant.MAX);
  }

  private ScriptedServer serverThatTakesPictures() {
    return server.on(BEGIN, place("1", "/dms-uploads/1")).on(UPLOAD, FakeReceiver.status(201));
  }

  private FakeReceiver.Behaviour place(String image, String path) {
    return FakeReceiver.body(
        200,
        "{\"value\":{\"uploadUrlExpiresAt\":1796119230000,\"uploadUrl\":\"%s%s\",\"image\":\"urn:li:image:%s\"}}"
            .formatted(server.origin(), path, image));
  }

  private static String media(String urn, String altText) {
    return "{\"id\":\"" + urn + "\"" + altText + "}";
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
        linkedIn.deliver(post("Hello"), Optional.empty(), Instant.MAX));
  }

  @Test
  void shouldLeaveLostOutcomesToAPerson() {
    assertFalse(linkedIn.isReadable());
    assertEquals(new Reading.Unreadable(), linkedIn.read(post("Hello"), ACCOUNT));
  }

  @Test
  void shouldDeleteAPostAndSayWhyNot() {
    assertEquals(new Removal.Removed(), removal(FakeReceiver.status(204)));
    assertEquals("DELETE", server.latest().headers().get("x-restli-method"));
    assertEquals(new Removal.Removed(), removal(FakeReceiver.status(404)));
    assertEquals(new Removal.Refused("credentials_refused"), removal(FakeReceiver.status(401)));
    assertEquals(new Removal.Refused("credentials_refused"), removal(FakeReceiver.status(403)));
    assertEquals(new Removal.NotNow("http_429"), removal(FakeReceiver.status(429)));
    assertEquals(
        new Removal.NotNow("http_429", Optional.of(Duration.ofSeconds(5))),
        removal(FakeReceiver.status(429, "Retry-After: 5")));
    assertEquals(new Removal.NotNow("http_500"), removal(FakeReceiver.status(500)));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));
  }

  @Test
  void shouldChangeTheTextOfAPost() {
    server.on(EDIT, FakeReceiver.status(204));

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://www.linkedin.com/feed/update/" + URN + "/"),
            Optional.of(URN)),
        linkedIn.update(post("Hello (again)"), Optional.of(URN), ACCOUNT, Instant.MAX));
    assertEquals("PARTIAL_UPDATE", server.latest().headers().get("x-restli-method"));
    assertEquals(
        "{\"patch\":{\"$set\":{\"commentary\":\"Hello \\\\(again\\\\)\"}}}",
        server.latest().body());
  }

  @Test
  void shouldSayWhatBecameOfAChange() {
    assertEquals(
        NotDelivered.ofPost("post_gone"),
        edit(FakeReceiver.body(404, "{\"status\":404,\"code\":\"NOT_FOUND\"}")));
    assertEquals(
        NotDelivered.forNow("http_404"), edit(FakeReceiver.body(404, "404 page not found")));
    assertEquals(NotDelivered.ofPost("not_permitted"), edit(FakeReceiver.status(403)));
    assertEquals(NotDelivered.ofAccount("credentials_refused"), edit(FakeReceiver.status(401)));
    assertEquals(NotDelivered.ofPost("http_422"), edit(FakeReceiver.status(422)));
    assertEquals(NotDelivered.forNow("http_429"), edit(FakeReceiver.status(429)));
    assertEquals(new Delivery.Unknown("http_500"), edit(FakeReceiver.status(500)));
    assertEquals(new Delivery.Unknown("connection_lost"), edit(FakeReceiver.reset()));
  }

  @Test
  void shouldPassOnWhatLinkedInSaysOfARefusal() {
    FakeReceiver.Behaviour refusal =
        FakeReceiver.body(
            422, "{\"status\":422,\"message\":\"Content is a duplicate of urn:li:share:7012\"}");
    server.on(SEND, refusal);

    assertEquals(
        "Content is a duplicate of urn:li:share:7012",
        Judgement.said(linkedIn.deliver(post("Hello"), ACCOUNT, Instant.MAX)));
    assertEquals("Content is a duplicate of urn:li:share:7012", Judgement.said(edit(refusal)));
    server.on(BEGIN, refusal);
    assertEquals("Content is a duplicate of urn:li:share:7012", Judgement.said(deliverHarbour()));
  }

  private Delivery edit(FakeReceiver.Behaviour behaviour) {
    server.on(EDIT, behaviour);
    return linkedIn.update(post("Hello"), Optional.of(URN), ACCOUNT, Instant.MAX);
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on(DELETE, behaviour);
    return linkedIn.remove(URN, ACCOUNT);
  }

  @Test
  void shouldLeadToLinkedIn() {
    assertEquals(
        "https://www.linkedin.com/oauth/v2/authorization?response_type=code&client_id=app"
            + "&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone&state=acme.abc&scope=openid%20profile%20w_member_social",
        signIn()
            .begin(
                new SignIn.Request(
                    "acme.abc", "the-challenge", "https://postly.test/done", Optional.empty()))
            .address());
  }

  @Test
  void shouldExchangeTheCodeWithoutAVerifier() {
    server
        .on(TOKENS, granted())
        .on(
            MEMBER,
            "{\"sub\":\"782bbtaQ\",\"name\":\"Pat\\u0000\\n\\u202eDoe\",\"locale\":\"en-US\"}");

    Connection connection = signIn().complete(BACK);

    assertEquals(
        new Connection(
            ACCOUNT,
            Optional.of("782bbtaQ"),
            Optional.of("Pat Doe"),
            OptionalInt.empty(),
            Optional.empty(),
            Lifetime.ending(NOW, Duration.ofDays(60))),
        connection);
    assertEquals(
        "grant_type=authorization_code&code=the-code&redirect_uri=https%3A%2F%2Fpostly.test%2Fdone"
            + "&client_id=app&client_secret=secret",
        server.received().getFirst().body());
    assertEquals("Bearer the-token", server.latest().headers().get("authorization"));
  }

  @Test
  void shouldSayWhyASignInCannotBeCompleted() {
    server.on(TOKENS, FakeReceiver.body(401, "{\"error\":\"invalid_client\"}"));
    assertEquals("account_refused", problem().code().code());
    assertFalse(problem().getMessage().contains("secret"));

    for (FakeReceiver.Behaviour fault :
        List.of(FakeReceiver.status(500), FakeReceiver.status(429), FakeReceiver.reset())) {
      server.on(TOKENS, fault);
      assertEquals("network_unavailable", problem().code().code());
    }

    server.on(TOKENS, granted()).on(MEMBER, "{\"sub\":\"../x\"}");
    assertEquals("network_unavailable", problem().code().code());
  }

  @Test
  void shouldBeOfferedOnlyWhereItIsSetUp() {
    JsonHttp http = LOOPBACK.patient();

    assertTrue(signIn().isOffered());
    assertFalse(new LinkedInSignIn(api(http), http, CLOCK, Optional.empty()).isOffered());
    assertThrows(ProblemException.class, () -> linkedIn.connect(Optional.empty()));
  }

  private ProblemException problem() {
    return assertThrows(ProblemException.class, () -> signIn().complete(BACK));
  }

  private static String granted() {
    return "{\"access_token\":\"the-token\",\"expires_in\":5184000,\"scope\":\"openid,profile,w_member_social\"}";
  }

  private static Delivery unreadable() {
    return new Delivery.Unknown("answer_unreadable");
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

  private LinkedInApi api(JsonHttp http) {
    return new LinkedInApi(
        http,
        new LinkedInApi.Servers(
            server.origin(), server.origin(), Pattern.compile(Pattern.quote(server.origin()))),
        "202605");
  }

  private LinkedInSignIn signIn() {
    JsonHttp http = LOOPBACK.patient();
    return new LinkedInSignIn(
        api(http), http, CLOCK, Optional.of(new OAuthRegistration("app", "secret")));
  }

  private LinkedInNetwork network(JsonHttp http) {
    LinkedInApi api = api(http);
    return new LinkedInNetwork(
        api,
        new LinkedInSignIn(api, http, CLOCK, Optional.empty()),
        new LinkedInUploads(api, TestPictures.FILES, CLOCK),
        http,
        CLOCK);
  }
}
