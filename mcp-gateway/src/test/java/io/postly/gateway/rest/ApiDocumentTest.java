package io.postly.gateway.rest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.fixture.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ApiDocumentTest {

  @Inject Catalog catalog;
  @Inject ObjectMapper json;

  private JsonNode document;

  @BeforeEach
  void read() throws Exception {
    document =
        json.readTree(given().get("/openapi.json").then().statusCode(200).extract().asString());
  }

  @Test
  void shouldDescribeEveryRestOperation() {
    long expected =
        catalog.operations().stream()
            .filter(operation -> operation.isOffered(Packaging.REST))
            .count();

    assertEquals(expected, document.findValues("operationId").size());
    for (Operation operation : catalog.operations()) {
      JsonNode described =
          document
              .path("paths")
              .path(operation.path())
              .path(operation.method().name().toLowerCase(Locale.ROOT));
      assertEquals(operation.name(), described.path("operationId").asText());
      assertEquals(
          !operation.hints().readOnly(), described.path("x-openai-isConsequential").asBoolean());
      assertEquals(operation.scope(), described.at("/security/0/postly/0").asText());
      assertFalse(described.has("x-postly-action"));
    }
  }

  @Test
  void shouldPublishWhatGptActionsCanUse() throws Exception {
    JsonNode actions =
        json.readTree(
            given().get("/openapi-gpt-actions.json").then().statusCode(200).extract().asString());

    long offered =
        catalog.operations().stream()
            .filter(operation -> operation.packagings().equals(Set.of(Packaging.values())))
            .count();
    assertEquals(offered, actions.findValues("operationId").size());
    assertTrue(offered < document.findValues("operationId").size());
  }

  @Test
  void shouldReferToNothingThatIsMissing() {
    for (JsonNode reference : document.findValues("$ref")) {
      assertFalse(document.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
  }

  @Test
  void shouldNameTheGatewayAndTheProvider() {
    assertEquals("http://localhost:8080", document.at("/servers/0/url").asText());
    JsonNode flow = document.at("/components/securitySchemes/postly/flows/authorizationCode");
    assertTrue(flow.path("authorizationUrl").asText().endsWith("/protocol/openid-connect/auth"));
    assertTrue(flow.path("tokenUrl").asText().endsWith("/protocol/openid-connect/token"));
  }
}
