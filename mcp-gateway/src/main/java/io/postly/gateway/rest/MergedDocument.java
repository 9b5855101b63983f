package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Contract;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Parameter;
import io.postly.gateway.config.GatewayConfig;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Some operations of all services in one OpenAPI 3.1 document. What the services' contracts leave
 * to the gateway is added here: problems by status, headers, bounds, sign-in. Single use.
 */
final class MergedDocument {

  private static final String SCHEME = "postly";

  private final GatewayConfig config;
  private final List<Operation> operations;
  private final Components components = new Components();
  private final ObjectNode paths = object();

  private MergedDocument(GatewayConfig config, List<Operation> operations) {
    this.config = config;
    this.operations = operations;
  }

  static ObjectNode of(Catalog catalog, GatewayConfig config, Predicate<Operation> included) {
    List<Operation> operations = catalog.operations().stream().filter(included).toList();
    MergedDocument merged = new MergedDocument(config, operations);
    catalog.contracts().forEach(merged::add);
    return merged.toJson();
  }

  private void add(Contract contract) {
    ObjectNode adopted = components.adopt(contract);
    operations.stream()
        .filter(operation -> operation.service().equals(contract.service()))
        .forEach(operation -> add(operation, adopted));
  }

  private void add(Operation operation, ObjectNode contract) {
    String method = operation.method().name().toLowerCase(Locale.ROOT);
    ObjectNode source = (ObjectNode) contract.path("paths").path(operation.path());
    ObjectNode described = (ObjectNode) source.get(method);
    described.remove("x-postly-action");
    described.put("x-openai-isConsequential", !operation.hints().readOnly());
    described.putArray("tags").add(operation.service());
    described.putArray("security").addObject().putArray(SCHEME).add(operation.scope());
    describeAnswers(operation, described);
    ObjectNode path = paths.withObjectProperty(operation.path());
    if (source.has("parameters")) {
      path.set("parameters", source.get("parameters"));
    }
    path.set(method, described);
  }

  private static void describeAnswers(Operation operation, ObjectNode described) {
    ObjectNode responses = object();
    for (var response : described.path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        ObjectNode success = (ObjectNode) response.getValue();
        AnswerHeader.addCommon(success);
        boundPage(operation, success);
        responses.set(response.getKey(), success);
      }
    }
    for (ProblemResponse problem : ProblemResponse.values()) {
      if (problem.isAnswerOf(operation)) {
        responses.set(problem.key(), References.to("responses", problem.componentName()));
      }
    }
    described.set("responses", responses);
  }

  /** A page holds no more than may be asked for. */
  private static void boundPage(Operation operation, ObjectNode success) {
    operation.parameters().stream()
        .filter(parameter -> parameter.name().equals("limit"))
        .map(Parameter::schema)
        .filter(schema -> schema.has("maximum"))
        .forEach(
            schema -> {
              for (JsonNode property :
                  success.at("/content").path("application/json").at("/schema/properties")) {
                if (property.path("type").asText().equals("array")) {
                  ((ObjectNode) property).set("maxItems", schema.get("maximum"));
                }
              }
            });
  }

  private ObjectNode toJson() {
    ObjectNode document = object().put("openapi", "3.1.0");
    document.set("info", info());
    document
        .putArray("servers")
        .addObject()
        .put("url", config.publicUrl())
        .put("description", "The gateway.")
        .put("x-internal", false);
    ArrayNode tags = document.putArray("tags");
    operations.stream()
        .map(Operation::service)
        .distinct()
        .sorted()
        .forEach(service -> tags.addObject().put("name", service));
    document.set("paths", sorted(paths));
    ObjectNode shared = document.putObject("components");
    shared.set("schemas", components.schemas());
    shared.set("responses", ProblemResponse.components());
    shared.set("headers", AnswerHeader.components());
    shared.putObject("securitySchemes").set(SCHEME, securityScheme());
    References.removeUnused(document);
    Bounds.addTo(document, config);
    return document;
  }

  private ObjectNode info() {
    ObjectNode info =
        object()
            .put("title", "Postly")
            .put("version", "v1")
            .put("description", "Draft, review, approve, schedule, publish and measure posts.");
    info.putObject("contact").put("name", "Postly").put("url", config.publicUrl());
    info.putObject("license").put("name", "Apache License 2.0").put("identifier", "Apache-2.0");
    return info;
  }

  private ObjectNode securityScheme() {
    ObjectNode scheme =
        object()
            .put("type", "oauth2")
            .put(
                "description",
                "The access token is a short-lived JSON Web Token; it is verified as RFC8725 advises.");
    ObjectNode flow =
        scheme
            .putObject("flows")
            .putObject("authorizationCode")
            .put("authorizationUrl", config.authorizationUrl())
            .put("tokenUrl", config.tokenUrl())
            .put("refreshUrl", config.tokenUrl());
    ObjectNode scopes = flow.putObject("scopes");
    operations.stream()
        .map(Operation::scope)
        .distinct()
        .sorted()
        .forEach(scope -> scopes.put(scope, "Postly: " + scope));
    return scheme;
  }

  private static ObjectNode sorted(ObjectNode object) {
    SortedMap<String, ObjectNode> members = new TreeMap<>();
    object
        .properties()
        .forEach(member -> members.put(member.getKey(), (ObjectNode) member.getValue()));
    return object().setAll(members);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
