package io.postly.scheduling.network.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request as it goes out, and what is made of each answer, against a server on a socket. */
class DiscordNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TOKEN =
      "3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777";
  private static final String WEBHOOK = "/api/v10/webhooks/223704706495545344/" + TOKEN;
  private static final String SEND = "POST " + WEBHOOK + "?wait=true";
  private static final String EDIT = "PATCH " + WEBHOOK + "/messages/42";
  private static final String DELETE = "DELETE " + WEBHOOK + "/messages/42";
  private static final String GET = "GET " + WEBHOOK;
  private static final String REFERENCE = "223704706495545344/42";
  private static final String SENT =
      "{\"id\":\"42\",\"channel_id\":\"199737254929760256\",\"content\":\"Hello\"}";
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final DiscordNetwork discord = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldSendPicturesWithTheTextAndTheirAltTexts() {
    server.on(SEND, SENT);

    Delivery delivery =
        discord.deliver(
            post("Hello", TestPictures.SUNRISE, TestPictures.HARBOUR),
            account("1997"),
            Instant.MAX);

    assertInstanceOf(Delivery.Delivered.class, delivery);
    assertEquals(List.of(SEND), server.requests());
    String body = server.latest().body();
    assertTrue(
        body.contains(
            "{\"content\":\"Hello\",\"allowed_mentions\":{\"parse\":[]},\"attachments\":["
                + "{\"id\":0,\"filename\":\"%s\",\"description\":\"A \\\"sunrise\\\"\"},{\"id\":1,\"filename\":\"%s\"}]}"
                    .formatted(TestPictures.SUNRISE.fileName(), TestPictures.HARBOUR.fileName())),
        body);
    assertTrue(
        body.contains("name=\"files[0]\"; filename=\"" + TestPictures.SUNRISE.fileName()), body);
    assertTrue(body.contains("Content-Type: image/jpeg\r\n\r\nsunrise\r\n"), body);
    assertTrue(body.contains("Content-Type: image/png\r\n\r\nharbour\r\n"), body);
  }

  @Test
  void shouldTakeNoMoreBytesThanAMessageMayHave() {
    Picture large = TestPictures.sized(40, 30, 8 * 1024 * 1024);

    assertTrue(discord.takes(List.of(large, large, large)));
    assertFalse(discord.takes(List.of(large, large, large, large)));
  }

  @Test
  void shouldSendNothingWhereAPictureIsLost() {
    assertEquals(
        Delivery.NotDelivered.ofPostly("picture_unavailable"),
        discord.deliver(post("Hello", TestPictures.LOST), account("1997"), Instant.MAX));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldSendAPostOnceAndNotifyNobodyByName() {
    server.on(SEND, SENT);

    Delivery delivery = discord.deliver(post("Grüße @everyone 😀"), account("1997"), Instant.MAX);

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://discord.com/channels/1997/199737254929760256/42"),
            Optional.of(REFERENCE)),
        delivery);
    assertEquals(
        List.of(
            new FakeReceiver.Received(
                SEND + " HTTP/1.1",
                Map.of(
                    "host",
                    server.host(),
                    "connection",
                    "close",
                    "accept",
                    "application/json",
                    "content-type",
                    "application/json",
                    "content-length",
                    "68",
                    "user-agent",
                    "Postly"),
                "{\"content\":\"Grüße @everyone 😀\",\"allowed_mentions\":{\"parse\":[]}}")),
        server.received());
  }

  @Test
  void shouldGiveNoAddressWithoutAGuild() {
    server.on(SEND, SENT);

    assertEquals(
        new Delivery.Delivered(NOW, Optional.empty(), Optional.of(REFERENCE)),
        discord.deliver(post("Hello"), account(null), Instant.MAX));
  }

  @Test
  void shouldSendNothingFromTheInstantOnThatItMustNot() {
    assertEquals(
        NotDelivered.forNow(Delivery.LEASE_LOST),
        discord.deliver(post("Hello"), account(null), NOW));
    assertEquals(List.of(), server.received());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(refusal(400, 50_035), NotDelivered.ofPost("http_400")),
        fault(refusal(400, 200_000), NotDelivered.ofPost("http_400")),
        fault(refusal(400, 220_001), NotDelivered.ofAccount("forum_channel")),
        fault(refusal(401, 50_027), NotDelivered.ofAccount("credentials_refused")),
        fault(FakeReceiver.status(403), NotDelivered.ofAccount("credentials_refused")),
        fault(refusal(404, 10_015), NotDelivered.ofAccount("credentials_refused")),
        fault(FakeReceiver.status(422), NotDelivered.ofPost("http_422")),
        fault(
            FakeReceiver.body(
                429,
                "{\"message\":\"You are being rate"
                    + " limited.\",\"retry_after\":0.6405,\"global\":false}"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofMillis(641)))),
        fault(
            FakeReceiver.status(429, "Retry-After: 5"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(5)))),
        fault(
            FakeReceiver.body(429, "{\"retry_after\":\"soon\"}"), NotDelivered.forNow("http_429")),
        fault(
            FakeReceiver.body(429, "{\"retry_after\":1e300}"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(1_000_000)))),
        fault(FakeReceiver.status(500), new Delivery.Unknown("http_500")),
        fault(FakeReceiver.status(503), new Delivery.Unknown("http_503")),
        fault(FakeReceiver.redirect(302, "https://example.com/"), new Delivery.Unknown("http_302")),
        fault(FakeReceiver.reset(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.status(204), unreadable()),
        fault(FakeReceiver.body(200, "{\"id\":\"x\"}"), unreadable()),
        fault(FakeReceiver.body(200, "["), unreadable()),
        fault(FakeReceiver.brokenBody(200, SENT), unreadable()),
        fault(FakeReceiver.body(200, SENT.replace("Hello", "o".repeat(300_000))), unreadable()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCallOnlyThatCertainWhichIs(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(SEND, fault);

    assertEquals(
        expected, Judgement.of(discord.deliver(post("Hello"), account(null), Instant.MAX)));
    assertEquals(List.of(SEND), server.requests());
  }

  @Test
  void shouldPassOnWhatDiscordSaysOfARefusal() {
    server.on(
        SEND,
        FakeReceiver.body(
            400,
            "{\"code\":50035,\"message\":\"Invalid Form Body\",\"errors\":{\"content\":{\"_errors\":["
                + "{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 2000 or fewer in"
                + " length.\"}]}}}"));

    assertEquals(
        "Invalid Form Body: Must be 2000 or fewer in length.",
        Judgement.said(discord.deliver(post("Hello"), account(null), Instant.MAX)));
    assertEquals("No", Judgement.said(edit(refusal(403, 50_005))));
    assertNull(Judgement.said(edit(FakeReceiver.status(403))));
  }

  @Test
  void shouldNotKnowWhatASilentServerDid() {
    server.on(SEND, FakeReceiver.silence());

    assertEquals(
        new Delivery.Unknown("timeout"),
        network(LOOPBACK.impatient()).deliver(post("Hello"), account(null), Instant.MAX));
  }

  @Test
  void shouldBlameTheAccountForCredentialsThatCannotBeRead() {
    assertEquals(
        NotDelivered.ofAccount(Delivery.CREDENTIALS_UNUSABLE),
        discord.deliver(post("Hello"), Optional.of("{}}"), Instant.MAX));
  }

  @Test
  void shouldLeaveLostOutcomesToAPerson() {
    assertFalse(discord.isReadable());
    assertEquals(new Reading.Unreadable(), discord.read(post("Hello"), account(null)));
  }

  @Test
  void shouldDeleteAMessageWhoeverDidItBefore() {
    assertEquals(new Removal.Removed(), removal(FakeReceiver.status(204)));
    assertEquals(new Removal.Removed(), removal(refusal(404, 10_008)));
  }

  @Test
  void shouldSayWhyAMessageIsNotDeleted() {
    assertEquals(new Removal.Refused("credentials_refused"), removal(refusal(404, 10_015)));
    assertEquals(new Removal.Refused("credentials_refused"), removal(FakeReceiver.status(401)));
    assertEquals(new Removal.NotNow("http_429"), removal(FakeReceiver.status(429)));
    assertEquals(
        new Removal.NotNow("http_429", Optional.of(Duration.ofSeconds(2))),
        removal(FakeReceiver.body(429, "{\"retry_after\":2.0}")));
    assertEquals(new Removal.NotNow("http_500"), removal(FakeReceiver.status(500)));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));
  }

  @Test
  void shouldNotTakeAnotherWebhooksMessageForDeleted() {
    assertEquals(
        new Removal.Refused("posted_by_another_webhook"), discord.remove("1/42", account(null)));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void shouldChangeTheTextOfItsMessageAndLeaveItsFiles() {
    server.on(EDIT, SENT);

    assertInstanceOf(Delivery.Delivered.class, update(post("Hello @all", TestPictures.SUNRISE)));
    assertEquals(
        "{\"content\":\"Hello @all\",\"allowed_mentions\":{\"parse\":[]}}", server.latest().body());
  }

  @Test
  void shouldSayWhatBecameOfAChange() {
    assertEquals(
        NotDelivered.ofPost("post_gone"), edit(FakeReceiver.body(404, "{\"code\":10008}")));
    assertEquals(
        NotDelivered.ofAccount("credentials_refused"),
        edit(FakeReceiver.body(404, "{\"code\":10015}")));
    assertEquals(
        NotDelivered.ofPost("not_permitted"), edit(FakeReceiver.body(403, "{\"code\":50005}")));
    assertEquals(NotDelivered.forNow("http_429"), edit(FakeReceiver.status(429)));
    assertEquals(NotDelivered.ofPost("http_400"), edit(FakeReceiver.body(400, "{\"code\":50035}")));
    assertEquals(new Delivery.Unknown("http_502"), edit(FakeReceiver.status(502)));
    assertEquals(new Delivery.Unknown("connection_lost"), edit(FakeReceiver.reset()));
  }

  @Test
  void shouldNotChangeAnotherWebhooksMessage() {
    assertEquals(
        NotDelivered.unasked("posted_by_another_webhook"),
        discord.update(post("Hello"), Optional.of("1/42"), account(null), Instant.MAX));
    assertEquals(List.of(), server.requests());
  }

  private Delivery edit(FakeReceiver.Behaviour behaviour) {
    server.on(EDIT, behaviour);
    return update(post("Hello"));
  }

  private Delivery update(Post post) {
    return discord.update(post, Optional.of(REFERENCE), account(null), Instant.MAX);
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on(DELETE, behaviour);
    return discord.remove(REFERENCE, account(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/", "/api/v9/webhooks/"})
  void shouldLearnTheChannelWhenItConnects(String path) {
    server.on(GET, webhook("199737254929760000"));

    Connection connection = connect(server.origin() + path + "223704706495545344/" + TOKEN);

    assertEquals(
        new Connection(
            account("199737254929760000"),
            Optional.of("199737254929760256"),
            Optional.of("https://discord.com/channels/199737254929760000/199737254929760256"),
            OptionalInt.empty(),
            Optional.empty()),
        connection);
    assertFalse(connection.toString().contains(TOKEN));
    assertEquals(List.of(GET), server.requests());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void shouldRefuseAWebhookThatDiscordDoesNotKnow(int status) {
    server.on(GET, FakeReceiver.status(status));

    assertEquals("account_refused", problem().code().code());
  }

  static Stream<FakeReceiver.Behaviour> unavailable() {
    return Stream.of(
        FakeReceiver.status(429),
        FakeReceiver.status(500),
        FakeReceiver.reset(),
        FakeReceiver.redirect(301, "https://example.com/"),
        FakeReceiver.body(200, "<html>"),
        FakeReceiver.body(200, "{\"id\":\"1\",\"channel_id\":\"2\"}"),
        FakeReceiver.body(200, "{\"id\":\"223704706495545344\",\"channel_id\":null}"));
  }

  @ParameterizedTest
  @MethodSource("unavailable")
  void shouldSayThatDiscordDoesNotAnswerAsItShould(FakeReceiver.Behaviour fault) {
    server.on(GET, fault);

    ProblemException problem = problem();

    assertEquals("network_unavailable", problem.code().code());
    assertFalse(problem.getMessage().contains(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://discord.com/api/webhooks/223704706495545344/abc_-1",
        "https://discordapp.com/api/webhooks/223704706495545344/abc_-1",
        "HTTPS://Discord.com/api/v10/webhooks/223704706495545344/abc_-1/"
      })
  void shouldTakeAWebhookAsDiscordGivesIt(String url) {
    DiscordCredentials account = DiscordCredentials.parse(url, false);

    assertEquals("223704706495545344", account.webhookId());
    assertEquals("abc_-1", account.token());
    assertEquals("webhook 223704706495545344", account.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://discord.com/api/webhooks/1/abc",
        "https://discord.com.example/api/webhooks/1/abc",
        "https://example.com/api/webhooks/1/abc",
        "https://discord.com:444/api/webhooks/1/abc",
        "https://discord.com/api/webhooks/1/abc?thread_id=5",
        "https://discord.com/api/webhooks/1/abc/slack",
        "https://discord.com/api/webhooks/1/../abc",
        "https://discord.com/api/webhooks/a/abc",
        "https://discord.com/channels/1/2",
        "discord"
      })
  void shouldRefuseAnyOtherAddressWithoutEchoingIt(String url) {
    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () -> network(LOOPBACK.guarded()).connect(Optional.of(new DiscordWebhook(url))));

    assertEquals("discord.webhook_url", problem.violations().getFirst().field());
    assertFalse(problem.violations().getFirst().message().contains(url));
  }

  private static String webhook(String guild) {
    return "{\"id\":\"223704706495545344\",\"type\":1,\"channel_id\":\"199737254929760256\",\"guild_id\":\""
        + guild
        + "\",\"name\":\"News\"}";
  }

  private Connection connect(String url) {
    return discord.connect(Optional.of(new DiscordWebhook(url)));
  }

  private ProblemException problem() {
    return assertThrows(
        ProblemException.class,
        () -> connect(server.origin() + "/api/webhooks/223704706495545344/" + TOKEN));
  }

  private Optional<String> account(String guild) {
    return Optional.of(
        "{\"server\":\"%s\",\"webhook_id\":\"223704706495545344\",\"token\":\"%s\",\"guild_id\":%s}"
            .formatted(server.origin(), TOKEN, guild == null ? null : "\"" + guild + "\""));
  }

  private static Delivery unreadable() {
    return new Delivery.Unknown("answer_unreadable");
  }

  private static FakeReceiver.Behaviour refusal(int status, int code) {
    return FakeReceiver.body(status, "{\"message\":\"No\",\"code\":" + code + "}");
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

  private static DiscordNetwork network(JsonHttp http) {
    DiscordApi api = new DiscordApi(http);
    return new DiscordNetwork(
        api, new DiscordConnecting(api, http), TestPictures.FILES, http, CLOCK);
  }
}
