package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.ScriptedServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told of a post that a network has refused. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class RefusedPostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String POST = "POST /api/v1/statuses";

  @Inject Dispatchers dispatchers;

  private final ScriptedServer server = new ScriptedServer();
  private final String token = "my-own-token";

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldShowWhatTheNetworkSaid() {
    UUID id =
        refused(
            FakeReceiver.body(
                422, "{\"error\":\"Validation failed:\\n500 at most, \\u202e my-own-token <b>\"}"));

    assertEquals("failed", stateOf(id));
    assertEquals("http_422", shown(id).get("reason"));
    assertEquals("Validation failed: 500 at most, […] <b>", shown(id).get("network_said"));
    assertEquals(
        "Change what the network does not take, have it approved, and schedule it again.",
        shown(id).get("next_step"));
  }

  @Test
  void shouldShowItUntilThePostIsPlannedAnew() {
    UUID id = refused(FakeReceiver.body(429, "{\"error\":\"Too many requests\"}"));
    assertEquals("planned", stateOf(id));
    assertEquals("Too many requests", shown(id).get("network_said"));
    assertEquals("Nothing: it is tried again at retry_at.", shown(id).get("next_step"));

    Requests.as(admin)
        .body(Map.of("publish_at", clock.instant().plus(Duration.ofHours(3)).toString()))
        .put(path("/publications/" + id + "/time"))
        .then()
        .statusCode(200);

    assertNull(shown(id).get("network_said"));
    assertNull(shown(id).get("reason"));
    assertNull(shown(id).get("next_step"));
  }

  @Test
  void shouldForgetItOnceThePostIsSentAgain() {
    UUID id = refused(FakeReceiver.body(429, "{\"error\":\"Too many requests\"}"));
    server.on(POST, "{\"id\":\"1\",\"created_at\":\"%s\"}".formatted(clock.instant()));

    clock.advance(Duration.ofMinutes(10));
    run();

    assertEquals("published", stateOf(id));
    assertNull(shown(id).get("network_said"));
  }

  @Test
  void shouldKeepItWhenThePostIsGivenUp() {
    UUID id = refused(FakeReceiver.body(429, "{\"error\":\"Too many requests\"}"));

    clock.advance(Duration.ofHours(2));
    run();

    assertEquals("failed", stateOf(id));
    assertEquals("Too many requests", shown(id).get("network_said"));
    assertEquals("Schedule the draft again.", shown(id).get("next_step"));
  }

  @Test
  void shouldSendTheOneWhoReadsItToTheChannel() {
    UUID id = refused(FakeReceiver.body(401, "{\"error\":\"The access token was revoked\"}"));

    assertEquals("credentials_refused", shown(id).get("reason"));
    assertEquals("Nothing: it is tried again at retry_at.", shown(id).get("next_step"));
    clock.advance(Duration.ofMinutes(2));
    run();

    assertEquals("planned", stateOf(id));
    assertEquals("The access token was revoked", shown(id).get("network_said"));
    assertEquals(
        "An admin reconnects the channel; if that is in time, it goes out then.",
        shown(id).get("next_step"));
    clock.advance(Duration.ofHours(2));
    run();

    assertEquals("missed", stateOf(id));
    assertNull(shown(id).get("retry_at"));
    assertEquals(
        "An admin reconnects the channel; then the draft is scheduled again.",
        shown(id).get("next_step"));
  }

  @Test
  void shouldSayWhoKnowsWhatBecameOfAPostWithoutAnAnswer() {
    UUID id = refused(FakeReceiver.reset());

    assertEquals("unconfirmed", stateOf(id));
    assertNull(shown(id).get("network_said"));
    assertEquals(
        "Nothing is sent again by itself. Where Postly cannot read the network, an admin looks there"
            + " and says what became of it on the post's page in the console.",
        shown(id).get("next_step"));
  }

  @Test
  void shouldTellOfItInNoEvent() {
    UUID id = refused(FakeReceiver.body(422, "{\"error\":\"Never said\"}"));

    assertEquals("Never said", shown(id).get("network_said"));
    TestEvents.Published event =
        TestEvents.await(
            "postly.publications",
            found ->
                found.data().path("publication_id").asText().equals(id.toString())
                    && found.data().path("state").asText().equals("failed"));
    assertEquals("http_422", event.data().get("reason").asText());
    assertFalse(event.data().toString().contains("Never said"));
  }

  private UUID refused(FakeReceiver.Behaviour answer) {
    server.on(
        "GET /api/v1/accounts/verify_credentials", "{\"id\":\"14715\",\"username\":\"alice\"}");
    server.on("GET /api/v2/instance", "{}");
    String channel =
        Requests.as(admin)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(
                Map.of(
                    "network",
                    "mastodon",
                    "name",
                    "Alice",
                    "mastodon",
                    Map.of("server", server.origin(), "access_token", token)))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id");
    server.on(POST, answer);
    UUID id = scheduled(content.approvedDraft(workspace, "Hello", UUID.fromString(channel)), SOON);
    clock.advance(SOON);
    run();
    return id;
  }

  private void run() {
    Dispatcher dispatcher = dispatchers.usual();
    dispatcher.run();
    dispatcher.awaitIdle();
  }
}
