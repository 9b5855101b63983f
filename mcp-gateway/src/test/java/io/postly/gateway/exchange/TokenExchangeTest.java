package io.postly.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Mcp;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class TokenExchangeTest {

  FakeIdentityProvider identityProvider;
  Services services;

  private String token;

  @BeforeEach
  void reset() {
    services.reset();
    token = identityProvider.token("drafts:write", "drafts:read");
  }

  @AfterEach
  void exchangeAgain() {
    identityProvider.exchangeAgain();
  }

  @Test
  void shouldAskForThePostlyScopesOfTheTokenAndTheServicesAudience() {
    call().statusCode(200);

    Map<String, String> exchange = identityProvider.exchangesOf(token).getFirst();
    assertEquals("urn:ietf:params:oauth:grant-type:token-exchange", exchange.get("grant_type"));
    assertEquals(
        "urn:ietf:params:oauth:token-type:access_token", exchange.get("subject_token_type"));
    assertEquals("drafts:read drafts:write postly-services", exchange.get("scope"));
  }

  @Test
  void shouldExchangeEachTokenOnce() {
    call().statusCode(200);
    call().statusCode(200);
    Mcp.call(token, "list_drafts", new JsonObject().put("workspace", "acme"));

    assertEquals(1, identityProvider.exchangesOf(token).size());
  }

  @Test
  void shouldExchangeOnceForCallsAtTheSameTime() {
    IntStream.range(0, 16).parallel().forEach(ignored -> call().statusCode(200));

    assertEquals(1, identityProvider.exchangesOf(token).size());
    assertEquals(16, services.drafts().received().size());
  }

  @Test
  void shouldExchangeEveryTokenForItself() {
    call().statusCode(200);
    String first = services.drafts().only().header("Authorization");
    services.reset();
    token = identityProvider.token("drafts:read");

    call().statusCode(200);

    assertNotEquals(first, services.drafts().only().header("Authorization"));
  }

  @ParameterizedTest
  @CsvSource({"400, invalid_request", "400, invalid_grant", "401, invalid_token"})
  void shouldAskToSignInAgainWhereTheTokenIsRefused(int status, String error) {
    identityProvider.refuseExchanges(status, "{\"error\":\"" + error + "\"}");

    call()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void shouldAskToSignInAgainThroughToolsToo() {
    identityProvider.refuseExchanges(400, "{\"error\":\"invalid_grant\"}");

    Mcp.callWhateverComes(token, "list_drafts", new JsonObject().put("workspace", "acme"))
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("result.isError", equalTo(true))
        .body("result._meta.'mcp/www_authenticate'[0]", containsString("error=\"invalid_token\""));
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{\"error\":\"invalid_client\"}'",
    "400, '{\"error\":\"invalid_scope\"}'",
    "502, '<html>'",
    "500, '{\"error\":{}}'",
    "200, '<html>'"
  })
  void shouldNotBlameTheTokenForOtherFailures(int status, String body) {
    identityProvider.refuseExchanges(status, body);

    call()
        .statusCode(503)
        .header("WWW-Authenticate", nullValue())
        .body("code", equalTo("service_unavailable"))
        .body("retryable", equalTo(true));
  }

  @Test
  void shouldNotRememberFailures() {
    identityProvider.refuseExchanges(502, "");
    call().statusCode(503);
    identityProvider.exchangeAgain();

    call().statusCode(200);
  }

  private ValidatableResponse call() {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/workspaces/acme/drafts")
        .then();
  }
}
