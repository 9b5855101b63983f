package io.postly.gateway.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.gateway.fixture.ReceivedRequest;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Sockets;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ConsoleProxyTest {

  Services services;

  @BeforeEach
  void reset() {
    services.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console/acme/calendar",
        "/console/acme?done=approved",
        "/console/invitation/dG9rZW4tb2YtYW4taW52aXRhdGlvbi1mb3ItYS10ZXN0"
      })
  void shouldPassTheConsolesPathsOn(String path) {
    given().when().get(path).then().statusCode(200);

    assertEquals(path, services.approvals().only().target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/consoles", "/consolex/acme"})
  void shouldPassNoOtherPathOn(String path) {
    given().when().get(path).then().statusCode(404);

    assertEquals(0, services.approvals().received().size());
  }

  @Test
  void shouldLetCookiesAndRedirectsPass() {
    services
        .approvals()
        .answer(
            303, "{}", Map.of("Location", "/console/acme", "Set-Cookie", "session=1; HttpOnly"));

    given()
        .redirects()
        .follow(false)
        .header("Cookie", "session=0")
        .when()
        .get("/console/acme")
        .then()
        .statusCode(303)
        .header("Location", equalTo("/console/acme"))
        .header("Set-Cookie", equalTo("session=1; HttpOnly"));

    assertEquals("session=0", services.approvals().only().header("Cookie"));
  }

  @Test
  void shouldLeadPeopleBackToTheNameThatTheyAreSignedInUnder() {
    given()
        .redirects()
        .follow(false)
        .baseUri("http://127.0.0.1")
        .when()
        .get("/console/connection/done?state=acme.1&code=2")
        .then()
        .statusCode(302)
        .header(
            "Location",
            equalTo("http://localhost:8080/console/connection/done?state=acme.1&code=2"));
    assertEquals(0, services.approvals().received().size());

    given().when().get("/console/connection/done?state=acme.1&code=2").then().statusCode(200);

    assertEquals(
        "/console/connection/done?state=acme.1&code=2", services.approvals().only().target());
  }

  @Test
  void shouldSendFormsOn() {
    given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("decision", "approve")
        .when()
        .post("/console/acme/reviews/1")
        .then()
        .statusCode(200);

    ReceivedRequest received = services.approvals().only();
    assertEquals("POST", received.method());
    assertEquals("decision=approve", received.body());
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shouldSendFormsOnOverEveryVersion(HttpClient.Version version) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/console/acme"));
      assertEquals(200, client.send(request.GET().build(), BodyHandlers.discarding()).statusCode());

      request.POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("decision=approve")));
      assertEquals(200, client.send(request.build(), BodyHandlers.discarding()).statusCode());
    }

    assertEquals(
        List.of("", "decision=approve"),
        services.approvals().received().stream().map(ReceivedRequest::body).toList());
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("a".repeat(1024 * 1024 + 1))
        .when()
        .post("/console/acme")
        .then()
        .statusCode(413);

    assertEquals(0, services.approvals().received().size());
  }

  @Test
  void shouldAskForNoTokenAndCheckNoOrigin() {
    given()
        .header("Origin", "https://elsewhere.example")
        .when()
        .get("/console/acme")
        .then()
        .statusCode(200);
  }

  @Test
  void shouldTellThePublicAddressWhateverTheClientSays() {
    given()
        .header("X-Forwarded-Host", "attacker.example")
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Port", "444")
        .header("X-Forwarded-For", "203.0.113.7")
        .header("Forwarded", "host=attacker.example")
        .when()
        .get("/console/acme")
        .then()
        .statusCode(200);

    ReceivedRequest received = services.approvals().only();
    assertEquals("localhost:8080", received.header("X-Forwarded-Host"));
    assertEquals("http", received.header("X-Forwarded-Proto"));
    assertEquals("127.0.0.1", received.header("X-Forwarded-For"));
    assertNull(received.header("X-Forwarded-Port"));
    assertNull(received.header("Forwarded"));
  }

  /** More often than there are connections to the console. */
  @Test
  void shouldTunnelNothing() throws IOException {
    try (Sockets askers = new Sockets()) {
      for (int i = 0; i < 6; i++) {
        assertEquals("HTTP/1.1 200", askers.ask("/console/acme", Sockets.UPGRADE));
      }

      given().when().get("/console/acme").then().statusCode(200);
    }
    assertNull(services.approvals().received().getFirst().header("Upgrade"));
  }

  @Test
  void shouldSaySoWhenTheConsoleDoesNotAnswer() {
    services.approvals().hangUp();

    given()
        .when()
        .get("/console/acme")
        .then()
        .statusCode(503)
        .header("Cache-Control", equalTo("no-store"))
        .body(containsString("does not answer"));
  }
}
