package io.postly.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway as it is packaged: on a JVM, or a native executable. */
@QuarkusIntegrationTest
@WithTestResource(Surroundings.class)
class McpGatewayIT {

  private static final String DRAFTS = "/api/v1/workspaces/acme/drafts";

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:read", "drafts:write");
  }

  @Test
  void isReady() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  /** Contracts and views are resources, which an executable has only if told so. */
  @Test
  void offersWhatTheContractsDeclare() {
    given()
        .get("/openapi.json")
        .then()
        .statusCode(200)
        .body("openapi", equalTo("3.1.0"))
        .body("paths.keySet()", hasItems("/api/v1/workspaces/{workspace}/drafts"));
    String everything =
        identityProvider.token(
            "drafts:read", "drafts:write", "schedule:read", "schedule:write", "analytics:read");
    Mcp.send(everything, "tools/list", new JsonObject())
        .statusCode(200)
        .body("result.tools.name", hasItems("create_draft", "schedule_post", "list_activity"));
    Mcp.send(everything, "resources/list", new JsonObject())
        .statusCode(200)
        .body("result.resources.uri", hasItem(startsWith("ui://")));
  }

  @Test
  void callsAServiceWithAnExchangedToken() {
    Mcp.call(token, "create_draft", new JsonObject().put("workspace", "acme").put("text", "Hello"));

    assertEquals(1, identityProvider.exchangesOf(token).size());
    assertEquals("/api/v1/workspaces/acme/drafts", services.drafts().only().target());
    assertTrue(services.drafts().only().header("Authorization").startsWith("Bearer exchanged-"));
  }

  @Test
  void refusesAndCountsIt() {
    given()
        .header("Authorization", "Bearer nonsense")
        .get(DRAFTS)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("resource_metadata="))
        .contentType("application/problem+json")
        .body("status", equalTo(401))
        .body("code", equalTo("unauthenticated"))
        .body("type", equalTo("urn:postly:problem:unauthenticated"))
        .body("title", notNullValue())
        .body("detail", notNullValue())
        .body("category", equalTo("auth"))
        .body("retryable", equalTo(false))
        .body("next_step", notNullValue())
        .body(not(containsString("io.postly")))
        .body(not(containsString("Exception")));

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(
            containsString(
                "postly_errors_total{category=\"auth\",code=\"unauthenticated\",tool=\"list_drafts\"}"));
  }
}
