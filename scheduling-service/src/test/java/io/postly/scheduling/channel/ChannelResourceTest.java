package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ChannelResourceTest extends SchedulingScenario {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Inject Channels channels;
  @Inject CredentialVault vault;

  @Test
  void shouldConnectASandboxAndTellOthers() {
    connect(Map.of("network", "sandbox", "name", " Try-outs "))
        .statusCode(201)
        .body("channel.network", equalTo("sandbox"))
        .body("channel.name", equalTo("Try-outs"))
        .body("channel.max_characters", equalTo(500))
        .body("webhook_secret", nullValue())
        .body("action.undo.possible", equalTo(false))
        .body("action.undo.reason", notNullValue());

    TestEvents.Published event =
        TestEvents.await("postly.publications", found -> found.workspace().equals(workspace));
    assertEquals("io.postly.channel.connected.v1", event.type());
    assertEquals(event.key(), event.data().get("channel_id").asText());
    assertEquals(500, event.data().get("max_characters").asInt());
    assertEquals("Try-outs", event.data().get("name").asText());
  }

  @Test
  void shouldShowAGeneratedWebhookSecretOnceAndKeepItEncrypted() {
    String secret =
        connect(webhookTo(Map.of("url", "https://example.com/hooks/token")))
            .statusCode(201)
            .body("channel.max_characters", equalTo(10_000))
            .body("channel.address", equalTo("https://example.com"))
            .body("webhook_secret", startsWith("whsec_"))
            .extract()
            .path("webhook_secret");

    String listed =
        Requests.as(viewer).get(path("/channels")).then().statusCode(200).extract().asString();
    assertFalse(listed.contains(secret));
    assertFalse(listed.contains("hooks/token"));
    Channel kept = QuarkusTransaction.requiringNew().call(() -> channels.of(workspace)).getFirst();
    assertFalse(kept.credentials.contains("hooks"));
    assertEquals(
        "{\"url\":\"https://example.com/hooks/token\",\"secret\":\"" + secret + "\"}",
        vault.decrypt(kept.id(), Optional.of(kept.credentials)).orElseThrow());
  }

  @Test
  void shouldChangePostsOnlyWhereTheReceiverIsSaidToHeedIt() {
    UUID channel = webhook("https://example.com/hooks");
    assertEquals(List.of(false), listedUpdates());

    reconnect(
            channel, Map.of("webhook", Map.of("url", "https://example.com/hooks", "updates", true)))
        .statusCode(200)
        .body("channel.updates", equalTo(true));
    assertEquals(List.of(true), listedUpdates());

    reconnect(channel, Map.of("webhook", Map.of("url", "https://example.com/others")))
        .statusCode(200)
        .body("channel.updates", equalTo(false));
    connect(webhookTo(Map.of("url", "https://example.com/", "updates", true)))
        .statusCode(201)
        .body("channel.updates", equalTo(true));
    connect(Map.of("network", "sandbox", "name", "One")).body("channel.updates", equalTo(true));
  }

  private List<Boolean> listedUpdates() {
    return Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .statusCode(200)
        .extract()
        .path("channels.updates");
  }

  @Test
  void shouldNotKeepAGeneratedSecretForRepetitions() {
    Map<String, Object> channel = webhookTo(Map.of("url", "https://example.com/"));
    String key = UUID.randomUUID().toString();
    RequestSpecification call = Requests.as(admin).header("Idempotency-Key", key).body(channel);

    call.post(path("/channels")).then().statusCode(201).body("webhook_secret", notNullValue());

    call.post(path("/channels"))
        .then()
        .statusCode(201)
        .body("action.replayed", equalTo(true))
        .body("webhook_secret", nullValue());
    assertEquals(
        0,
        PostlyBackends.count("SELECT count(*) FROM idempotency_record WHERE body LIKE '%whsec%'"));
  }

  @Test
  void shouldNotShowASecretThatThePersonBrought() {
    connect(webhookTo(Map.of("url", "https://example.com/", "secret", SECRET)))
        .statusCode(201)
        .body("webhook_secret", nullValue());
  }

  @Test
  void shouldSayWhereAChannelInTroubleIsReconnected() {
    UUID channel = sandbox("One");
    execute(
        "UPDATE channel SET trouble = 'credentials_refused', trouble_since = now() WHERE id = '%s'"
            .formatted(channel));

    Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .statusCode(200)
        .body(
            "action.next_step",
            endsWith("http://localhost:8080/console/%s/channels.".formatted(workspace)))
        .body("action.next_step", containsString("reconnects those with trouble"));
  }

  @Test
  void shouldListChannelsByNameAndOfTheWorkspaceOnly() {
    sandbox("Zebra");
    sandbox("apple");

    Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .statusCode(200)
        .body("channels.name", contains("apple", "Zebra"))
        .body(
            "action.next_step",
            equalTo(
                "Name channels by their ids. An admin connects further accounts at http://localhost:8080/console/%s/channels."
                    .formatted(workspace)));
    Requests.as(Tokens.of("w-" + UUID.randomUUID(), "viewer"))
        .get(path("/channels"))
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    String other = "w-" + UUID.randomUUID();
    Requests.as(Tokens.of(other, "viewer"))
        .get("/api/v1/workspaces/" + other + "/channels")
        .then()
        .statusCode(200)
        .body("channels", empty())
        .body(
            "action.next_step",
            endsWith(
                "an admin connects one at http://localhost:8080/console/%s/channels."
                    .formatted(other)));
  }

  @Test
  void shouldRefuseANameThatIsTaken() {
    sandbox("News");

    sandbox("Ärger");
    connect(Map.of("network", "sandbox", "name", "ärger"))
        .statusCode(400)
        .body("violations.field", contains("name"));
    connect(Map.of("network", "sandbox", "name", "news"))
        .statusCode(400)
        .body("violations.field", contains("name"));
  }

  @Test
  void shouldRefuseANetworkThatDoesNotExist() {
    connect(Map.of("network", "friendster", "name", "News"))
        .statusCode(400)
        .body("violations[0].field", equalTo("network"))
        .body(
            "violations[0].allowed_values",
            contains(
                "bluesky",
                "discord",
                "linkedin",
                "mastodon",
                "sandbox",
                "telegram",
                "threads",
                "webhook",
                "x"));
  }

  @Test
  void shouldRequireAReceiverForWebhooksAndRefuseItForOthers() {
    connect(Map.of("network", "webhook", "name", "News"))
        .statusCode(400)
        .body("violations.field", contains("webhook"));
    connect(
            Map.of(
                "network",
                "sandbox",
                "name",
                "News",
                "webhook",
                Map.of("url", "https://example.com")))
        .statusCode(400)
        .body("violations.field", contains("webhook"));
  }

  @Test
  void shouldNameEverythingThatIsWrongWithAReceiver() {
    connect(webhookTo(Map.of("url", "ftp://example.com", "secret", "secret")))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("webhook.url", "webhook.secret"));
  }

  @Test
  void shouldNameEverythingThatIsWrongWithAnAccount() {
    connect(
            Map.of(
                "network",
                "mastodon",
                "name",
                "News",
                "mastodon",
                Map.of("access_token", "to ken", "visibility", "direct")))
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder("mastodon.server", "mastodon.access_token", "mastodon.visibility"));
    connect(
            Map.of(
                "network",
                "telegram",
                "name",
                "News",
                "telegram",
                Map.of("bot_token", "../123", "chat", "postly")))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("telegram.bot_token", "telegram.chat"));
    connect(
            Map.of(
                "network",
                "discord",
                "name",
                "News",
                "discord",
                Map.of("webhook_url", "https://example.com/s3cret")))
        .statusCode(400)
        .body("violations.field", contains("discord.webhook_url"))
        .body("violations[0].message", not(containsString("s3cret")));
  }

  @Test
  void shouldRefuseBlankFieldsAndUnknownOnes() {
    connect(Map.of("network", "", "name", "", "colour", "red"))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("network", "name", "colour"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst", "editor", "approver"})
  void shouldLetAdminsOnlyConnect(String role) {
    Requests.as(Tokens.of(workspace, role))
        .body(Map.of("network", "sandbox", "name", "News"))
        .post(path("/channels"))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void shouldAnswerARepeatedCallWithTheFirstAnswer() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("network", "sandbox", "name", "News");
    String first =
        Requests.as(admin)
            .header("Idempotency-Key", key)
            .body(body)
            .post(path("/channels"))
            .path("channel.id");

    Requests.as(admin)
        .header("Idempotency-Key", key)
        .body(body)
        .post(path("/channels"))
        .then()
        .statusCode(201)
        .body("channel.id", equalTo(first))
        .body("action.replayed", equalTo(true));
  }

  @Test
  void shouldReconnectAWebhookWithAnotherSecret() {
    UUID channel = webhook("https://example.com/hooks/old");

    String secret =
        reconnect(channel, Map.of("webhook", Map.of("url", "https://example.com/hooks/new")))
            .statusCode(200)
            .body("channel.id", equalTo(channel.toString()))
            .body("webhook_secret", startsWith("whsec_"))
            .body("action.undo.possible", equalTo(false))
            .extract()
            .path("webhook_secret");

    assertEquals(
        "{\"url\":\"https://example.com/hooks/new\",\"secret\":\"" + secret + "\"}",
        credentials(channel));
  }

  @Test
  void shouldKeepTheCredentialsThatAChannelHasWhenNewOnesAreRefused() {
    UUID channel = webhook("https://example.com/hooks/old");
    String before = credentials(channel);

    reconnect(channel, Map.of()).statusCode(400).body("violations.field", contains("webhook"));
    reconnect(channel, Map.of("webhook", Map.of("url", "ftp://example.com/")))
        .statusCode(400)
        .body("violations.field", contains("webhook.url"));

    assertEquals(before, credentials(channel));
  }

  @Test
  void shouldReconnectNothingThatIsOutOfReach() {
    UUID channel = webhook("https://example.com/hooks/old");
    Map<String, Object> account = Map.of("webhook", Map.of("url", "https://example.com/"));
    String other = "w-" + UUID.randomUUID();

    Requests.as(Tokens.of(other, "admin"))
        .body(account)
        .put("/api/v1/workspaces/" + other + "/channels/" + channel + "/account")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    Requests.as(editor)
        .body(account)
        .put(path("/channels/" + channel + "/account"))
        .then()
        .statusCode(403);
    reconnect(UUID.randomUUID(), account).statusCode(404);
  }

  @Test
  void shouldNotEchoWhatItRefused() {
    connect(webhookTo(Map.of("url", "https://user:hunter2@example.com/")))
        .statusCode(400)
        .body("violations[0].message", not(containsString("hunter2")));
  }

  private static Map<String, Object> webhookTo(Map<String, Object> target) {
    return Map.of("network", "webhook", "name", "Hook", "webhook", target);
  }

  private ValidatableResponse reconnect(UUID channel, Map<String, Object> account) {
    return Requests.as(admin).body(account).put(path("/channels/" + channel + "/account")).then();
  }

  private String credentials(UUID channel) {
    Optional<String> kept =
        QuarkusTransaction.requiringNew().call(() -> channels.encryptedCredentials(channel));
    return vault.decrypt(channel, kept).orElseThrow();
  }

  private ValidatableResponse connect(Map<String, Object> body) {
    return Requests.as(admin).body(body).post(path("/channels")).then();
  }
}
