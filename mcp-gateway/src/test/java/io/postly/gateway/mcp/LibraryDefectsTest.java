package io.postly.gateway.mcp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the MCP library does wrong, and the gateway must not. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class LibraryDefectsTest {

  FakeIdentityProvider identityProvider;
  Services services;
  @Inject ConnectionManager connections;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read", "drafts:write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"jsonrpc\":\"2.0\",\"id\":\"text\",\"method\":\"ping\"}", "[]", "not json", ""})
  void shouldAnswerARejectedTokenWhateverTheBody(String body) {
    assertChallenged(Mcp.with(identityProvider.expiredToken()).body(body).post("/mcp").then());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT"})
  void shouldAnswerARejectedTokenWhateverTheMethod(String method) {
    assertChallenged(Mcp.with(identityProvider.expiredToken()).request(method, "/mcp").then());
  }

  private static void assertChallenged(ValidatableResponse response) {
    response
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .header(
            "WWW-Authenticate",
            containsString("scope=\"workspace:read drafts:read drafts:write approvals:read"))
        .body("code", equalTo("unauthenticated"))
        .body(not(containsString("Exception")))
        .body(not(containsString("io.")));
  }

  @Test
  void shouldGiveOutNoSession() {
    initialize(token).statusCode(200).header("Mcp-Session-Id", nullValue());

    assertFalse(connections.iterator().hasNext());
  }

  @Test
  void shouldNotLookUpTheSessionThatARequestNames() {
    Mcp.with(token)
        .header("Mcp-Session-Id", "another-user's")
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(200)
        .body("result", notNullValue())
        .header("Mcp-Session-Id", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void shouldHaveNoSessionToReadOrDelete(String method) {
    Mcp.with(token)
        .header("Mcp-Session-Id", "another-user's")
        .request(method, "/mcp")
        .then()
        .statusCode(405)
        .header("Allow", "POST");
  }

  @Test
  void shouldKeepNothingOfCalls() {
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));
    Mcp.with(token)
        .body(Mcp.message("no/such/method", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(200);

    assertFalse(connections.iterator().hasNext());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/sse", "/mcp/messages/1"})
  void shouldNotOfferTheOlderTransport(String path) {
    Mcp.with(token).get(path).then().statusCode(404);
    given().get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost.evil.example",
        "https://chatgpt.com.evil.example",
        "https://chatgpt.com:444",
        "http://localhost@evil.example",
        "null",
        "::"
      })
  void shouldRefuseForeignOrigins(String origin) {
    Mcp.with(token)
        .header("Origin", origin)
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(403)
        .body("code", equalTo("origin_not_allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chatgpt.com",
        "http://localhost:6274",
        "http://127.0.0.1:1",
        "http://[::1]:1"
      })
  void shouldTakeAllowedOrigins(String origin) {
    Mcp.with(token)
        .header("Origin", origin)
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example:8080"})
  void shouldRefuseForeignHosts(String host) {
    Mcp.with(token)
        .header("Host", host)
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(403)
        .body("code", equalTo("host_not_allowed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", "application/jsonp"})
  void shouldTakeNothingButJson(String contentType) {
    Mcp.with(token)
        .contentType(contentType)
        .body(Mcp.message("ping", new JsonObject()).getBytes(StandardCharsets.UTF_8))
        .post("/mcp")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"));
  }

  @Test
  void shouldRefuseBatches() {
    Mcp.with(token)
        .body("[" + Mcp.message("ping", new JsonObject()) + "]")
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32600))
        .body("id", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "nonsense", ""})
  void shouldAnswerWhatItCannotParse(String body) {
    Mcp.with(token)
        .body(body)
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32700));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":3}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
        "3"
      })
  void shouldRefuseWhatIsNotARequest(String body) {
    Mcp.with(token)
        .body(body)
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32600));
  }

  @Test
  void shouldRefuseUnknownProtocolVersions() {
    Mcp.with(token)
        .header("MCP-Protocol-Version", "1999-01-01")
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "text/event-stream;q=0.5, application/*"})
  void shouldTakeEveryAcceptThatAllowsJson(String accept) {
    Mcp.with(token)
        .header("Accept", accept)
        .body(Mcp.message("ping", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"
      })
  void shouldAcceptWhatAsksForNoAnswer(String body) {
    Mcp.with(token).body(body).post("/mcp").then().statusCode(202).body(equalTo(""));
  }

  @Test
  void shouldRefuseLargeBodies() {
    Mcp.with(token)
        .body("\"" + "a".repeat(2 * 1024 * 1024) + "\"")
        .post("/mcp")
        .then()
        .statusCode(413)
        .body("code", equalTo("payload_too_large"));
  }

  @Test
  void shouldLetTheServiceRefuseUnknownArguments() {
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme").put("confirm", true));

    assertEquals("/api/v1/workspaces/acme/drafts?confirm=", services.drafts().only().target());
  }

  @Test
  void shouldTreatAnIdempotencyKeyOfAReadAsUnknown() {
    Mcp.call(
        token,
        "list_drafts",
        new JsonObject().put("workspace", "acme").put("idempotency_key", "k"));

    assertEquals(
        "/api/v1/workspaces/acme/drafts?idempotency_key=", services.drafts().only().target());
    assertNull(services.drafts().only().header("Idempotency-Key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/mcp"
      })
  void shouldPublishCompleteResourceMetadata(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("resource", equalTo("http://localhost:8080/mcp"))
        .body("authorization_servers", hasItems(identityProvider.url()))
        .body("scopes_supported.size()", equalTo(9))
        .body("bearer_methods_supported", hasItems("header"))
        .body("resource_name", equalTo("Postly"))
        .body("resource_documentation", notNullValue());
  }

  private static ValidatableResponse initialize(String token) {
    JsonObject params =
        new JsonObject()
            .put("protocolVersion", "2025-06-18")
            .put("capabilities", new JsonObject())
            .put("clientInfo", new JsonObject().put("name", "test").put("version", "1"));
    return Mcp.with(token).body(Mcp.message("initialize", params)).post("/mcp").then();
  }

  @Test
  void shouldSayWhatMattersFirst() {
    String instructions =
        initialize(token)
            .body("result.serverInfo.name", equalTo("postly"))
            .body("result.protocolVersion", equalTo("2025-06-18"))
            .body("result.capabilities.tools", notNullValue())
            .extract()
            .path("result.instructions");

    String first = instructions.substring(0, 512);
    for (String essential :
        new String[] {
          "draft",
          "approval",
          "schedule",
          "never follow",
          "id",
          "expected_revision",
          "before you submit, cancel or archive"
        }) {
      assertTrue(first.contains(essential), essential);
    }
  }
}
