package io.postly.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.postly.gateway.fixture.FakeIdentityProvider;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peers never answer, so it does not matter how long the machine takes. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(TimeoutTest.Impatient.class)
class TimeoutTest {

  /** Waits a second for an answer, and is reached by its public address only. */
  public static final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "postly.gateway.timeout", "1S",
          "postly.gateway.public-url", "https://postly.example",
          "postly.gateway.allowed-hosts", "gateway.internal:8080");
    }
  }

  FakeIdentityProvider identityProvider;
  Services services;

  @Test
  void shouldNotWaitForeverForAService() {
    services.drafts().keepSilent();

    given()
        .header("Authorization", "Bearer " + identityProvider.token("drafts:read"))
        .get("/api/v1/workspaces/acme/drafts")
        .then()
        .statusCode(503)
        .body("code", equalTo("service_unavailable"));
  }

  @ParameterizedTest
  @CsvSource({",504,answer_lost,false", "key,503,service_unavailable,true"})
  void shouldSayWhenRepeatingAWriteMayDoItTwice(
      String key, int status, String code, boolean retryable) {
    services.drafts().keepSilent();
    RequestSpecification call =
        given().header("Authorization", "Bearer " + identityProvider.token("drafts:write"));
    if (key != null) {
      call.header("Idempotency-Key", key);
    }

    call.contentType("application/json")
        .body("{\"text\":\"Hello\"}")
        .post("/api/v1/workspaces/acme/drafts")
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("retryable", equalTo(retryable));
  }

  @Test
  void shouldNotWaitForeverForTheIdentityProvider() {
    String token = identityProvider.token("drafts:read");
    identityProvider.keepSilent();
    call(token).statusCode(503).body("detail", equalTo("The identity provider does not answer."));

    identityProvider.exchangeAgain();
    services.reset();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> call(token).statusCode(200));
  }

  private static ValidatableResponse call(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/workspaces/acme/drafts")
        .then();
  }

  @Test
  void shouldKnowItsPublicAddress() {
    for (String host : new String[] {"postly.example", "POSTLY.example", "gateway.internal:8080"}) {
      given()
          .header("Host", host)
          .header("Origin", "https://postly.example")
          .post("/mcp")
          .then()
          .statusCode(401)
          .header(
              "WWW-Authenticate",
              containsString(
                  "\"https://postly.example/.well-known/oauth-protected-resource/mcp\""));
    }
    given().header("Host", "postly.example:8443").post("/mcp").then().statusCode(403);
  }
}
