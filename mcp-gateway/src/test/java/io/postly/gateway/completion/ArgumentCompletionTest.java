package io.postly.gateway.completion;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Modern;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ArgumentCompletionTest {

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("workspace:read", "drafts:read");
  }

  @Test
  void shouldCompleteAWorkspace() {
    services
        .scheduling()
        .answer(200, "{\"workspaces\":[{\"workspace\":\"acme\"},{\"workspace\":\"globex\"}]}");

    Mcp.send(token, "completion/complete", of("workspace", "G"))
        .statusCode(200)
        .body("result.completion.values", contains("globex"))
        .body("result.completion.total", equalTo(1))
        .body("result.completion.hasMore", equalTo(false));
    Modern.send(token, "completion/complete", of("workspace", ""))
        .statusCode(200)
        .body("result.completion.values", contains("acme", "globex"));
  }

  @Test
  void shouldCompleteADraftByWhatItSaysOnceTheWorkspaceIsKnown() {
    services
        .drafts()
        .answer(
            200,
            "{\"drafts\":[{\"id\":\"d1\",\"title\":\"Launch\"},{\"id\":\"d2\",\"excerpt\":\"News\"}]}");

    JsonObject known = new JsonObject().put("arguments", new JsonObject().put("workspace", "acme"));
    Mcp.send(token, "completion/complete", of("draft_id", "laun").put("context", known))
        .body("result.completion.values", contains("d1"));
    assertTrue(
        services.drafts().only().target().startsWith("/api/v1/workspaces/acme/drafts"),
        services.drafts().only().target());
    JsonObject odd =
        new JsonObject().put("arguments", new JsonObject().putNull("workspace").put("x", 1));
    Mcp.send(token, "completion/complete", of("draft_id", "d").put("context", odd))
        .statusCode(200)
        .body("result.completion.values", empty());
    Mcp.send(token, "completion/complete", of("draft_id", "d"))
        .body("result.completion.values", empty());
  }

  @Test
  void shouldCompleteNothingElse() {
    Mcp.send(token, "completion/complete", of("theme", "sp"))
        .statusCode(200)
        .body("result.completion.values", hasSize(0));
    services.drafts().refuse(404, "not_found");
    JsonObject known = new JsonObject().put("arguments", new JsonObject().put("workspace", "no"));
    Mcp.send(token, "completion/complete", of("draft_id", "").put("context", known))
        .statusCode(200)
        .body("result.completion.values", hasSize(0));
  }

  @Test
  void shouldNotClaimToKnowHowManyThereAre() {
    services
        .scheduling()
        .answer(200, "{\"workspaces\":[{\"workspace\":\"acme\"}],\"next_cursor\":\"c\"}");

    Mcp.send(token, "completion/complete", of("workspace", ""))
        .body("result.completion.values", contains("acme"))
        .body("result.completion.hasMore", equalTo(true))
        .body("result.completion.total", nullValue());
  }

  @Test
  void shouldShowAtMostAHundred() {
    JsonArray many = new JsonArray();
    for (int i = 0; i < 150; i++) {
      many.add(new JsonObject().put("workspace", "w" + i));
    }
    services.scheduling().answer(200, new JsonObject().put("workspaces", many).encode());

    Mcp.send(token, "completion/complete", of("workspace", "w"))
        .body("result.completion.values", hasSize(100))
        .body("result.completion.total", equalTo(150))
        .body("result.completion.hasMore", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ref\":\"plan_week\",\"argument\":{\"name\":\"a\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/other\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"},\"argument\":{\"name\":\"a\",\"value\":1}}"
      })
  void shouldRefuseWhatIsNoQuestion(String params) {
    Mcp.send(token, "completion/complete", new JsonObject(params))
        .statusCode(200)
        .body("error.code", equalTo(-32602));
  }

  private static JsonObject of(String argument, String typed) {
    return new JsonObject()
        .put("ref", new JsonObject().put("type", "ref/prompt").put("name", "plan_week"))
        .put("argument", new JsonObject().put("name", argument).put("value", typed));
  }
}
