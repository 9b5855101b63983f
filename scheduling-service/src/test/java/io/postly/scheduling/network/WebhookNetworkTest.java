package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.fixture.FakeReceiver;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.http.LoopbackHttp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers are told of posts, and of changes of them. */
class WebhookNetworkTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final UUID ID = UUID.fromString("01957f4e-8a00-7000-8000-0000000000aa");
  private static final String RECEIVE = "POST /hook";
  private static final LoopbackHttp LOOPBACK = new LoopbackHttp(CLOCK);

  private final ObjectMapper mapper = new ObjectMapper();
  private final ScriptedServer server = new ScriptedServer();
  private final WebhookNetwork webhook =
      new WebhookNetwork(
          mapper, CLOCK, new SignedWebhooks(LOOPBACK.plain(), CLOCK), TestPictures.FILES);

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAll() {
    LOOPBACK.close();
  }

  @Test
  void shouldTellOfAChangeAllThatItTellsOfAPost() throws Exception {
    server.on(RECEIVE, FakeReceiver.status(204));
    webhook.deliver(post(1, "Hello"), credentials(), Instant.MAX);
    ObjectNode published = (ObjectNode) mapper.readTree(server.latest().body());

    assertEquals(new Delivery.Delivered(NOW, Optional.empty()), update(post(2, "Hello there")));

    JsonNode updated = mapper.readTree(server.latest().body());
    assertEquals(2, updated.at("/data/media").size());
    assertEquals("[{\"text\":\"More\"}]", updated.at("/data/thread").toString());
    published.put("type", "post.updated");
    ((ObjectNode) published.get("data")).put("revision", 2).put("text", "Hello there");
    assertEquals(published, updated);
  }

  @Test
  void shouldGiveAChangeOneIdentifierAtAllAttemptsAndToNoOtherWhateverItsRevision() {
    server.on(RECEIVE, FakeReceiver.status(503));
    assertEquals(new Delivery.Unknown("http_503"), update(post(2, "Hello there")));
    update(post(2, "Hello there"));
    update(post(2, "Hello world", NOW.plusMillis(1)));

    String first = ID + "-1796119200000";
    assertEquals(
        List.of(first, first, ID + "-1796119200001"),
        server.received().stream().map(told -> told.headers().get("webhook-id")).toList());
  }

  @Test
  void shouldNotBlameTheAccountForAChangeThatTheReceiverDoesNotTake() {
    assertEquals(NotDelivered.ofPost("http_400"), answered(400));
    assertEquals(NotDelivered.ofPost("not_permitted"), answered(403));
    assertEquals(NotDelivered.ofPost("not_permitted"), answered(410));
    assertEquals(NotDelivered.ofAccount("http_401"), answered(401));
    assertEquals(NotDelivered.forNow("http_429"), answered(429));
  }

  @Test
  void shouldHeedChangesOnlyWhereThePersonHasSaidSo() {
    assertFalse(connected(null).takesUpdates());
    assertFalse(connected(false).takesUpdates());
    assertTrue(connected(true).takesUpdates());
  }

  private Connection connected(Boolean updates) {
    return webhook.connect(
        Optional.of(new WebhookTarget(server.origin() + "/hook", null, updates)));
  }

  private Delivery answered(int status) {
    server.on(RECEIVE, FakeReceiver.status(status));
    return update(post(2, "Hello there"));
  }

  private Delivery update(Post post) {
    return webhook.update(post, Optional.empty(), credentials(), Instant.MAX);
  }

  private Optional<String> credentials() {
    return connected(true).credentials();
  }

  private static Post post(int revision, String text) {
    return post(revision, text, NOW);
  }

  private static Post post(int revision, String text, Instant dueAt) {
    return new Post(
        ID,
        "acme",
        UUID.fromString("01957f4e-8a00-7000-8000-0000000000bb"),
        revision,
        UUID.fromString("01957f4e-8a00-7000-8000-0000000000cc"),
        text,
        List.of(TestPictures.SUNRISE, TestPictures.HARBOUR),
        List.of("More"),
        Optional.empty(),
        dueAt);
  }
}
