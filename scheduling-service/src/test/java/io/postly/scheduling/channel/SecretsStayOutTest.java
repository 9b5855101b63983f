package io.postly.scheduling.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.ScriptedServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is written down of a call: no secret is in it, and no token. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SecretsStayOutTest extends SchedulingScenario {

  private static final List<String> RECORDS =
      List.of("audit_entry", "outbox", "sent_event", "idempotency_record", "undo_record");
  private static final List<String> TOPICS = List.of("postly.publications", "postly.actions");
  private static final String PREFIX = "whsec_";

  /** How every signed token begins: the base64 form of an opening brace and quotation mark. */
  private static final String BEGINS_A_TOKEN = "eyJ";

  private final String generatedKey = UUID.randomUUID().toString();

  @Test
  void shouldKeepSecretsOutOfEverythingThatIsRecordedOfCalls() {
    String inTheAddress = "token-" + UUID.randomUUID();
    String url = "https://example.com/hooks/" + inTheAddress;
    String generated =
        connect(generatedKey, "Generated", Map.of("url", url))
            .statusCode(201)
            .body("webhook_secret", notNullValue())
            .extract()
            .path("webhook_secret");
    String brought = PREFIX + random();
    connect("brought", "Brought", Map.of("url", url, "secret", brought)).statusCode(201);

    String repeated = replayed(url);
    String refusedByARule = PREFIX + random();
    connect("taken", "Brought", Map.of("url", url, "secret", refusedByARule)).statusCode(400);
    String unreadable = "no-secret-" + UUID.randomUUID();
    connect("unreadable", "Third", Map.of("url", url, "secret", unreadable)).statusCode(400);
    Requests.as(viewer).get(path("/channels")).then().statusCode(200);

    assertTrue(calls() >= 6);
    for (String secret : List.of(generated, brought, refusedByARule)) {
      assertNowhere(secret.substring(PREFIX.length()));
    }
    assertNowhere(inTheAddress);
    assertNowhere(unreadable);
    assertNotRecorded(BEGINS_A_TOKEN);
    assertEquals("Generated", repeated);
  }

  @Test
  void shouldKeepTheAccountsOfNetworksOutOfEverythingToo() {
    String accepted = "discord-" + UUID.randomUUID();
    String refused = "mastodon-" + UUID.randomUUID();
    String unreadable = "telegram-" + UUID.randomUUID();
    try (ScriptedServer server = new ScriptedServer()) {
      server.on(
          "GET /api/v10/webhooks/1/" + accepted,
          "{\"id\":\"1\",\"channel_id\":\"2\",\"guild_id\":\"3\"}");
      String url = server.origin() + "/api/webhooks/1/" + accepted;
      String address =
          connect("discord", Map.of("webhook_url", url))
              .statusCode(201)
              .extract()
              .path("channel.address");
      connect("mastodon", Map.of("server", server.origin(), "access_token", refused))
          .statusCode(502);
      connect("telegram", Map.of("bot_token", unreadable, "chat", "@postly")).statusCode(400);

      assertEquals("https://discord.com/channels/3/2", address);
      for (String secret : List.of(accepted, refused, unreadable)) {
        assertNowhere(secret);
        assertFalse(RestAssured.get("/q/metrics").asString().contains(secret));
      }
    }
  }

  private ValidatableResponse connect(String network, Map<String, String> account) {
    return Requests.as(admin)
        .header("Idempotency-Key", network + workspace)
        .body(Map.of("network", network, "name", network, network, account))
        .post(path("/channels"))
        .then();
  }

  /** The first answer again, and without what it showed once. */
  private String replayed(String url) {
    return connect(generatedKey, "Generated", Map.of("url", url))
        .statusCode(201)
        .body("action.replayed", equalTo(true))
        .body("webhook_secret", nullValue())
        .extract()
        .path("channel.name");
  }

  private ValidatableResponse connect(String key, String name, Map<String, String> webhook) {
    Map<String, Object> body = new HashMap<>();
    body.put("network", "webhook");
    body.put("name", name);
    body.put("webhook", webhook);
    return Requests.as(admin)
        .header("Idempotency-Key", key + workspace)
        .body(body)
        .post(path("/channels"))
        .then();
  }

  private long calls() {
    return PostlyBackends.count(
        "SELECT count(*) FROM audit_entry WHERE workspace = '" + workspace + "'");
  }

  private static void assertNowhere(String secret) {
    assertNotRecorded(secret);
    for (String topic : TOPICS) {
      assertTrue(
          TestEvents.all(topic).stream()
              .noneMatch(
                  event ->
                      event.data().toString().contains(secret)
                          || event.headers().toString().contains(secret)),
          topic);
    }
  }

  private static void assertNotRecorded(String secret) {
    for (String table : RECORDS) {
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM %s AS kept WHERE strpos(kept::text, '%s') > 0"
                  .formatted(table, secret)),
          table);
    }
  }

  private static String random() {
    return Base64.getEncoder()
        .encodeToString((UUID.randomUUID() + "-and-more").substring(0, 32).getBytes(UTF_8));
  }
}
