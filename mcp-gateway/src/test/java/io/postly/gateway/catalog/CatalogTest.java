package io.postly.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.fixture.Contracts;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private final Contract contract = Contracts.of("drafts");

  @Test
  void shouldReadWhatTheContractDeclares() {
    Operation operation = new Catalog(List.of(contract)).find("update_draft").orElseThrow();

    assertEquals("drafts", operation.service());
    assertEquals(HttpMethod.PATCH, operation.method());
    assertEquals("/api/v1/workspaces/{workspace}/drafts/{draft_id}", operation.path());
    assertEquals("Update draft", operation.title());
    assertEquals("Changes a draft.", operation.description());
    assertEquals("drafts:write", operation.scope());
    assertEquals(new Hints(false, true, false, false, false), operation.hints());
    assertEquals(EnumSet.allOf(Packaging.class), operation.packagings());
    assertEquals(
        List.of("workspace", "draft_id", "notify"),
        operation.parameters().stream().map(Parameter::name).toList());
    assertTrue(operation.bodyRequired());
    assertEquals(
        "{\"type\":\"string\",\"format\":\"uuid\"}",
        operation.output().at("/properties/id").toString());
  }

  @Test
  void shouldPutReferencedSchemasInPlace() {
    Operation operation = new Catalog(List.of(contract)).find("update_draft").orElseThrow();

    assertEquals(
        "{\"type\":\"string\",\"format\":\"uuid\",\"description\":\"The draft.\"}",
        operation.parameters().get(1).schema().toString());
    assertFalse(operation.toString().contains("$ref"));
  }

  @Test
  void shouldRefuseTheSameNameTwice() {
    assertRefused(
        "the name update_draft of update_draft is taken by", contract, Contracts.of("approvals"));
  }

  @Test
  void shouldOfferAnOperationOfSeveralServicesOnce() {
    Contract other = Contracts.of("approvals");
    for (Contract each : List.of(contract, other)) {
      Contracts.operation(each).withObject("/x-postly-action").put("routed_by", "draft_id");
    }

    Operation operation = new Catalog(List.of(other, contract)).find("update_draft").orElseThrow();

    assertEquals(Optional.of("drafts"), operation.serviceFor(argument -> "drafts-1"));
    assertEquals(Optional.of("approvals"), operation.serviceFor(argument -> "approvals"));
    assertEquals(Optional.empty(), operation.serviceFor(argument -> "analytics-1"));
  }

  @Test
  void shouldRefuseARouteThatIsNoPartOfThePath() {
    Contracts.operation(contract).withObject("/x-postly-action").put("routed_by", "notify");

    assertRefused("update_draft is routed by notify, which is no part of its path", contract);
  }

  @Test
  void shouldRefuseTheSameRouteTwice() {
    Contract other = Contracts.of("approvals");
    Contracts.operation(other).put("operationId", "change_draft");

    assertRefused(
        "/api/v1/workspaces/{}/drafts/{} of change_draft is taken by update_draft",
        contract,
        other);
  }

  @Test
  void shouldRefuseSchemasThatContainThemselves() {
    schema("Draft").withObject("/properties/parent").put("$ref", "#/components/schemas/Draft");

    assertRefused("#/components/schemas/Draft contains itself", contract);
  }

  @Test
  void shouldRefuseReferencesToNothing() {
    schema("Draft").withObject("/properties/parent").put("$ref", "#/components/schemas/Nothing");

    assertRefused("#/components/schemas/Nothing does not exist", contract);
  }

  @Test
  void shouldRefuseReferencesToElsewhere() {
    schema("Draft").withObject("/properties/parent").put("$ref", "https://example.com/schema.json");

    assertRefused("https://example.com/schema.json does not exist", contract);
  }

  @Test
  void shouldRefuseTwoArgumentsOfTheSameName() {
    schema("DraftUpdate").withObject("/properties/notify").put("type", "string");

    assertRefused("update_draft has two arguments of the name notify", contract);
  }

  @Test
  void shouldRefuseAnArgumentInThePlaceOfTheIdempotencyKey() {
    schema("DraftUpdate").withObject("/properties/idempotency_key").put("type", "string");

    assertRefused("update_draft has two arguments of the name idempotency_key", contract);
  }

  @Test
  void shouldRefusePathsWithUndeclaredParameters() {
    Contracts.operation(contract).withArray("/parameters").remove(1);

    assertRefused("update_draft does not declare the path parameter draft_id", contract);
  }

  @Test
  void shouldRefuseNamesThatAreNoToolNames() {
    assertRefused(
        operation -> operation.put("operationId", "Update draft"),
        "is not a tool name: 'Update draft'");
  }

  @Test
  void shouldRefuseOperationsThatAreNoActions() {
    assertRefused(
        operation -> operation.remove("x-postly-action"), "update_draft has no x-postly-action");
  }

  @Test
  void shouldRefuseMissingHints() {
    assertRefused(
        operation -> operation.withObject("/x-postly-action").remove("open_world"),
        "update_draft does not say whether it is open_world");
  }

  @Test
  void shouldRefuseUnknownPackagings() {
    assertRefused(
        operation -> operation.withArray("/x-postly-action/packaging").add("fax"),
        "update_draft has an unknown packaging: \"fax\"");
  }

  @Test
  void shouldRefuseMissingDescriptions() {
    assertRefused(operation -> operation.remove("description"), "update_draft has no description");
  }

  @Test
  void shouldRefuseAnswersThatAreNoObjects() {
    assertRefused(
        operation ->
            operation
                .withObject("/responses/200/content/application~1json/schema")
                .removeAll()
                .put("type", "array"),
        "the successful response of update_draft is not an object");
  }

  @Test
  void shouldRefuseOperationsWithoutSuccess() {
    assertRefused(
        operation -> operation.withObject("/responses").remove("200"),
        "update_draft has no successful response");
  }

  @Test
  void shouldRefuseContractsWithoutOperations() {
    contract.document().remove("paths");

    assertRefused("it has no operation", contract);
  }

  private ObjectNode schema(String name) {
    return contract.document().withObject("/components/schemas/" + name);
  }

  private void assertRefused(Consumer<ObjectNode> change, String fault) {
    change.accept(Contracts.operation(contract));
    assertRefused(fault, contract);
  }

  private static void assertRefused(String fault, Contract... contracts) {
    ContractException refusal =
        assertThrows(ContractException.class, () -> new Catalog(List.of(contracts)));
    assertTrue(refusal.getMessage().contains(fault), refusal.getMessage());
    assertTrue(
        refusal.getMessage().startsWith("The contract of the service '"), refusal.getMessage());
  }
}
