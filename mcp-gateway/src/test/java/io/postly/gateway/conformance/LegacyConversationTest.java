package io.postly.gateway.conformance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to clients of the older revisions: who is asked, and whose answer counts. */
@QuarkusTest
@TestProfile(ConformanceProfile.class)
@WithTestResource(Surroundings.class)
class LegacyConversationTest {

  private static final String SESSION = "Mcp-Session-Id";
  private static final JsonObject CALL =
      new JsonObject()
          .put("name", "test_elicitation")
          .put("arguments", new JsonObject().put("message", "Who are you?"));

  private static final JsonObject REQUEST =
      new JsonObject()
          .put("name", "request_changes")
          .put(
              "arguments",
              new JsonObject()
                  .put("workspace", "acme")
                  .put("review_id", "0198b7a4-0000-7000-8000-000000000009")
                  .put("expected_revision", 1)
                  .put("note", "Shorter"));

  @TestHTTPResource("/mcp")
  URI endpoint;

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;
  private String stranger;

  @BeforeEach
  void signIn() {
    services.reset();
    token = identityProvider.token("drafts:read");
    stranger = identityProvider.tokenOf("stranger", "drafts:read");
  }

  @Test
  void shouldBelieveTheOneWhoWasAskedOnly() throws IOException, InterruptedException {
    String session = initialize(token, new JsonObject().put("elicitation", new JsonObject()));
    HttpResponse<InputStream> response = call(session, CALL);
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      JsonObject question = next(events);
      assertEquals("elicitation/create", question.getString("method"));

      answer(stranger, question.getValue("id"), "a stranger");
      answer(token, "another-question", "somebody");
      answer(token, question.getValue("id"), "the person");
      answer(token, question.getValue("id"), "the person, later");

      JsonObject result = next(events).getJsonObject("result");
      String text = result.getJsonArray("content").getJsonObject(0).getString("text");
      assertTrue(text.contains("\"the person\""), text);
    }
  }

  @Test
  void shouldAskOnlyWhoSaidThatTheyCanBeAsked() {
    String session = initialize(token, new JsonObject().put("elicitation", new JsonObject()));

    Mcp.send(token, "tools/call", CALL).body("error.code", equalTo(-32021));
    for (String carried : new String[] {session + "x", "a.b", "none"}) {
      Mcp.with(token)
          .header(SESSION, carried)
          .body(Mcp.message("tools/call", CALL))
          .post("/mcp")
          .then()
          .body("error.code", equalTo(-32021));
    }
    Mcp.with(stranger)
        .header(SESSION, session)
        .body(Mcp.message("tools/call", CALL))
        .post("/mcp")
        .then()
        .body("error.code", equalTo(-32021));
  }

  @Test
  void shouldEndAConversationThatDoesNotEnd() throws IOException, InterruptedException {
    String session = initialize(token, new JsonObject().put("elicitation", new JsonObject()));
    JsonObject endless =
        new JsonObject()
            .put("name", "test_input_required_result_capabilities")
            .put("arguments", new JsonObject());
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(call(session, endless).body(), StandardCharsets.UTF_8))) {
      JsonObject message = next(events);
      for (int rounds = 0; message.containsKey("method"); rounds++) {
        assertTrue(rounds < 20, "It goes on and on");
        answer(token, message.getValue("id"), "somebody");
        message = next(events);
      }
      assertEquals(-32603, message.getJsonObject("error").getInteger("code"));
    }
  }

  /** Nothing but the service's answer says that this call needs one. */
  @Test
  void shouldAskForAConfirmationThatIsNeededOnlyAtTimes() throws IOException, InterruptedException {
    token = identityProvider.token("approvals:decide");
    String session =
        initialize(
            token,
            new JsonObject().put("elicitation", new JsonObject().put("url", new JsonObject())));
    services.approvals().answer(428, confirmationRequired().encode());
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(call(session, REQUEST).body(), StandardCharsets.UTF_8))) {
      JsonObject question = next(events);
      assertEquals("url", question.getJsonObject("params").getString("mode"));
      services.approvals().reset();

      answer(token, question.getValue("id"), "the person");

      assertEquals(false, next(events).getJsonObject("result").getBoolean("isError"));
      assertEquals(1, services.approvals().received().size());
    }
  }

  private static JsonObject confirmationRequired() {
    JsonObject offer =
        new JsonObject()
            .put("id", "approvals-0198b7a4-0000-7000-8000-000000000001")
            .put("url", "http://localhost:8080/console/acme/confirmations/1")
            .put("summary", "Do it")
            .put("content", new JsonArray())
            .put("dialog", false);
    return new JsonObject()
        .put("code", "confirmation_required")
        .put("status", 428)
        .put("confirmation", offer);
  }

  @Test
  void shouldTakeNullArgumentsForNone() {
    JsonObject params = CALL.copy().putNull("arguments");

    Mcp.send(token, "tools/call", params).body("error.code", equalTo(-32021));
  }

  @Test
  void shouldGiveNoSessionToWhoCannotBeAsked() {
    assertNull(initialize(token, new JsonObject().put("experimental", new JsonObject())));
    Mcp.send(token, "tools/list", new JsonObject()).header(SESSION, nullValue());
  }

  private static String initialize(String token, JsonObject capabilities) {
    JsonObject params =
        new JsonObject()
            .put("protocolVersion", "2025-11-25")
            .put("capabilities", capabilities)
            .put("clientInfo", new JsonObject().put("name", "test").put("version", "1"));
    return Mcp.send(token, "initialize", params).statusCode(200).extract().header(SESSION);
  }

  private HttpResponse<InputStream> call(String session, JsonObject params)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header(SESSION, session)
            .POST(HttpRequest.BodyPublishers.ofString(Mcp.message("tools/call", params)))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private static JsonObject next(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (!line.startsWith("data: ")) {
      line = events.readLine();
    }
    return new JsonObject(line.substring("data: ".length()));
  }

  private static void answer(String token, Object id, String name) {
    JsonObject result =
        new JsonObject()
            .put("action", "accept")
            .put("content", new JsonObject().put("username", name));
    Mcp.with(token)
        .body(new JsonObject().put("jsonrpc", "2.0").put("id", id).put("result", result).encode())
        .post("/mcp")
        .then()
        .statusCode(202);
  }
}
