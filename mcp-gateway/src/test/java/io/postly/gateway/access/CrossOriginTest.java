package io.postly.gateway.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class CrossOriginTest {

  private static final String DRAFTS = "/api/v1/workspaces/acme/drafts";

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", DRAFTS, "/.well-known/oauth-protected-resource/mcp"})
  void shouldAnswerPreflightsOfAllowedOrigins(String path) {
    given()
        .header("Origin", "https://chatgpt.com")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization, mcp-protocol-version")
        .options(path)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("https://chatgpt.com"))
        .header("Access-Control-Allow-Headers", containsString("Authorization"))
        .header("Access-Control-Allow-Headers", containsString("MCP-Protocol-Version"))
        .header("Access-Control-Allow-Headers", containsString("If-Match"))
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Vary", containsString("Origin"));
  }

  @Test
  void shouldLetThemReadHowToSignIn() {
    given()
        .header("Origin", "http://localhost:6274")
        .post("/mcp")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", equalTo("http://localhost:6274"))
        .header("Access-Control-Expose-Headers", containsString("WWW-Authenticate"))
        .header("Access-Control-Expose-Headers", containsString("ETag"))
        .header("Access-Control-Expose-Headers", containsString("RateLimit"));
  }

  @Test
  void shouldTellForeignOriginsNothing() {
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/mcp")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void shouldAddNothingForCallersThatAreNoPages() {
    given().post("/mcp").then().statusCode(401).header("Access-Control-Allow-Origin", nullValue());
  }
}
