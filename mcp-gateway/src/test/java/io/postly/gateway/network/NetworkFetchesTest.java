package io.postly.gateway.network;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.gateway.fixture.ReceivedRequest;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Sockets;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks fetch of this installation, as the world does. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class NetworkFetchesTest {

  private static final String PATH = "/oauth-client-metadata.json";
  private static final String PICTURE = "/media/AQE-_0";

  Services services;

  @BeforeEach
  void reset() {
    services.reset();
  }

  @Test
  void shouldGiveItToAnybodyWhoeverTheySayThatTheyAre() {
    services
        .scheduling()
        .answer(200, "{\"client_name\":\"Postly\"}", Map.of("Cache-Control", "max-age=300"));

    given()
        .header("Authorization", "Bearer somebody")
        .header("Cookie", "session=1")
        .when()
        .get(PATH)
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("max-age=300"))
        .body("client_name", equalTo("Postly"));

    ReceivedRequest received = services.scheduling().only();
    assertEquals(PATH, received.target());
    assertNull(received.header("Authorization"));
    assertNull(received.header("Cookie"));
  }

  @Test
  void shouldTakeNothing() {
    given().body("{}").when().post(PATH).then().statusCode(anyOf(equalTo(404), equalTo(405)));

    assertEquals(0, services.scheduling().received().size());
  }

  @Test
  void shouldSayThatThereIsNoneWhereTheServiceHasNone() {
    services.scheduling().answer(404, "", Map.of());

    given().when().get(PATH).then().statusCode(404);
  }

  @Test
  void shouldGiveAPictureWithAllThatTheServiceSaysOfIt() {
    services
        .scheduling()
        .answer(
            200,
            "picture",
            Map.of(
                "Cache-Control", "private, no-store",
                "X-Content-Type-Options", "nosniff",
                "X-Robots-Tag", "noindex",
                "Content-Disposition", "attachment"));

    given()
        .header("Authorization", "Bearer somebody")
        .header("Cookie", "session=1")
        .when()
        .get(PICTURE)
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("private, no-store"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Robots-Tag", equalTo("noindex"))
        .header("Content-Disposition", equalTo("attachment"))
        .body(equalTo("picture"));

    ReceivedRequest received = services.scheduling().only();
    assertEquals(PICTURE, received.target());
    assertNull(received.header("Authorization"));
    assertNull(received.header("Cookie"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PICTURE})
  void shouldPassOnNothingThatSaysWhoAsks(String path) {
    List<String> telling =
        List.of(
            "Authorization",
            "Cookie",
            "Forwarded",
            "Postly-Channel",
            "Postly-Client",
            "Proxy-Authorization",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto");
    RequestSpecification request = given().header("Accept", "image/*");
    telling.forEach(name -> request.header(name, "somebody"));

    request.when().get(path).then().statusCode(200);

    ReceivedRequest received = services.scheduling().only();
    telling.forEach(name -> assertNull(received.header(name), name));
    assertEquals("image/*", received.header("Accept"));
  }

  /** Each keeps its own connection to the gateway, and none to the service. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100000\r\n\r\nsome",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n",
        Sockets.UPGRADE
      })
  void shouldAnswerOthersWhileSomeGoOnSending(String rest) throws IOException {
    services.scheduling().answer(404, "", Map.of());
    try (Sockets senders = new Sockets()) {
      for (int i = 0; i <= NetworkFetches.PICTURES_AT_A_TIME; i++) {
        assertEquals("HTTP/1.1 404", senders.ask(PICTURE, rest));
      }
      services.scheduling().answer(200, "picture", Map.of());

      given().when().get(PICTURE).then().statusCode(200).body(equalTo("picture"));
    }
    assertEquals("", services.scheduling().received().getFirst().body());
  }

  @Test
  void shouldGiveTheDocumentWhileNoMorePicturesAreAnswered() throws IOException {
    services.scheduling().keepSilent();
    try (Sockets readers = new Sockets()) {
      for (int i = 0; i < NetworkFetches.PICTURES_AT_A_TIME; i++) {
        readers.send(PICTURE, "\r\n");
      }
      await()
          .until(
              () -> services.scheduling().received().size() == NetworkFetches.PICTURES_AT_A_TIME);
      services.scheduling().reset();

      given().when().get(PATH).then().statusCode(200);
    }
  }

  @Test
  void shouldAskForNoMoreOfAPictureThanTheNetworkDoes() {
    services.scheduling().answer(200, "", Map.of("Content-Length", "12345"));

    given().when().head(PICTURE).then().statusCode(200).header("Content-Length", equalTo("12345"));

    assertEquals("HEAD", services.scheduling().only().method());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void shouldTakeNothingInThePlaceOfAPicture(String method) {
    given().when().request(method, PICTURE).then().statusCode(anyOf(equalTo(404), equalTo(405)));

    assertEquals(0, services.scheduling().received().size());
  }

  @Test
  void shouldAnswerNoForeignPage() {
    given().header("Origin", "https://example.org").when().get(PICTURE).then().statusCode(403);

    assertEquals(0, services.scheduling().received().size());
  }

  @Test
  void shouldLabelAllPicturesAlike() {
    services.scheduling().answer(200, "picture", Map.of());

    given().when().get(PICTURE).then().statusCode(200);

    given()
        .when()
        .get("/q/metrics")
        .then()
        .body(containsString("uri=\"/media\""), not(containsString("AQE-_0")));
  }
}
