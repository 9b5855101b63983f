package io.postly.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.fixture.Contracts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What GPT Actions can use, made of the services' own contracts. */
class GptActionsDocumentTest {

  private static final int LARGEST_DOCUMENT = 150_000;

  private final Catalog catalog = new Catalog(BuiltContracts.all());
  private final ObjectNode document = GptActionsDocument.of(catalog, PublicGateway.config());

  @Test
  void shouldHaveWhatIsOfferedToAssistants() {
    Set<String> offered =
        catalog.operations().stream()
            .filter(operation -> operation.packagings().equals(Set.of(Packaging.values())))
            .filter(Operation::inGptActions)
            .map(Operation::name)
            .collect(Collectors.toSet());

    assertEquals(offered, new TreeSet<>(document.findValuesAsText("operationId")));
    assertTrue(offered.size() <= GptActionsDocument.MOST_OPERATIONS, () -> "" + offered.size());
  }

  @Test
  void shouldSayOfEachOperationWhetherToAskFirst() {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        String name = operation.path("operationId").asText();
        JsonNode asks = operation.get("x-openai-isConsequential");
        assertNotNull(asks, name);
        assertEquals(
            !catalog.find(name).orElseThrow().hints().readOnly(), asks.booleanValue(), name);
      }
    }
  }

  /** So that nothing is shortened; a text that does not fit is to be written anew. */
  @Test
  void shouldBeMadeOfTextsThatFit() {
    for (Operation operation : catalog.operations()) {
      assertFits(GptActionsDocument.LONGEST_OPERATION_TEXT, operation.title());
      assertFits(GptActionsDocument.LONGEST_OPERATION_TEXT, operation.description());
    }
    ObjectNode all = RestDocument.of(catalog, PublicGateway.config());
    all.findValuesAsText("description")
        .forEach(text -> assertFits(GptActionsDocument.LONGEST_TEXT, text));
  }

  private static void assertFits(int longest, String text) {
    assertTrue(text.length() <= longest, text);
  }

  @Test
  void shouldHoldNothingThatGptActionsDoNotRead() {
    String text = document.toString();

    assertFalse(text.contains("x-postly"), "extensions of Postly");
    assertFalse(document.findValuesAsText("in").contains("header"), "headers");
    assertTrue(
        document.findValues("headers").stream().allMatch(JsonNode::isEmpty), "headers of answers");
    assertEquals(
        Set.of("application/json", "application/problem+json"),
        document.findValues("content").stream()
            // A property of that name has a type.
            .filter(content -> !content.has("type"))
            .flatMap(content -> content.propertyStream().map(member -> member.getKey()))
            .collect(Collectors.toSet()));
    assertTrue(document.findValues("callbacks").isEmpty());
    assertEquals("3.1.0", document.path("openapi").asText());
    assertEquals(1, document.path("servers").size());
    assertTrue(text.length() <= LARGEST_DOCUMENT, () -> "It has " + text.length() + " characters");
  }

  @Test
  void shouldReferToNothingThatIsMissing() {
    for (String reference : document.findValuesAsText("$ref")) {
      assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  @Test
  void shouldRequireTheRevisionWhereThereAreNoHeaders() {
    ObjectNode small =
        GptActionsDocument.of(new Catalog(List.of(Contracts.of("drafts"))), PublicGateway.config());

    assertEquals(
        "expected_revision", small.at("/components/schemas/DraftUpdate/required/0").asText());
    assertTrue(small.at("/components/responses/PreconditionFailed").isMissingNode());
  }

  @Test
  void shouldShortenTextsBetweenSentences() {
    assertEquals("One. Two.", GptActionsDocument.within(12, "One. Two. Three."));
    assertEquals("One. Two.", GptActionsDocument.within(9, "One. Two. Three."));
    assertEquals("One.", GptActionsDocument.within(8, "One. Two. Three."));
    assertEquals("One. Two.", GptActionsDocument.within(10, "One. Two."));
    assertThrows(
        IllegalStateException.class, () -> GptActionsDocument.within(9, "One and two. Three."));
  }
}
