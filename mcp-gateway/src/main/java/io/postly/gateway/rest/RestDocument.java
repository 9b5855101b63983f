package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.config.GatewayConfig;
import java.util.Iterator;

/** The document of everything that REST clients can call. */
final class RestDocument {

  private static final String REVISION = "expected_revision";

  private RestDocument() {}

  static ObjectNode of(Catalog catalog, GatewayConfig config) {
    ObjectNode document =
        MergedDocument.of(catalog, config, operation -> operation.isOffered(Packaging.REST));
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (takesPrecondition(operation)) {
          makeRevisionOptional(
              References.resolve(
                  document,
                  operation.at("/requestBody/content").path("application/json").path("schema")));
        }
      }
    }
    return document;
  }

  private static boolean takesPrecondition(JsonNode operation) {
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("name").asText().equalsIgnoreCase("If-Match")) {
        return true;
      }
    }
    return false;
  }

  /** The services' contracts require it, because tools have no headers. */
  private static void makeRevisionOptional(ObjectNode body) {
    if (body.path("required") instanceof ArrayNode required) {
      for (Iterator<JsonNode> names = required.iterator(); names.hasNext(); ) {
        if (names.next().asText().equals(REVISION)) {
          names.remove();
        }
      }
      if (required.isEmpty()) {
        body.remove("required");
      }
    }
    if (body.path("properties").path(REVISION) instanceof ObjectNode property) {
      String description = property.path("description").asText();
      property.put("description", (description + " Needed unless If-Match names it.").strip());
    }
  }
}
