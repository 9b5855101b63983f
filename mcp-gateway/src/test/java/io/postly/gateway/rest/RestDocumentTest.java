package io.postly.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.problem.ActionErrorCode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.problem.GatewayErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What REST clients read, made of the services' own contracts. */
class RestDocumentTest {

  private static final Set<String> ALWAYS =
      Set.of("400", "401", "403", "429", "500", "503", "default");

  private final Catalog catalog = new Catalog(BuiltContracts.all());
  private final ObjectNode document = RestDocument.of(catalog, PublicGateway.config());

  @Test
  void shouldDescribeProblemsOnce() {
    for (JsonNode response : document.at("/components/responses")) {
      assertEquals(
          "#/components/schemas/Problem",
          response.path("content").path("application/problem+json").at("/schema/$ref").asText());
    }
    assertTrue(header("Unauthorized", "WWW-Authenticate"));
    assertTrue(header("TooManyRequests", "Retry-After"));
  }

  private boolean header(String response, String header) {
    return document.at("/components/responses/" + response + "/headers").has(header);
  }

  @Test
  void shouldNameEveryCodeOfTheCatalog() {
    String descriptions =
        String.join("\n", document.at("/components/responses").findValuesAsText("description"));

    Stream.concat(Stream.of(ActionErrorCode.values()), Stream.of(GatewayErrorCode.values()))
        .filter(code -> ALWAYS.contains(Integer.toString(code.definition().status())))
        .forEach(code -> assertTrue(descriptions.contains(code.code() + ": "), code.code()));
  }

  @Test
  void shouldSayWhichProblemsEachOperationHas() {
    assertEquals(problems("404"), responses("get_draft"));
    assertEquals(problems(), responses("list_workspaces"));
    assertEquals(problems("404", "409", "413", "415", "422", "504"), responses("create_draft"));
    assertEquals(
        problems("404", "409", "412", "413", "415", "422", "504"), responses("update_draft"));
  }

  private static Set<String> problems(String... others) {
    Set<String> problems = new HashSet<>(ALWAYS);
    problems.addAll(List.of(others));
    return problems;
  }

  private Set<String> responses(String operation) {
    return operation(operation)
        .path("responses")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(status -> !status.startsWith("2"))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldTakeTheRevisionAsHeaderOrInTheBody() {
    JsonNode update = operation("update_draft");

    assertTrue(headers(update).contains("If-Match"));
    assertTrue(update.at("/responses/200/headers").has("ETag"));
    JsonNode body = document.at("/components/schemas/DraftUpdate");
    assertFalse(body.path("required").toString().contains("expected_revision"));
    assertTrue(
        body.at("/properties/expected_revision/description")
            .asText()
            .endsWith("Needed unless If-Match names it."));
  }

  @Test
  void shouldTakeAnIdempotencyKeyForEveryChange() {
    for (Operation operation : catalog.operations()) {
      assertEquals(
          !operation.hints().readOnly(),
          headers(operation(operation.name())).contains("Idempotency-Key"),
          operation.name());
    }
  }

  @Test
  void shouldDescribePagesAlikeEverywhere() {
    for (Operation operation : catalog.operations()) {
      JsonNode described = operation(operation.name());
      JsonNode page = described.at("/responses/200/content").path("application/json").at("/schema");
      if (parameters(described, "query").contains("cursor")) {
        assertEquals("The next_cursor of the page before.", text(described, "cursor"));
        assertTrue(text(described, "limit").matches("The most [a-z]+ to list\\."));
        assertEquals(
            "Give this as cursor to get the next page; absent on the last.",
            page.at("/properties/next_cursor/description").asText());
        assertEquals(List.of("100"), page.at("/properties").findValuesAsText("maxItems"));
      } else {
        assertFalse(page.path("properties").has("next_cursor"), operation.name());
      }
    }
  }

  private static String text(JsonNode operation, String parameter) {
    for (JsonNode each : operation.path("parameters")) {
      if (each.path("name").asText().equals(parameter)) {
        return each.path("description").asText();
      }
    }
    throw new AssertionError(parameter);
  }

  @Test
  void shouldBoundEverything() {
    for (JsonNode schema : document.findParents("type")) {
      switch (schema.path("type").asText()) {
        case "string" ->
            assertTrue(schema.has("maxLength") || schema.has("enum") || schema.has("$ref"));
        case "array" -> assertTrue(schema.has("maxItems"));
        case "integer" -> assertTrue(schema.has("minimum") && schema.has("maximum"));
        default -> {}
      }
    }
  }

  @Test
  void shouldLeaveTheContractsAsTheyAre() {
    assertEquals(BuiltContracts.all(), catalog.contracts());
  }

  private static Set<String> headers(JsonNode operation) {
    return parameters(operation, "header");
  }

  private static Set<String> parameters(JsonNode operation, String location) {
    return operation
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("in").asText().equals(location))
        .map(parameter -> parameter.path("name").asText())
        .collect(Collectors.toSet());
  }

  private JsonNode operation(String name) {
    Operation operation = catalog.find(name).orElseThrow();
    return document
        .path("paths")
        .path(operation.path())
        .path(operation.method().name().toLowerCase(Locale.ROOT));
  }
}
