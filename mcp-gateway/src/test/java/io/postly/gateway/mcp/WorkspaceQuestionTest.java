package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Modern;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests in several rounds (revision 2026-07-28). */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WorkspaceQuestionTest {

  private static final JsonObject ASKABLE = new JsonObject().put("elicitation", new JsonObject());

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    services
        .scheduling()
        .answer(200, "{\"workspaces\":[{\"workspace\":\"acme\"},{\"workspace\":\"globex\"}]}");
    token = identityProvider.token("workspace:read", "drafts:read");
  }

  @Test
  void shouldAskAndGoOnWithTheChoice() {
    String state = ask();

    answer(token, "list_drafts", state, choice("accept", "globex"))
        .statusCode(200)
        .body("result.resultType", equalTo("complete"))
        .body("result.isError", equalTo(false));
    assertEquals("/api/v1/workspaces/globex/drafts", services.drafts().only().target());
  }

  @Test
  void shouldTakeAnAnswerOnce() {
    String state = ask();
    answer(token, "list_drafts", state, choice("accept", "acme")).statusCode(200);

    assertRefused(answer(token, "list_drafts", state, choice("accept", "acme")));
    assertEquals(1, services.drafts().received().size());
  }

  @Test
  void shouldTakeAnAnswerToThisQuestionOnly() {
    String state = ask();

    assertRefused(answer(token, "list_drafts", state + "x", choice("accept", "acme")));
    assertRefused(answer(token, "list_drafts", "a.b", choice("accept", "acme")));
    assertRefused(answer(token, "get_draft", state, choice("accept", "acme")));
    String other = identityProvider.tokenOf("somebody-else", "workspace:read", "drafts:read");
    assertRefused(answer(other, "list_drafts", state, choice("accept", "acme")));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldAskAgainWithoutTheStateAndRefuseWithoutAChoice() {
    Modern.send(
            token,
            "tools/call",
            call("list_drafts").put("inputResponses", choice("accept", "acme")),
            ASKABLE)
        .statusCode(200)
        .body("result.resultType", equalTo("input_required"));
    answer(token, "list_drafts", ask(), choice("decline", "acme"))
        .statusCode(200)
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("workspace"));
    answer(token, "list_drafts", ask(), new JsonObject().put("workspace", new JsonObject()))
        .body("result.isError", equalTo(true));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldRefuseResponsesThatAreNone() {
    for (Object responses : new Object[] {null, "yes", new JsonObject().put("workspace", 1)}) {
      Modern.send(
              token, "tools/call", call("list_drafts").put("inputResponses", responses), ASKABLE)
          .statusCode(400)
          .body("error.code", equalTo(-32602));
    }
  }

  @Test
  void shouldNotAskAClientThatCannotBeAskedOrAPersonWithoutAChoice() {
    Modern.send(token, "tools/call", call("list_drafts"))
        .body("result.resultType", equalTo("complete"))
        .body("result.isError", equalTo(true));

    JsonObject byAddressOnly =
        new JsonObject().put("elicitation", new JsonObject().put("url", new JsonObject()));
    Modern.send(token, "tools/call", call("list_drafts"), byAddressOnly)
        .body("result.resultType", equalTo("complete"));

    services.scheduling().answer(200, "{\"workspaces\":[{\"workspace\":\"acme\"}]}");
    Modern.send(token, "tools/call", call("list_drafts"), ASKABLE)
        .body("result.resultType", equalTo("complete"))
        .body("result.isError", equalTo(true));
  }

  private String ask() {
    return Modern.send(token, "tools/call", call("list_drafts"), ASKABLE)
        .statusCode(200)
        .body("result.resultType", equalTo("input_required"))
        .body("result.inputRequests.workspace.method", equalTo("elicitation/create"))
        .body(
            "result.inputRequests.workspace.params.requestedSchema.properties.workspace.enum",
            contains("acme", "globex"))
        .extract()
        .path("result.requestState");
  }

  private static ValidatableResponse answer(
      String token, String tool, String state, JsonObject responses) {
    return Modern.send(
        token,
        "tools/call",
        call(tool).put("inputResponses", responses).put("requestState", state),
        ASKABLE);
  }

  private static JsonObject choice(String action, String workspace) {
    JsonObject content = new JsonObject().put("workspace", workspace);
    return new JsonObject()
        .put("workspace", new JsonObject().put("action", action).put("content", content));
  }

  private static JsonObject call(String tool) {
    return new JsonObject().put("name", tool).put("arguments", new JsonObject());
  }

  private static void assertRefused(ValidatableResponse response) {
    response
        .statusCode(400)
        .body("error.code", equalTo(-32602))
        .body("error.message", containsString("requestState"));
  }
}
