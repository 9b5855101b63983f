package io.postly.scheduling.network.telegram;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request as it goes out, and what is made of each answer, against a server on a socket. */
class TelegramNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
  private static final String BOT = "POST /bot" + TOKEN + "/";
  private static final String SEND = BOT + "sendMessage";
  private static final String EDIT = BOT + "editMessageText";
  private static final String DELETE = BOT + "deleteMessage";
  private static final Optional<String> ACCOUNT =
      Optional.of("{\"bot_token\":\"" + TOKEN + "\",\"chat_id\":-1001234567890}");
  private static final String SENT =
      """
      {"ok":true,"result":{"message_id":42,"date":1764583230,"text":"Hello",
       "chat":{"id":-1001234567890,"type":"channel","title":"News","username":"postly_news"}}}\
      """;
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ScriptedServer server = new ScriptedServer();
  private final TelegramNetwork telegram = network(LOOPBACK.patient());

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldSendAPictureWithTheTextBelow() {
    server.on(BOT + "sendPhoto", SENT);

    Delivery delivery =
        telegram.deliver(post("*Grüße*", TestPictures.SUNRISE), ACCOUNT, Instant.MAX);

    assertInstanceOf(Delivery.Delivered.class, delivery);
    assertEquals(List.of(BOT + "sendPhoto"), server.requests());
    String body = server.latest().body();
    assertTrue(body.contains("name=\"chat_id\""), body);
    assertTrue(body.contains("\r\n\r\n-1001234567890\r\n"), body);
    assertTrue(body.contains("\r\n\r\n*Grüße*\r\n"), body);
    assertTrue(body.contains("Content-Type: image/jpeg\r\n\r\nsunrise\r\n"), body);
  }

  @ParameterizedTest
  @CsvSource({
    "6000, 4000, true",
    "6000, 4001, false",
    "2000, 100, true",
    "2001, 100, false",
    "100, 2001, false"
  })
  void shouldTakePicturesOfTheShapeThatTelegramTakes(int width, int height, boolean isTaken) {
    assertEquals(isTaken, telegram.takes(List.of(TestPictures.sized(width, height, 1_000))));
  }

  @ParameterizedTest
  @CsvSource({"1024, true", "1025, false"})
  void shouldTakeAPictureBesideAShortTextAlone(int characters, boolean isTaken) {
    assertEquals(isTaken, telegram.takes(post("x".repeat(characters), TestPictures.SUNRISE)));
    assertTrue(telegram.takes(post("x".repeat(characters))));
  }

  @Test
  void shouldSendNothingWhereAPictureIsLost() {
    assertEquals(
        Delivery.NotDelivered.ofPostly("picture_unavailable"),
        telegram.deliver(post("Hello", TestPictures.LOST), ACCOUNT, Instant.MAX));
    assertEquals(List.of(), server.received());
  }

  @Test
  void shouldSendAPostOnceAsPlainText() {
    server.on(SEND, SENT);

    Delivery delivery = telegram.deliver(post("*Grüße* <b>😀"), ACCOUNT, Instant.MAX);

    assertEquals(
        new Delivery.Delivered(
            NOW, Optional.of("https://t.me/postly_news/42"), Optional.of("-1001234567890/42")),
        delivery);
    assertEquals(
        List.of(
            new FakeReceiver.Received(
                "POST /bot" + TOKEN + "/sendMessage HTTP/1.1",
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
                    "53",
                    "user-agent",
                    "Postly"),
                "{\"chat_id\":-1001234567890,\"text\":\"*Grüße* <b>😀\"}")),
        server.received());
  }

  @ParameterizedTest
  @CsvSource({"supergroup, postly_news, true", "private, alice, false", "channel, '', false"})
  void shouldTellWhereAMessageCanBeSeenByAnybody(String type, String username, boolean isPublic) {
    server.on(
        SEND,
        "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":{\"id\":5,\"type\":\"%s\",\"username\":\"%s\"}}}"
            .formatted(type, username));

    assertEquals(
        new Delivery.Delivered(
            NOW,
            Optional.of("https://t.me/postly_news/7").filter(_ -> isPublic),
            Optional.of("5/7")),
        telegram.deliver(post("Hello"), ACCOUNT, Instant.MAX));
  }

  @Test
  void shouldSendNothingFromTheInstantOnThatItMustNot() {
    assertEquals(
        NotDelivered.forNow(Delivery.LEASE_LOST), telegram.deliver(post("Hello"), ACCOUNT, NOW));
    assertEquals(List.of(), server.received());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(refusal(400, "Bad Request: message is too long"), NotDelivered.ofPost("http_400")),
        fault(refusal(400, "Bad Request: chat not found"), NotDelivered.ofAccount("chat_refused")),
        fault(
            refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
            NotDelivered.ofAccount("chat_refused")),
        fault(
            refusal(400, "Bad Request: group chat was upgraded to a supergroup chat"),
            NotDelivered.ofAccount("chat_refused")),
        fault(FakeReceiver.status(400), NotDelivered.ofPost("http_400")),
        fault(refusal(401, "Unauthorized"), NotDelivered.ofAccount("credentials_refused")),
        fault(
            refusal(403, "Forbidden: bot was kicked from the channel chat"),
            NotDelivered.ofAccount("chat_refused")),
        fault(refusal(404, "Not Found"), NotDelivered.ofAccount("credentials_refused")),
        fault(FakeReceiver.status(422), NotDelivered.ofPost("http_422")),
        fault(
            FakeReceiver.body(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after"
                    + " 35\",\"parameters\":{\"retry_after\":35}}"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(35)))),
        fault(
            FakeReceiver.status(429, "Retry-After: 5"),
            NotDelivered.forNow("http_429", Optional.of(Duration.ofSeconds(5)))),
        fault(FakeReceiver.status(429), NotDelivered.forNow("http_429")),
        fault(refusal(500, "Internal Server Error"), new Delivery.Unknown("http_500")),
        fault(FakeReceiver.status(503), new Delivery.Unknown("http_503")),
        fault(FakeReceiver.redirect(302, "https://example.com/"), new Delivery.Unknown("http_302")),
        fault(FakeReceiver.reset(), new Delivery.Unknown("connection_lost")),
        fault(FakeReceiver.body(200, "{\"ok\":false}"), unreadable()),
        fault(FakeReceiver.body(200, SENT.replace("42", "\"x\"")), unreadable()),
        fault(FakeReceiver.body(200, "{"), unreadable()),
        fault(FakeReceiver.brokenBody(200, SENT), unreadable()),
        fault(FakeReceiver.body(200, SENT.replace("Hello", "o".repeat(300_000))), unreadable()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCallOnlyThatCertainWhichIs(FakeReceiver.Behaviour fault, Delivery expected) {
    server.on(SEND, fault);

    assertEquals(expected, Judgement.of(telegram.deliver(post("Hello"), ACCOUNT, Instant.MAX)));
    assertEquals(List.of(SEND), server.requests());
  }

  @Test
  void shouldPassOnWhatTelegramSaysOfARefusal() {
    server.on(SEND, refusal(400, "Bad Request: message is too long"));
    server.on(EDIT, refusal(403, "Forbidden: bot is not a member of the channel chat"));

    assertEquals(
        "Bad Request: message is too long",
        Judgement.said(telegram.deliver(post("Hello"), ACCOUNT, Instant.MAX)));
    assertEquals(
        "Forbidden: bot is not a member of the channel chat",
        Judgement.said(update(post("Hello"))));
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
        telegram.deliver(post("Hello"), Optional.empty(), Instant.MAX));
  }

  @Test
  void shouldLeaveLostOutcomesToAPerson() {
    assertFalse(telegram.isReadable());
    assertEquals(new Reading.Unreadable(), telegram.read(post("Hello"), ACCOUNT));
  }

  @Test
  void shouldDeleteAMessageOfItsChat() {
    server.on(DELETE, "{\"ok\":true,\"result\":true}");

    assertEquals(new Removal.Removed(), telegram.remove("-1001234567890/42", ACCOUNT));
    assertEquals("{\"chat_id\":-1001234567890,\"message_id\":42}", server.latest().body());
  }

  @Test
  void shouldSayWhyAMessageIsNotDeleted() {
    assertEquals(
        new Removal.Removed(), removal(refusal(400, "Bad Request: message to delete not found")));
    assertEquals(
        new Removal.Refused("not_deletable"),
        removal(refusal(400, "Bad Request: message can't be deleted for everyone")));
    assertEquals(new Removal.Refused("credentials_refused"), removal(refusal(401, "Unauthorized")));
    assertEquals(new Removal.NotNow("http_429"), removal(FakeReceiver.status(429)));
    assertEquals(
        new Removal.NotNow("http_429", Optional.of(Duration.ofSeconds(35))),
        removal(FakeReceiver.body(429, "{\"parameters\":{\"retry_after\":35}}")));
    assertEquals(new Removal.NotNow("http_500"), removal(FakeReceiver.status(500)));
    assertEquals(new Removal.NotNow("http_200"), removal(FakeReceiver.status(200)));
    assertEquals(new Removal.NotNow("connection_lost"), removal(FakeReceiver.reset()));
  }

  private Removal removal(FakeReceiver.Behaviour behaviour) {
    server.on(DELETE, behaviour);
    return telegram.remove("5/7", ACCOUNT);
  }

  @Test
  void shouldChangeTheTextOfAMessageOfItsChat() {
    server.on(EDIT, SENT);

    assertEquals(
        new Delivery.Delivered(
            NOW, Optional.of("https://t.me/postly_news/42"), Optional.of("-1001234567890/42")),
        update(post("*Grüße*")));
    assertEquals(
        "{\"chat_id\":-1001234567890,\"message_id\":42,\"text\":\"*Grüße*\"}",
        server.latest().body());
  }

  @Test
  void shouldChangeTheTextBelowAPicture() {
    server.on(BOT + "editMessageCaption", SENT);

    assertInstanceOf(Delivery.Delivered.class, update(post("Hello", TestPictures.SUNRISE)));
    assertEquals(
        "{\"chat_id\":-1001234567890,\"message_id\":42,\"caption\":\"Hello\"}",
        server.latest().body());
  }

  @Test
  void shouldSayWhatBecameOfAChange() {
    assertEquals(
        new Delivery.Delivered(NOW, Optional.empty(), Optional.of("-1001234567890/42")),
        edit(refusal(400, "Bad Request: message is not modified: specified new message content")));
    assertEquals(
        NotDelivered.ofPost("post_gone"),
        edit(refusal(400, "Bad Request: message to edit not found")));
    assertEquals(
        NotDelivered.ofPost("http_400"),
        edit(refusal(400, "Bad Request: message can't be edited")));
    assertEquals(
        NotDelivered.ofPost("not_permitted"),
        edit(refusal(400, "Bad Request: not enough rights to edit messages")));
    assertEquals(
        NotDelivered.ofPost("not_permitted"),
        edit(refusal(403, "Forbidden: bot is not a member of the channel chat")));
    assertEquals(NotDelivered.ofAccount("credentials_refused"), edit(refusal(401, "Unauthorized")));
    assertEquals(NotDelivered.forNow("http_429"), edit(FakeReceiver.status(429)));
    assertEquals(new Delivery.Unknown("http_500"), edit(FakeReceiver.status(500)));
    assertEquals(new Delivery.Unknown("answer_unreadable"), edit(FakeReceiver.status(200)));
    assertEquals(new Delivery.Unknown("connection_lost"), edit(FakeReceiver.reset()));
  }

  @Test
  void shouldChangeNothingTooLate() {
    assertEquals(
        NotDelivered.forNow("lease_lost"),
        telegram.update(post("Hello"), Optional.of("5/7"), ACCOUNT, NOW));
    assertEquals(List.of(), server.requests());
  }

  private Delivery edit(FakeReceiver.Behaviour behaviour) {
    server.on(EDIT, behaviour);
    return Judgement.of(update(post("Hello")));
  }

  private Delivery update(Post post) {
    return telegram.update(post, Optional.of("-1001234567890/42"), ACCOUNT, Instant.MAX);
  }

  @Test
  void shouldLearnTheChatWhenItConnects() {
    accepts("administrator\",\"can_post_messages\":true,\"x\":\"");

    Connection connection = connect();

    assertEquals(
        new Connection(
            ACCOUNT,
            Optional.of("-1001234567890"),
            Optional.of("@postly_news"),
            OptionalInt.empty(),
            Optional.empty()),
        connection);
    assertFalse(connection.toString().contains(TOKEN));
    assertEquals(List.of(BOT + "getMe", BOT + "getChat", BOT + "getChatMember"), server.requests());
    assertEquals("{\"chat_id\":\"@postly_news\"}", server.received().get(1).body());
    assertEquals("{\"chat_id\":-1001234567890,\"user_id\":123456}", server.latest().body());
  }

  @ParameterizedTest
  @CsvSource({
    "channel, creator, true",
    "channel, administrator, false",
    "channel, member, false",
    "channel, left, false",
    "group, administrator, true",
    "supergroup, member, true",
    "supergroup, restricted, false",
    "supergroup, kicked, false"
  })
  void shouldConnectOnlyWhereTheBotMayPost(String type, String status, boolean may) {
    accepts(status);
    server.on(
        BOT + "getChat",
        "{\"ok\":true,\"result\":{\"id\":-5,\"type\":\"%s\",\"title\":\"Te\\u202Eam\\n\\u0000\"}}"
            .formatted(type));

    if (may) {
      assertEquals(Optional.of("Te am"), connect().address());
    } else {
      assertEquals("account_refused", problem().code().code());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void shouldRefuseATokenThatIsNoBots(int status) {
    server.on(BOT + "getMe", refusal(status, "Unauthorized"));

    assertEquals("account_refused", problem().code().code());
  }

  @Test
  void shouldRefuseAChatThatTheBotCannotSee() {
    accepts("member");
    server.on(BOT + "getChat", refusal(400, "Bad Request: chat not found"));

    ProblemException problem = problem();

    assertEquals("account_refused", problem.code().code());
    assertEquals("The bot cannot see this chat.", problem.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"getMe", "getChat", "getChatMember"})
  void shouldSayThatTelegramDoesNotAnswerAsItShould(String method) {
    for (FakeReceiver.Behaviour fault :
        List.of(FakeReceiver.status(429), FakeReceiver.status(502), FakeReceiver.reset())) {
      accepts("member");
      server.on(BOT + method, fault);

      ProblemException problem = problem();

      assertEquals("network_unavailable", problem.code().code());
      assertFalse(problem.getMessage().contains(TOKEN));
    }
  }

  private void accepts(String status) {
    server.on(BOT + "getMe", "{\"ok\":true,\"result\":{\"id\":123456,\"is_bot\":true}}");
    server.on(
        BOT + "getChat",
        "{\"ok\":true,\"result\":{\"id\":-1001234567890,\"type\":\"channel\",\"username\":\"postly_news\"}}");
    server.on(BOT + "getChatMember", "{\"ok\":true,\"result\":{\"status\":\"" + status + "\"}}");
  }

  private Connection connect() {
    return telegram.connect(Optional.of(new TelegramAccount(TOKEN, "@postly_news")));
  }

  private ProblemException problem() {
    return assertThrows(ProblemException.class, this::connect);
  }

  private static Delivery unreadable() {
    return new Delivery.Unknown("answer_unreadable");
  }

  private static FakeReceiver.Behaviour refusal(int status, String description) {
    return FakeReceiver.body(
        status,
        "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\"}");
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

  private TelegramNetwork network(JsonHttp http) {
    TelegramApi api = new TelegramApi(http, server.origin());
    return new TelegramNetwork(
        api, new TelegramConnecting(api, http), TestPictures.FILES, http, CLOCK);
  }
}
