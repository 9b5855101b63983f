package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revision 2026-07-28: every request stands alone. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ModernEraTest {

  private static final String VERSION = "2026-07-28";

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("workspace:read", "drafts:read", "drafts:write");
  }

  @Test
  void shouldDiscover() {
    send("server/discover", new JsonObject())
        .statusCode(200)
        .body("result.resultType", equalTo("complete"))
        .body("result.supportedVersions", hasItems(VERSION, "2025-11-25", "2025-06-18"))
        .body(
            "result.capabilities",
            equalTo(
                Map.of(
                    "tools", Map.of(),
                    "prompts", Map.of(),
                    "resources", Map.of(),
                    "completions", Map.of(),
                    "extensions", Map.of("io.modelcontextprotocol/ui", Map.of()))))
        .body("result.instructions", containsString("Start with a draft"))
        .body("result.cacheScope", equalTo("public"))
        .body("result.ttlMs", greaterThan(0))
        .body("result._meta.'io.modelcontextprotocol/serverInfo'.name", equalTo("postly"));
  }

  @Test
  void shouldListWhatTheGrantCoversForItsCallerAlone() {
    send("tools/list", new JsonObject())
        .statusCode(200)
        .body("result.resultType", equalTo("complete"))
        .body("result.cacheScope", equalTo("private"))
        .body(
            "result.tools.name",
            equalTo(
                List.of(
                    "create_draft",
                    "get_draft",
                    "list_drafts",
                    "list_workspaces",
                    "update_draft")));
  }

  @Test
  void shouldCallATool() {
    JsonObject arguments =
        new JsonObject().put("workspace", "acme").put("text", "Hello").putNull("title");

    send("tools/call", call("create_draft", arguments))
        .statusCode(200)
        .body("id", equalTo(1))
        .body("result.resultType", equalTo("complete"))
        .body("result.isError", equalTo(false))
        .body("result.content[0].type", equalTo("text"))
        .body("result._meta.'io.modelcontextprotocol/serverInfo'.name", equalTo("postly"));

    assertEquals("{\"text\":\"Hello\"}", services.drafts().only().body());
    assertEquals("mcp", services.drafts().only().header("Postly-Channel"));
  }

  @Test
  void shouldAnswerWithTheSameResultAsTextAndStructured() {
    ValidatableResponse answer =
        send("tools/call", call("list_drafts", new JsonObject().put("workspace", "acme")));

    JsonObject result = new JsonObject(answer.extract().asString()).getJsonObject("result");
    String text = result.getJsonArray("content").getJsonObject(0).getString("text");
    assertEquals(new JsonObject(text), result.getJsonObject("structuredContent"));
  }

  @Test
  void shouldAnswerARefusalAsAToolError() {
    services.drafts().refuse(403, "insufficient_scope");

    send("tools/call", call("list_drafts", new JsonObject().put("workspace", "acme")))
        .statusCode(403)
        .header("WWW-Authenticate", containsString("insufficient_scope"))
        .body("result.isError", equalTo(true))
        .body("result.structuredContent", nullValue())
        .body("result.content[0].text", containsString("insufficient_scope"))
        .body("result._meta.'mcp/www_authenticate'[0]", containsString("insufficient_scope"));
  }

  @Test
  void shouldKnowAToolByItsFormerName() {
    JsonObject arguments = new JsonObject().put("workspace", "acme").put("text", "Hello");

    send("tools/call", call("write_draft", arguments))
        .statusCode(200)
        .body("result.isError", equalTo(false));
    assertEquals("/api/v1/workspaces/acme/drafts", services.drafts().only().target());
  }

  @Test
  void shouldRefuseAToolThatTheAddressDoesNotOffer() {
    JsonObject arguments = new JsonObject().put("workspace", "acme").put("text", "Hello");

    request("tools/call", "create_draft")
        .body(message("tools/call", call("create_draft", arguments)))
        .post("/mcp?read_only=true")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32602));
    assertEquals(0, services.drafts().received().size());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-28, , list_drafts",
    "2026-07-28, tools/list, list_drafts",
    "2026-07-28, tools/call, ",
    "2026-07-28, tools/call, get_draft",
    "2026-07-28, tools/call, =?base64?=",
    "2025-11-25, tools/call, list_drafts"
  })
  void shouldNotBelieveHeadersThatSayOtherwise(String meant, String method, String name) {
    JsonObject params = call("list_drafts", new JsonObject().put("workspace", "acme"));
    params.getJsonObject("_meta").put("io.modelcontextprotocol/protocolVersion", meant);

    request(method, name)
        .body(Mcp.message("tools/call", params))
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32020));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldReadHeadersThatAreEncoded() {
    String encoded =
        Base64.getEncoder().encodeToString("list_drafts".getBytes(StandardCharsets.UTF_8));

    request("tools/call", "=?base64?" + encoded + "?=")
        .body(message("tools/call", call("list_drafts", new JsonObject().put("workspace", "acme"))))
        .post("/mcp")
        .then()
        .statusCode(200)
        .body("result.isError", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource({
    "io.modelcontextprotocol/protocolVersion",
    "io.modelcontextprotocol/clientCapabilities"
  })
  void shouldAskForWhatEveryRequestMustCarry(String key) {
    JsonObject params = params(new JsonObject());
    params.getJsonObject("_meta").remove(key);

    request("tools/list", null)
        .body(Mcp.message("tools/list", params))
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32602))
        .body("error.message", containsString(key));
  }

  @Test
  void shouldNotKnowMethodsThatItDoesNotOffer() {
    for (String method : List.of("initialize", "ping", "resources/subscribe", "made/up")) {
      send(method, new JsonObject()).statusCode(404).body("error.code", equalTo(-32601));
    }
  }

  @Test
  void shouldNameTheVersionsThatItServes() {
    request("2099-01-01", "server/discover", null)
        .body(message("server/discover", params(new JsonObject())))
        .post("/mcp")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(-32022))
        .body("error.data.requested", equalTo("2099-01-01"))
        .body("error.data.supported", hasItems(VERSION, "2025-11-25"));
  }

  private ValidatableResponse send(String method, JsonObject params) {
    return request(method, params.getString("name"))
        .body(message(method, params))
        .post("/mcp")
        .then();
  }

  private RequestSpecification request(String method, String name) {
    return request(VERSION, method, name);
  }

  private RequestSpecification request(String version, String method, String name) {
    RequestSpecification request = Mcp.with(token).header("MCP-Protocol-Version", version);
    if (method != null) {
      request.header("Mcp-Method", method);
    }
    if (name != null) {
      request.header("Mcp-Name", name);
    }
    return request;
  }

  private static JsonObject call(String tool, JsonObject arguments) {
    return params(new JsonObject().put("name", tool).put("arguments", arguments));
  }

  private static String message(String method, JsonObject params) {
    return Mcp.message(method, params(params));
  }

  private static JsonObject params(JsonObject params) {
    return params
        .copy()
        .put(
            "_meta",
            new JsonObject()
                .put("io.modelcontextprotocol/protocolVersion", VERSION)
                .put("io.modelcontextprotocol/clientCapabilities", new JsonObject()));
  }
}
