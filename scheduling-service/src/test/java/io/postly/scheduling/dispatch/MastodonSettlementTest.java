package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.ScriptedServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts on a Mastodon server whose outcome was lost: found by reading, and never sent again. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class MastodonSettlementTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration ABSENT = Duration.ofMinutes(2).plusSeconds(1);
  private static final String POST = "POST /api/v1/statuses";
  private static final String LIST =
      "GET /api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40";

  @Inject Dispatchers dispatchers;
  @Inject Settlement settlement;

  private final ScriptedServer server = new ScriptedServer();
  private final String token = "token-" + UUID.randomUUID();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldPublishAndShowNothingOfTheToken() {
    UUID id = due("Hello", connected());
    server.on(POST, status("1", clock.instant()));

    run();

    assertEquals("published", stateOf(id));
    assertEquals("https://m.example/@alice/1", shown(id).get("url"));
    assertEquals(id.toString(), server.latest().headers().get("idempotency-key"));
    for (String table : List.of("audit_entry", "outbox", "idempotency_record", "channel")) {
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM %s AS kept WHERE strpos(kept::text, '%s') > 0"
                  .formatted(table, token)),
          table);
    }
    assertFalse(RestAssured.get("/q/metrics").asString().contains("api/v1/statuses"));
  }

  @Test
  void shouldFindAPostWhoseAnswerWasLost() {
    UUID id = lost("Hello", connected());
    lists(clock.instant(), "7", "Hello");

    settlement.run();

    assertEquals("published", stateOf(id));
    assertEquals("https://m.example/@alice/7", shown(id).get("url"));
    assertEquals(1, sent());
  }

  @Test
  void shouldKnowThatAPostIsNotThereOnceNothingCanBeUnderWay() {
    UUID id = lost("Hello", connected());
    lists(clock.instant(), "7", "Something else");

    settlement.run();
    assertEquals("unconfirmed", stateOf(id));
    clock.advance(ABSENT);
    settlement.run();

    assertEquals("failed", stateOf(id));
    assertEquals("not_on_network", shown(id).get("reason"));
    assertEquals(1, sent());
  }

  @Test
  void shouldLeaveToAPersonWhatCannotBeRead() {
    UUID id = lost("Hello", connected());
    server.on(LIST, FakeReceiver.status(401));

    settlement.run();
    clock.advance(ABSENT);
    settlement.run();

    assertEquals("unconfirmed", stateOf(id));
  }

  @Test
  void shouldNotTakeOnePostForTwoPublications() {
    UUID channel = connected();
    UUID first = lost("Hello", channel);
    UUID second = lost("Hello", channel);
    lists(clock.instant(), "7", "Hello");

    settlement.run();
    assertEquals(List.of("unconfirmed", "unconfirmed"), states(first, second));
    clock.advance(ABSENT);
    settlement.run();
    clock.advance(ABSENT);
    settlement.run();

    assertEquals(List.of("failed", "published"), states(first, second).stream().sorted().toList());
    assertEquals(2, sent());
  }

  @Test
  void shouldNotTakeAPostThatIsAnotherPublicationsOwn() {
    UUID channel = connected();
    server.on(POST, status("7", clock.instant().plus(SOON)));
    UUID published = due("Hello", channel);
    run();
    UUID unknown = lost("Hello", channel);
    lists(clock.instant(), "7", "Hello");

    settlement.run();
    assertEquals(List.of("published", "unconfirmed"), states(published, unknown));
    lists(clock.instant(), "8", "Hello");
    clock.advance(ABSENT);
    settlement.run();

    assertEquals("published", stateOf(unknown));
    assertEquals("https://m.example/@alice/8", shown(unknown).get("url"));
  }

  /** What may have said the same before a change is another's own all the same. */
  @Test
  void shouldKnowThatAPostIsNotThereBesideOthersThatWereChanged() {
    UUID channel = connected();
    server.on(POST, status("7", clock.instant().plus(SOON)));
    due("Hi", channel);
    run();
    UUID unknown = lost("Hello", channel);
    lists(clock.instant(), "7", "Hi all");
    server.on(LIST, changed("7", clock.instant()));

    clock.advance(ABSENT);
    settlement.run();

    assertEquals("failed", stateOf(unknown));
  }

  @Test
  void shouldNotKnowWhatAPostSaidThatOthersHaveChanged() {
    UUID channel = connected();
    UUID unknown = lost("Hello", channel);
    lists(clock.instant(), "7", "Hi all");
    server.on(LIST, changed("7", clock.instant()));

    clock.advance(ABSENT);
    settlement.run();

    assertEquals("unconfirmed", stateOf(unknown));
  }

  private static String changed(String id, Instant createdAt) {
    return "[%s,%s]"
        .formatted(
            status(id, createdAt)
                .replace("\"id\"", "\"edited_at\":\"2026-12-01T10:03:00Z\",\"id\""),
            status("1", Instant.EPOCH));
  }

  @Test
  void shouldSayWhyAnAccountCannotBeConnected() {
    server.on("GET /api/v1/accounts/verify_credentials", FakeReceiver.status(401));
    connect()
        .statusCode(422)
        .body("code", equalTo("account_refused"))
        .body("retryable", equalTo(false))
        .body("detail", not(containsString(token)))
        .body("next_step", containsString("write:statuses"));

    server.on("GET /api/v1/accounts/verify_credentials", FakeReceiver.status(503));
    connect()
        .statusCode(502)
        .body("code", equalTo("network_unavailable"))
        .body("retryable", equalTo(true))
        .body("detail", equalTo(server.host() + " answers HTTP 503."));
  }

  @Test
  void shouldReconnectTheSameAccountOnly() {
    UUID channel = connected();
    String path = path("/channels/" + channel + "/account");
    Map<String, Object> account = Map.of("mastodon", account());
    Requests.as(admin).body(account).put(path).then().statusCode(200);

    server.on(
        "GET /api/v1/accounts/verify_credentials", "{\"id\":\"99\",\"username\":\"mallory\"}");

    Requests.as(admin)
        .body(account)
        .put(path)
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("mastodon"));
  }

  private UUID connected() {
    server.on(
        "GET /api/v1/accounts/verify_credentials", "{\"id\":\"14715\",\"username\":\"alice\"}");
    server.on(
        "GET /api/v2/instance", "{\"configuration\":{\"statuses\":{\"max_characters\":700}}}");
    return UUID.fromString(
        connect()
            .statusCode(201)
            .body("channel.max_characters", equalTo(700))
            .body("channel.counting", equalTo("short_links"))
            .body("channel.address", equalTo("@alice@" + server.host()))
            .extract()
            .path("channel.id"));
  }

  private ValidatableResponse connect() {
    return Requests.as(admin)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("network", "mastodon", "name", "Alice", "mastodon", account()))
        .post(path("/channels"))
        .then();
  }

  private Map<String, String> account() {
    return Map.of("server", server.origin(), "access_token", token);
  }

  /** A post that went out, and whose answer did not come back. */
  private UUID lost(String text, UUID channel) {
    server.on(POST, FakeReceiver.reset());
    UUID id = due(text, channel);
    run();
    assertEquals("unconfirmed", stateOf(id));
    return id;
  }

  private UUID due(String text, UUID channel) {
    UUID id = scheduled(content.approvedDraft(workspace, text, channel), SOON);
    clock.advance(SOON);
    return id;
  }

  private void run() {
    Dispatcher dispatcher = dispatchers.usual();
    dispatcher.run();
    dispatcher.awaitIdle();
  }

  private void lists(Instant createdAt, String id, String text) {
    server.on(LIST, "[" + status(id, createdAt) + "," + status("1", Instant.EPOCH) + "]");
    server.on("GET /api/v1/statuses/" + id + "/source", "{\"text\":\"" + text + "\"}");
  }

  private static String status(String id, Instant createdAt) {
    return "{\"id\":\"%s\",\"created_at\":\"%s\",\"url\":\"https://m.example/@alice/%s\"}"
        .formatted(id, createdAt, id);
  }

  private List<String> states(UUID... publications) {
    return List.of(publications).stream().map(this::stateOf).toList();
  }

  private long sent() {
    return server.requests().stream().filter(POST::equals).count();
  }
}
