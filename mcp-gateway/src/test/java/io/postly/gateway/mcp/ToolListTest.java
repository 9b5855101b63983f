package io.postly.gateway.mcp;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ToolListTest {

  private static final String[] ALL_SCOPES = {
    "workspace:read",
    "drafts:read",
    "drafts:write",
    "approvals:read",
    "approvals:decide",
    "analytics:read"
  };

  FakeIdentityProvider identityProvider;

  @Test
  void shouldListWhatIsOfferedOverMcpByName() {
    Mcp.with(identityProvider.token(ALL_SCOPES))
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
                "list_reviews",
                "list_workspaces",
                "request_changes",
                "update_draft"))
        .body("result.tools", everyItem(hasKey("securitySchemes")))
        .body("result.tools.annotations", everyItem(hasKey("openWorldHint")));
  }

  @Test
  void shouldListWhatTheGrantCovers() {
    assertEquals(
        List.of("get_draft", "list_drafts", "list_workspaces"),
        listed("/mcp", "workspace:read", "drafts:read"));
    assertEquals(List.of(), listed("/mcp"));
  }

  @Test
  void shouldListWhatTheAddressOffers() {
    assertEquals(
        List.of("create_draft", "get_draft", "list_drafts", "list_workspaces", "update_draft"),
        listed("/mcp?toolset=drafts", ALL_SCOPES));
    assertEquals(
        List.of(
            "approve_draft",
            "get_workflow_report",
            "list_reviews",
            "list_workspaces",
            "request_changes"),
        listed("/mcp?toolset=approvals,analytics", ALL_SCOPES));
    assertEquals(
        List.of("get_draft", "list_drafts", "list_reviews", "list_workspaces"),
        listed("/mcp?toolset=drafts,approvals&read_only=true", ALL_SCOPES));
  }

  @Test
  void shouldNotCallWhatTheAddressDoesNotOffer() {
    JsonObject params =
        new JsonObject()
            .put("name", "create_draft")
            .put("arguments", new JsonObject().put("workspace", "acme").put("text", "Hello"));

    for (String address : List.of("/mcp?read_only=true", "/mcp?toolset=analytics")) {
      Mcp.with(identityProvider.token(ALL_SCOPES))
          .body(Mcp.message("tools/call", params))
          .post(address)
          .then()
          .body("error.code", equalTo(-32602));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"toolset=everything", "toolset=", "read_only=perhaps", "view=all"})
  void shouldRefuseAnAddressThatIsNoView(String query) {
    Mcp.with(identityProvider.token(ALL_SCOPES))
        .body(Mcp.message("tools/list", new JsonObject()))
        .post("/mcp?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_input"));
  }

  private List<String> listed(String address, String... scopes) {
    return Mcp.with(identityProvider.token(scopes))
        .body(Mcp.message("tools/list", new JsonObject()))
        .post(address)
        .then()
        .statusCode(200)
        .extract()
        .path("result.tools.name");
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
