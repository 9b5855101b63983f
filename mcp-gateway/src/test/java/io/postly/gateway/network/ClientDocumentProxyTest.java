package io.postly.gateway.network;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.postly.gateway.fixture.ReceivedRequest;
import io.postly.gateway.fixture.Services;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document that says who this installation is, as the world fetches it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ClientDocumentProxyTest {

  private static final String PATH = "/oauth-client-metadata.json";

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
}
