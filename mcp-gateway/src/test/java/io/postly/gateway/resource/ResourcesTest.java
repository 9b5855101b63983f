package io.postly.gateway.resource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.FakeService;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Modern;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ResourcesTest {

  private static final String DRAFT = "postly://workspaces/acme/drafts/d1";
  private static final String WORKSPACES =
      "{\"workspaces\":[{\"workspace\":\"acme\"},{\"workspace\":\"glo bex\"}]}";

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("workspace:read", "drafts:read");
  }

  @Test
  void shouldListWhatEachWorkspaceHasOneOf() {
    services.scheduling().answer(200, WORKSPACES);

    Mcp.send(token, "resources/list", new JsonObject())
        .statusCode(200)
        .body(
            "result.resources.uri",
            contains("postly://workspaces/acme/drafts", "postly://workspaces/glo%20bex/drafts"))
        .body("result.resources[0].title", containsString("acme"))
        .body("result.resources[0].mimeType", equalTo("application/json"));
    Modern.send(token, "resources/list", new JsonObject())
        .statusCode(200)
        .body("result.resources", hasSize(2))
        .body("result.cacheScope", equalTo("private"));
  }

  @Test
  void shouldListNothingWithoutTheGrant() {
    String other = identityProvider.token("drafts:write");

    Mcp.send(other, "resources/list", new JsonObject()).body("result.resources", hasSize(0));
    Mcp.send(other, "resources/templates/list", new JsonObject())
        .body("result.resourceTemplates", hasSize(0));
    assertEquals(0, services.scheduling().received().size());
  }

  @Test
  void shouldListTheTemplates() {
    for (var response :
        new ValidatableResponse[] {
          Mcp.send(token, "resources/templates/list", new JsonObject()),
          Modern.send(token, "resources/templates/list", new JsonObject())
        }) {
      response
          .statusCode(200)
          .body(
              "result.resourceTemplates.uriTemplate",
              contains(
                  "postly://workspaces/{workspace}/drafts/{draft_id}",
                  "postly://workspaces/{workspace}/drafts"))
          .body("result.resourceTemplates[0].name", equalTo("get_draft"));
    }
  }

  @Test
  void shouldReadWhatTheOperationAnswers() {
    read(DRAFT)
        .statusCode(200)
        .body("result.contents[0].uri", equalTo(DRAFT))
        .body("result.contents[0].mimeType", equalTo("application/json"))
        .body("result.contents[0].text", equalTo(FakeService.DEFAULT_BODY));
    assertEquals("/api/v1/workspaces/acme/drafts/d1", services.drafts().only().target());
    assertEquals("mcp", services.drafts().only().header("Postly-Channel"));

    Modern.send(token, "resources/read", new JsonObject().put("uri", DRAFT))
        .statusCode(200)
        .body("result.contents[0].text", equalTo(FakeService.DEFAULT_BODY))
        .body("result.ttlMs", equalTo(0))
        .body("result.cacheScope", equalTo("private"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postly://workspaces/acme/secrets",
        "postly://workspaces/acme/drafts/d1/more",
        "postly://workspaces//drafts",
        "https://example.com/",
        "file:///etc/passwd",
        "postly://workspaces/%/drafts",
        ""
      })
  void shouldSayThatNothingIsThere(String uri) {
    read(uri)
        .statusCode(200)
        .body("error.code", equalTo(-32002))
        .body("error.data.uri", equalTo(uri));
    Modern.send(token, "resources/read", new JsonObject().put("uri", uri))
        .statusCode(400)
        .body("error.code", equalTo(-32602));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldNotLeaveItsPath() {
    read("postly://workspaces/%2E%2E/drafts/..")
        .statusCode(200)
        .body("error.code", equalTo(-32602))
        .body("error.data.code", equalTo("invalid_input"));
    assertEquals(0, services.drafts().received().size());
  }

  @Test
  void shouldPassTheServicesRefusalOn() {
    services.drafts().refuse(404, "not_found");
    read(DRAFT).statusCode(200).body("error.code", equalTo(-32002));

    services.drafts().refuse(400, "invalid_input");
    read(DRAFT)
        .statusCode(200)
        .body("error.code", equalTo(-32602))
        .body("error.data.code", equalTo("invalid_input"));
  }

  @Test
  void shouldAskToSignInWhereTheServiceRefusesTheToken() {
    services.drafts().refuse(401, "unauthenticated");

    read(DRAFT)
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    Modern.send(token, "resources/read", new JsonObject().put("uri", DRAFT))
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
  }

  @Test
  void shouldNotSayThatThereIsNothingWhereTheListFails() {
    services.scheduling().refuse(503, "service_unavailable");

    Mcp.send(token, "resources/list", new JsonObject())
        .statusCode(200)
        .body("error.data.code", equalTo("service_unavailable"));
  }

  @Test
  void shouldAskForTheScopeThatIsMissing() {
    services.drafts().refuse(403, "insufficient_scope");

    read(DRAFT)
        .statusCode(403)
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
        .body("error.data.code", equalTo("insufficient_scope"));
    Modern.send(token, "resources/read", new JsonObject().put("uri", DRAFT))
        .statusCode(403)
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""));
  }

  @Test
  void shouldReadOnlyWhatTheAddressOffers() {
    Mcp.with(token)
        .body(Mcp.message("resources/read", new JsonObject().put("uri", DRAFT)))
        .post("/mcp?toolset=publish")
        .then()
        .body("error.code", equalTo(-32002));
  }

  private ValidatableResponse read(String uri) {
    return Mcp.send(token, "resources/read", new JsonObject().put("uri", uri));
  }
}
