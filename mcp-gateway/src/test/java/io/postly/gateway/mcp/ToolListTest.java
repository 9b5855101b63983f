package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ToolListTest {

  FakeIdentityProvider identityProvider;

  @Test
  void shouldListWhatIsOfferedOverMcpByName() {
    Mcp.with(identityProvider.token())
        .body(Mcp.message("tools/list", new JsonObject()))
        .post("/mcp")
        .then()
        .statusCode(200)
        .body("id", equalTo(1))
        .body(
            "result.tools.name",
            contains(
                "approve_draft",
                "create_draft",
                "get_draft",
                "get_workflow_report",
                "list_drafts",
                "list_workspaces",
                "update_draft"))
        .body("result.tools", everyItem(hasKey("securitySchemes")))
        .body("result.tools.annotations", everyItem(hasKey("openWorldHint")));
  }

  @Test
  void shouldHaveOnePageOnly() {
    Mcp.with(identityProvider.token())
        .body(Mcp.message("tools/list", new JsonObject().put("cursor", "more")))
        .post("/mcp")
        .then()
        .statusCode(200)
        .body("error.code", equalTo(-32602));
  }

  @Test
  void shouldRefuseToolsThatAreNotOffered() {
    JsonObject params =
        new JsonObject().put("name", "connect_channel").put("arguments", new JsonObject());

    Mcp.with(identityProvider.token())
        .body(Mcp.message("tools/call", params))
        .post("/mcp")
        .then()
        .body("error.code", equalTo(-32602));
  }
}
