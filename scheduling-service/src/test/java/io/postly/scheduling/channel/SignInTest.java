package io.postly.scheduling.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.Revocation.Reach;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.SigningNetwork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting by signing in at a network: who may come back, with what, when, and how often. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SignInTest extends SchedulingScenario {

  @Inject Channels channels;
  @Inject CredentialVault vault;
  @Inject CredentialReturns returns;

  private final SigningNetwork network = new SigningNetwork();
  private final Tokens inConsole =
      Tokens.of(workspace, "admin").channel("console").client("postly-console");

  @BeforeEach
  void knowOneNetworkAlone() {
    QuarkusMock.installMockForType(network.alone(), Networks.class);
    execute("DELETE FROM channel_sign_in");
  }

  @Test
  void shouldConnectTheAccountOfWhoComesBack() {
    Instant end = Instant.parse("2040-01-01T00:00:00Z");
    network.account(
        () ->
            SigningNetwork.account(
                "s3cret-token", "account-1", new Lifetime(Optional.of(end), Optional.empty())));
    String state = begun("News");

    complete(inConsole, state)
        .statusCode(200)
        .body("channel.name", equalTo("News"))
        .body("channel.address", equalTo("@account-1"))
        .body("channel.access_until", equalTo("2040-01-01T00:00:00Z"));

    SignIn.Request request = network.begun().getFirst();
    SignIn.Answer answer = network.answers().getFirst();
    assertEquals("the-code", answer.code());
    assertEquals(request.challenge(), SignInSecrets.challenge(answer.verifier()));
    assertEquals("http://localhost:8080/console/connection/done", request.redirectUri());
    assertEquals(request.redirectUri(), answer.redirectUri());
    assertEquals("one.example", answer.server().orElseThrow());
    assertEquals(Optional.of("m3mory"), answer.memory());
    assertEquals(Optional.of("https://one.example"), answer.issuer());
    assertEquals("s3cret-token", credentials(only()));
    for (String secret : List.of("s3cret-token", answer.verifier(), "m3mory", state)) {
      assertNotKept(secret);
    }
  }

  @Test
  void shouldTakeAPersonBackOnce() {
    String state = begun("News");
    complete(inConsole, state).statusCode(200);

    complete(inConsole, state).statusCode(409).body("code", equalTo("sign_in_not_open"));

    assertEquals(1, network.answers().size());
  }

  @Test
  void shouldSpendASignInThatTheNetworkRefuses() {
    network.account(
        () -> {
          throw SigningNetwork.refusal();
        });
    String state = begun("News");
    complete(inConsole, state).statusCode(422).body("code", equalTo("account_refused"));

    complete(inConsole, state).statusCode(409).body("code", equalTo("sign_in_not_open"));

    Requests.as(viewer).get(path("/channels")).then().body("channels.size()", equalTo(0));
  }

  @Test
  void shouldTakeNobodyElseBack() {
    String state = begun("News");
    Tokens other =
        Tokens.of(workspace, "admin")
            .subject("another-admin")
            .channel("console")
            .client("postly-console");
    String elsewhere = "w-" + UUID.randomUUID();

    complete(other, state).statusCode(409).body("code", equalTo("sign_in_not_open"));
    Requests.as(
            Tokens.of(elsewhere, "admin")
                .subject(workspace + "-admin")
                .channel("console")
                .client("postly-console"))
        .body(Map.of("state", state, "code", "the-code"))
        .post("/api/v1/workspaces/" + elsewhere + "/channel-sign-ins/completion")
        .then()
        .statusCode(409)
        .body("code", equalTo("sign_in_not_open"));
    complete(inConsole, state + "x").statusCode(409);
    assertEquals(List.of(), network.answers());

    complete(inConsole, state).statusCode(200);
  }

  @Test
  void shouldTakeNobodyBackAfterTenMinutes() {
    String state = begun("News");

    clock.advance(Duration.ofMinutes(10).plusSeconds(1));

    complete(inConsole, state).statusCode(409).body("code", equalTo("sign_in_not_open"));
    begun("Other");
    assertEquals(
        1,
        PostlyBackends.count(
            "SELECT count(*) FROM channel_sign_in WHERE workspace = '" + workspace + "'"));
  }

  @Test
  void shouldCompleteInTheConsoleOnly() {
    String state = begun("News");

    for (String channel : List.of("rest", "mcp")) {
      complete(Tokens.of(workspace, "admin").channel(channel), state)
          .statusCode(403)
          .body("code", equalTo("not_for_assistants"));
    }

    complete(inConsole, state).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst", "editor", "approver"})
  void shouldLetAdminsOnlyBegin(String role) {
    Requests.as(Tokens.of(workspace, role))
        .body(news())
        .post(path("/channel-sign-ins"))
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void shouldGiveAChannelNewCredentialsOfTheSameAccount() {
    complete(inConsole, begun("News")).statusCode(200);
    UUID channel = only();
    execute(
        "UPDATE channel SET trouble = 'credentials_refused', trouble_since = now() WHERE id = '%s'"
            .formatted(channel));
    network.account(() -> SigningNetwork.account("token-2", "account-1", Lifetime.unlimited()));

    complete(inConsole, begunAgain(channel))
        .statusCode(200)
        .body("channel.id", equalTo(channel.toString()))
        .body("channel.trouble", nullValue());

    assertEquals("token-2", credentials(channel));
  }

  @Test
  void shouldKeepCredentialsUntilOthersOfTheSameAccountAreAccepted() {
    complete(inConsole, begun("News")).statusCode(200);
    UUID channel = only();
    network.account(() -> SigningNetwork.account("token-2", "account-2", Lifetime.unlimited()));

    complete(inConsole, begunAgain(channel)).statusCode(400).body("code", equalTo("invalid_input"));
    network.account(
        () -> {
          throw SigningNetwork.refusal();
        });
    complete(inConsole, begunAgain(channel)).statusCode(422);

    assertEquals("token-1", credentials(channel));
  }

  /** Never before the new ones are in place. */
  @Test
  void shouldGiveBackWhatAChannelHadBeforeIfThatEndsNothingElse() {
    network.revokes(Reach.SIGN_IN);
    String account = "account-" + UUID.randomUUID();
    network.account(() -> SigningNetwork.account("token-1", account, Lifetime.unlimited()));
    complete(inConsole, begun("News")).statusCode(200);
    UUID channel = only();
    network.account(() -> SigningNetwork.account("token-2", account, Lifetime.unlimited()));
    Queue<String> inPlace = new ConcurrentLinkedQueue<>();
    network.revocation(
        () -> {
          inPlace.add(credentials(channel));
          return new Revocation.Revoked();
        });

    complete(inConsole, begunAgain(channel)).statusCode(200);
    assertEquals(List.of("token-1"), revoked());
    assertEquals(List.of("token-2"), List.copyOf(inPlace));

    network.revokes(Reach.ACCOUNT);
    network.account(() -> SigningNetwork.account("token-3", account, Lifetime.unlimited()));
    complete(inConsole, begunAgain(channel)).statusCode(200);
    assertEquals(List.of("token-1"), revoked());
    assertEquals("token-3", credentials(channel));
  }

  @Test
  void shouldGiveBackWhatIsOfAnotherAccountAndKeepWhatAChannelHas() {
    network.revokes(Reach.ACCOUNT);
    complete(inConsole, begun("News")).statusCode(200);
    UUID channel = only();
    String another = "account-" + UUID.randomUUID();
    network.account(() -> SigningNetwork.account("token-2", another, Lifetime.unlimited()));

    complete(inConsole, begunAgain(channel)).statusCode(400);
    assertEquals(List.of("token-2"), revoked());
    assertEquals("token-1", credentials(channel));

    complete(inConsole, begun("Other")).statusCode(200);
    complete(inConsole, begunAgain(channel)).statusCode(400);
    assertEquals(List.of("token-2"), revoked());
  }

  @Test
  void shouldGiveBackWhatAConnectorDoesNotWant() {
    network.revokes(Reach.SIGN_IN);
    network.unwanted("of-nobody");
    network.account(
        () -> {
          throw SigningNetwork.refusal();
        });

    complete(inConsole, begun("News")).statusCode(422);

    assertEquals(List.of("of-nobody"), revoked());
  }

  private List<String> revoked() {
    returns.awaitIdle();
    return network.revoked();
  }

  @Test
  void shouldSayThatANetworkIsNotSetUp() {
    network.withdraw();

    begin(news()).statusCode(409).body("code", equalTo("network_not_set_up"));
    Requests.as(viewer)
        .get(path("/networks"))
        .then()
        .statusCode(200)
        .body("networks.sign_in", contains("unavailable"))
        .body("networks.needs_server", contains(true))
        .body("networks.needs_account", contains(false));
  }

  @Test
  void shouldNameEverythingThatIsMissingOrTooMuch() {
    UUID channel = UUID.randomUUID();

    begin(Map.of()).statusCode(400).body("violations.field", containsInAnyOrder("network", "name"));
    begin(Map.of("channel_id", channel, "network", "sandbox", "name", "News"))
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("network", "name"));
    begin(Map.of("network", "sandbox", "name", "News"))
        .statusCode(400)
        .body("violations.field", contains("server"));
    begin(Map.of("network", "sandbox", "name", "News", "server", "one.example", "account", "me"))
        .statusCode(400)
        .body("violations.field", contains("account"));
    begin(Map.of("channel_id", channel, "server", "one.example")).statusCode(404);
    begin(Map.of("network", "friendster", "name", "News")).statusCode(400);
  }

  @Test
  void shouldTellANetworkWhichAccountItIsWhereThatHasToKnow() {
    network.needAccounts();
    begin(news()).statusCode(400).body("violations.field", contains("account"));
    Map<String, Object> wanted = new HashMap<>(news());
    wanted.put("account", " me.example ");
    begin(wanted).statusCode(201);
    network.account(
        () -> SigningNetwork.account("s3cret-token", "account-1", Lifetime.unlimited()));
    complete(inConsole, network.begun().getLast().state()).statusCode(200);

    begunAgain(only());

    assertEquals(
        List.of(Optional.of("me.example"), Optional.of("account-1")),
        network.begun().stream().map(SignIn.Request::account).toList());
  }

  @Test
  void shouldKeepWhoSeesThePostsUntilThatIsChosenAnew() {
    network.takeVisibility();
    Map<String, Object> wanted = new HashMap<>(news());
    wanted.put("visibility", "unlisted");
    begin(wanted).statusCode(201);
    network.account(
        () -> SigningNetwork.account("unlisted/token-1", "account-1", Lifetime.unlimited()));
    complete(inConsole, network.begun().getLast().state())
        .statusCode(200)
        .body("channel.visibility", equalTo("unlisted"));

    network.account(() -> SigningNetwork.account("token-2", "account-1", Lifetime.unlimited()));
    complete(inConsole, begunAgain(only()))
        .statusCode(200)
        .body("channel.visibility", equalTo("unlisted"));
    assertEquals("unlisted/token-2", credentials(only()));
    Requests.as(viewer)
        .get(path("/channels"))
        .then()
        .body("channels.visibility", contains("unlisted"));

    network.account(
        () -> SigningNetwork.account("private/token-3", "account-1", Lifetime.unlimited()));
    complete(inConsole, begunAgain(only()))
        .statusCode(200)
        .body("channel.visibility", equalTo("private"));
    assertEquals(
        List.of(Optional.of("unlisted"), Optional.empty(), Optional.empty()),
        network.begun().stream().map(SignIn.Request::visibility).toList());
  }

  /** Who reconnects a channel whose key is lost has no other way. */
  @Test
  void shouldReconnectWhereWhatWasChosenCannotBeRead() {
    network.takeVisibility();
    network.account(
        () -> SigningNetwork.account("unlisted/token-1", "account-1", Lifetime.unlimited()));
    complete(inConsole, begun("News")).statusCode(200);
    execute("UPDATE channel SET credentials = 'unreadable' WHERE workspace = '" + workspace + "'");
    network.account(
        () -> SigningNetwork.account("public/token-2", "account-1", Lifetime.unlimited()));

    complete(inConsole, begunAgain(only()))
        .statusCode(200)
        .body("channel.visibility", equalTo("public"));
  }

  @Test
  void shouldRefuseAVisibilityThatIsNoneOrBelongsElsewhere() {
    Map<String, Object> wanted = new HashMap<>(news());
    wanted.put("visibility", "unlisted");
    begin(wanted).statusCode(400).body("violations.field", contains("visibility"));

    network.takeVisibility();
    wanted.put("visibility", "direct");
    begin(wanted)
        .statusCode(400)
        .body("violations.field", contains("visibility"))
        .body("violations.message", contains("must be public, unlisted or private"));
    Requests.as(viewer)
        .get(path("/networks"))
        .then()
        .body("networks.takes_visibility", contains(true));
  }

  @Test
  void shouldRefuseANameThatIsTaken() {
    complete(inConsole, begun("News")).statusCode(200);

    begin(news()).statusCode(400).body("violations.field", contains("name"));
  }

  @Test
  void shouldSayForHowLongTheAddressCanBeOpened() {
    begin(news()).body("action.next_step", endsWith("within 10 minutes."));

    network.openWithin(Duration.ofSeconds(299));
    begin(news()).body("action.next_step", endsWith("within 4 minutes."));
    network.openWithin(Duration.ofHours(1));
    begin(news()).body("action.next_step", endsWith("within 10 minutes."));
  }

  @Test
  void shouldShowTheAddressOnce() {
    String key = UUID.randomUUID().toString();

    String first = keyed(key).statusCode(201).extract().path("sign_in_url");

    assertTrue(first.startsWith("https://network.example/authorize?state=" + workspace + "."));
    keyed(key)
        .statusCode(201)
        .body("action.replayed", equalTo(true))
        .body("sign_in_url", nullValue());
  }

  @Test
  void shouldNeverMakeTheSameStateTwice() {
    assertNotEquals(begun("News"), begun("Other"));
    assertFalse(network.begun().get(0).challenge().equals(network.begun().get(1).challenge()));
  }

  private ValidatableResponse keyed(String key) {
    return Requests.as(admin)
        .header("Idempotency-Key", key)
        .body(news())
        .post(path("/channel-sign-ins"))
        .then();
  }

  private static Map<String, Object> news() {
    return Map.of("network", "sandbox", "name", "News", "server", "one.example");
  }

  private ValidatableResponse begin(Map<String, ?> wanted) {
    return Requests.as(admin).body(wanted).post(path("/channel-sign-ins")).then();
  }

  private String begun(String name) {
    Map<String, Object> wanted = new HashMap<>(news());
    wanted.put("name", name);
    begin(wanted).statusCode(201);
    return network.begun().getLast().state();
  }

  private String begunAgain(UUID channel) {
    begin(Map.of("channel_id", channel, "server", "one.example")).statusCode(201);
    return network.begun().getLast().state();
  }

  private ValidatableResponse complete(Tokens person, String state) {
    return Requests.as(person)
        .body(Map.of("state", state, "code", "the-code", "iss", "https://one.example"))
        .post(path("/channel-sign-ins/completion"))
        .then();
  }

  private UUID only() {
    return QuarkusTransaction.requiringNew().call(() -> channels.of(workspace).getFirst().id());
  }

  private String credentials(UUID channel) {
    return vault
        .decrypt(
            channel,
            QuarkusTransaction.requiringNew().call(() -> channels.encryptedCredentials(channel)))
        .orElseThrow();
  }

  private static void assertNotKept(String secret) {
    for (String table :
        List.of(
            "audit_entry",
            "outbox",
            "sent_event",
            "idempotency_record",
            "channel",
            "channel_sign_in")) {
      assertEquals(
          0,
          PostlyBackends.count(
              "SELECT count(*) FROM %s AS kept WHERE strpos(kept::text, '%s') > 0"
                  .formatted(table, secret)),
          table);
    }
  }
}
