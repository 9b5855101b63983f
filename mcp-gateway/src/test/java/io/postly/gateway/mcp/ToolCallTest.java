package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.FakeService;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.ReceivedRequest;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ToolCallTest {

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read", "drafts:write");
  }

  @Test
  void shouldSendWhatTheContractDescribes() {
    JsonObject arguments =
        new JsonObject()
            .put("text", "Hello")
            .put(
                "variants",
                JsonArray.of(new JsonObject().put("network", "sandbox").put("text", "Hi")))
            .put("workspace", "a/b ü")
            .put("idempotency_key", "key-1");

    Mcp.call(token, "create_draft", arguments);

    ReceivedRequest request = services.drafts().only();
    assertEquals("POST", request.method());
    assertEquals("/api/v1/workspaces/a%2Fb%20%C3%BC/drafts", request.target());
    assertEquals(
        new JsonObject().put("text", "Hello").put("variants", arguments.getJsonArray("variants")),
        new JsonObject(request.body()));
    assertEquals("key-1", request.header("Idempotency-Key"));
    assertEquals("mcp", request.header("Postly-Channel"));
    assertEquals("chatgpt", request.header("Postly-Client"));
    assertEquals("application/json", request.header("Content-Type"));
  }

  @Test
  void shouldSendQueryArgumentsEncoded() {
    JsonObject arguments =
        new JsonObject().put("workspace", "acme").put("query", "a&b=c +").put("limit", 5);

    Mcp.call(token, "list_drafts", arguments);

    assertEquals(
        "/api/v1/workspaces/acme/drafts?query=a%26b%3Dc%20%2B&limit=5".length(),
        services.drafts().only().target().length());
    assertTrue(services.drafts().only().target().contains("query=a%26b%3Dc%20%2B"));
    assertTrue(services.drafts().only().target().contains("limit=5"));
    assertEquals("", services.drafts().only().body());
  }

  @Test
  void shouldNeverPassTheReceivedTokenOn() {
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    String authorization = services.drafts().only().header("Authorization");
    assertTrue(authorization.startsWith("Bearer exchanged-"), authorization);
    assertNotEquals("Bearer " + token, authorization);
  }

  @Test
  void shouldPassTheTraceOn() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    JsonObject params =
        new JsonObject()
            .put("name", "list_drafts")
            .put("arguments", new JsonObject().put("workspace", "acme"));

    Mcp.with(token)
        .header("traceparent", trace)
        .body(Mcp.message("tools/call", params))
        .post("/mcp");

    assertEquals(trace, services.drafts().only().header("traceparent"));
  }

  @Test
  void shouldTakeNullForAbsent() {
    JsonObject arguments =
        new JsonObject().put("workspace", "acme").put("text", "Hello").putNull("title");

    Mcp.call(token, "create_draft", arguments);

    assertEquals(
        new JsonObject().put("text", "Hello"), new JsonObject(services.drafts().only().body()));
  }

  @Test
  void shouldAnswerTheSameJsonStructuredAndAsText() {
    JsonObject result = Mcp.result(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    assertEquals(
        new JsonObject(FakeService.DEFAULT_BODY), result.getJsonObject("structuredContent"));
    assertEquals(new JsonObject(FakeService.DEFAULT_BODY), Mcp.text(result));
    assertFalse(result.getBoolean("isError", false));
  }

  @Test
  void shouldAnswerProblemsAsTextOnly() {
    services.drafts().refuse(409, "stale_revision");

    JsonObject result =
        Mcp.result(
            token,
            "update_draft",
            new JsonObject()
                .put("workspace", "acme")
                .put("draft_id", "d1")
                .put("expected_revision", 1));

    assertTrue(result.getBoolean("isError"));
    assertEquals("stale_revision", Mcp.text(result).getString("code"));
    assertNull(result.getValue("structuredContent"));
    assertNull(result.getValue("_meta"));
  }

  @Test
  void shouldAskForTheScopeThatIsMissing() {
    services.approvals().refuse(403, "insufficient_scope");

    ValidatableResponse response =
        Mcp.callWhateverComes(
                token,
                "approve_draft",
                new JsonObject()
                    .put("workspace", "acme")
                    .put("review_id", "r1")
                    .put("expected_revision", 1))
            .statusCode(403)
            .body("result.isError", equalTo(true))
            .body("result.content[0].text", containsString("insufficient_scope"));

    String challenge = challenge(response);
    assertTrue(challenge.contains("error=\"insufficient_scope\""), challenge);
    assertTrue(
        challenge.contains("scope=\"drafts:read drafts:write approvals:decide\""), challenge);
    assertTrue(challenge.contains("resource_metadata=\""), challenge);
  }

  @Test
  void shouldNotAskForScopesWhereTheRoleForbids() {
    services.drafts().refuse(403, "permission_denied");

    JsonObject result = Mcp.result(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    assertTrue(result.getBoolean("isError"));
    assertNull(result.getValue("_meta"));
  }

  @Test
  void shouldAskToSignInWhereTheServiceRefusesTheToken() {
    services.drafts().refuse(401, "unauthenticated");

    ValidatableResponse response =
        Mcp.callWhateverComes(token, "list_drafts", new JsonObject().put("workspace", "acme"))
            .statusCode(401);

    String challenge = challenge(response);
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
  }

  /** In the header for every client, and in the result for ChatGPT. */
  private static String challenge(ValidatableResponse response) {
    String header = response.extract().header("WWW-Authenticate");
    JsonObject result = new JsonObject(response.extract().asString()).getJsonObject("result");
    assertEquals(
        JsonArray.of(header), result.getJsonObject("_meta").getJsonArray("mcp/www_authenticate"));
    return header;
  }

  @Test
  void shouldKnowAToolByItsFormerName() {
    Mcp.call(token, "write_draft", new JsonObject().put("workspace", "acme").put("text", "Hello"));

    assertEquals("/api/v1/workspaces/acme/drafts", services.drafts().only().target());
  }

  @Test
  void shouldNotReachOtherPathsByDotSegments() {
    JsonObject result =
        Mcp.result(
            token, "get_draft", new JsonObject().put("workspace", "acme").put("draft_id", ".."));

    assertEquals("invalid_input", Mcp.text(result).getString("code"));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldNameTheArgumentWithoutWhichThereIsNoTarget() {
    JsonObject result = Mcp.result(token, "get_draft", new JsonObject().put("workspace", "acme"));

    JsonObject violation = Mcp.text(result).getJsonArray("violations").getJsonObject(0);
    assertEquals("draft_id", violation.getString("field"));
  }

  @Test
  void shouldSayThatAServiceIsDown() {
    JsonObject result =
        Mcp.result(token, "get_workflow_report", new JsonObject().put("workspace", "acme"));

    assertUnavailable(result);
  }

  @Test
  void shouldSayThatAServiceHungUp() {
    services.drafts().hangUp();

    assertUnavailable(Mcp.result(token, "list_drafts", new JsonObject().put("workspace", "acme")));
  }

  @Test
  void shouldNotPassOnWhatIsNotJson() {
    services.drafts().answer(200, "<html>");

    assertUnavailable(Mcp.result(token, "list_drafts", new JsonObject().put("workspace", "acme")));
  }

  @Test
  void shouldNotPassOnMoreThanTheBound() {
    services.drafts().answer(200, "{\"text\":\"" + "a".repeat(5 * 1024 * 1024) + "\"}");

    assertUnavailable(Mcp.result(token, "list_drafts", new JsonObject().put("workspace", "acme")));
  }

  private static void assertUnavailable(JsonObject result) {
    assertTrue(result.getBoolean("isError"));
    JsonObject problem = Mcp.text(result);
    assertEquals("service_unavailable", problem.getString("code"));
    assertEquals("system", problem.getString("category"));
    assertEquals(503, problem.getInteger("status"));
    assertTrue(problem.getBoolean("retryable"));
    assertFalse(problem.getString("next_step").isBlank());
  }
}
