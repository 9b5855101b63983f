package io.postly.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Contract;
import io.postly.gateway.fixture.BuiltContracts;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Components components = new Components();

  @Test
  void shouldShareEqualSchemas() throws Exception {
    components.adopt(contract("drafts", "{'Id':{'type':'string'}}"));

    components.adopt(contract("approvals", "{'Id':{'type':'string'}}"));

    assertEquals(json("{'Id':{'type':'string'}}"), components.schemas());
  }

  @Test
  void shouldTellDifferentSchemasApart() throws Exception {
    components.adopt(contract("drafts", "{'Page':{'type':'string'}}"));

    ObjectNode adopted =
        components.adopt(
            contract(
                "approvals",
                "{'List':{'items':{'$ref':'#/components/schemas/Page'}},'Page':{'type':'array'}}"));

    assertEquals(
        json(
            "{'Page':{'type':'string'},'List':{'items':{'$ref':'#/components/schemas/ApprovalsPage'}},"
                + "'ApprovalsPage':{'type':'array'}}"),
        components.schemas());
    assertEquals(
        "#/components/schemas/ApprovalsPage",
        adopted.at("/components/schemas/List/items/$ref").asText());
  }

  @Test
  void shouldTellApartWhatRefersToDifferentSchemas() throws Exception {
    String page = "'Page':{'items':{'$ref':'#/components/schemas/Item'}}";
    components.adopt(contract("drafts", "{" + page + ",'Item':{'type':'string'}}"));

    components.adopt(contract("approvals", "{" + page + ",'Item':{'type':'integer'}}"));

    assertEquals(
        "#/components/schemas/ApprovalsItem",
        components.schemas().at("/ApprovalsPage/items/$ref").asText());
    assertEquals("#/components/schemas/Item", components.schemas().at("/Page/items/$ref").asText());
  }

  @Test
  void shouldKeepEveryReferenceOfTheServicesContracts() {
    ObjectNode merged = json.createObjectNode();
    ArrayNode paths = merged.putArray("paths");
    BuiltContracts.all().forEach(contract -> paths.add(components.adopt(contract).path("paths")));
    merged.putObject("components").set("schemas", components.schemas());

    for (JsonNode reference : merged.findValues("$ref")) {
      assertFalse(merged.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
  }

  private Contract contract(String service, String schemas) throws Exception {
    ObjectNode document = json.createObjectNode();
    document.putObject("components").set("schemas", json(schemas));
    return new Contract(service, document);
  }

  private ObjectNode json(String text) throws Exception {
    return (ObjectNode) json.readTree(text.replace('\'', '"'));
  }
}
