package io.postly.gateway.resource;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Modern;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.postly.gateway.view.Views;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The views (MCP Apps) as clients find and read them, in both eras of the protocol. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ViewResourcesTest {

  private static final String MEDIA_TYPE = "text/html;profile=mcp-app";

  @Inject Views views;
  FakeIdentityProvider identityProvider;
  Services services;

  private String token;
  private String uri;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("approvals:decide");
    uri = views.named("review").uri();
  }

  @Test
  void shouldNameTheViewInItsToolsDescriptor() {
    for (ValidatableResponse list : inBothEras("tools/list", new JsonObject())) {
      list.body(
              "result.tools.find { it.name == 'approve_draft' }._meta.ui.resourceUri", equalTo(uri))
          .body(
              "result.tools.find { it.name == 'approve_draft' }._meta.'openai/outputTemplate'",
              equalTo(uri))
          .body("result.tools.find { it.name == 'request_changes' }._meta", not(hasKey("ui")));
    }
  }

  @Test
  void shouldListTheViewsOfWhatTheGrantCovers() {
    for (ValidatableResponse list : inBothEras("resources/list", new JsonObject())) {
      list.statusCode(200)
          .body("result.resources", hasSize(1))
          .body("result.resources[0].uri", equalTo(uri))
          .body("result.resources[0].name", equalTo("review_view"))
          .body("result.resources[0].mimeType", equalTo(MEDIA_TYPE));
    }
  }

  @Test
  void shouldReadAView() {
    for (ValidatableResponse read : inBothEras("resources/read", at(uri))) {
      read.statusCode(200)
          .body("result.contents", hasSize(1))
          .body("result.contents[0].uri", equalTo(uri))
          .body("result.contents[0].mimeType", equalTo(MEDIA_TYPE))
          .body("result.contents[0].text", equalTo(views.named("review").html()))
          .body("result.contents[0]._meta.ui.csp.connectDomains", empty())
          .body("result.contents[0]._meta.ui.csp.resourceDomains", empty())
          .body("result.contents[0]._meta.ui.prefersBorder", equalTo(true));
    }
    assertEquals(0, services.approvals().received().size());
  }

  @Test
  void shouldLetViewsBeKeptAndNothingElse() {
    Modern.send(token, "resources/read", at(uri))
        .body("result.ttlMs", equalTo(3_600_000))
        .body("result.cacheScope", equalTo("public"));
  }

  @Test
  void shouldAnswerAnotherVersionWithThisOne() {
    String other = "ui://postly/review-00000000.html";

    Mcp.send(token, "resources/read", at(other))
        .statusCode(200)
        .body("result.contents[0].uri", equalTo(other))
        .body("result.contents[0].text", equalTo(views.named("review").html()));
  }

  @Test
  void shouldReadNoViewThatTheAddressDoesNotOffer() {
    Mcp.with(token)
        .body(Mcp.message("resources/read", at(uri)))
        .post("/mcp?toolset=drafts")
        .then()
        .body("error.code", equalTo(-32002));
    Mcp.send(token, "resources/read", at("ui://postly/secret-00000000.html"))
        .body("error.code", equalTo(-32002));
  }

  @Test
  void shouldSayWhereTheProtocolHasAPlaceForItThatThereAreViews() {
    Modern.send(token, "server/discover", new JsonObject())
        .body("result.capabilities.extensions", hasKey("io.modelcontextprotocol/ui"));

    JsonObject hello =
        new JsonObject()
            .put("protocolVersion", "2025-11-25")
            .put("clientInfo", new JsonObject().put("name", "chat").put("version", "1"))
            .put(
                "capabilities",
                new JsonObject()
                    .put(
                        "extensions",
                        new JsonObject().put("io.modelcontextprotocol/ui", new JsonObject())));
    Mcp.send(token, "initialize", hello)
        .statusCode(200)
        .body("result.capabilities", not(hasKey("extensions")));
  }

  private List<ValidatableResponse> inBothEras(String method, JsonObject params) {
    return List.of(Mcp.send(token, method, params), Modern.send(token, method, params));
  }

  private static JsonObject at(String uri) {
    return new JsonObject().put("uri", uri);
  }
}
