package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Contract;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes the services' contracts as one OpenAPI 3.1 document, fit for GPT Actions, at {@code
 * /openapi.json}.
 */
@Singleton
class ApiDocument {

  private static final String SCHEME = "postly";

  private final OriginCheck originCheck;
  private final String document;

  ApiDocument(Catalog catalog, GatewayConfig config, OriginCheck originCheck) {
    this.originCheck = originCheck;
    this.document = merge(catalog, config).toString();
  }

  void register(@Observes Router router) {
    router
        .get("/openapi.json")
        .order(RouteOrder.FIRST)
        .handler(originCheck)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(document));
  }

  private static ObjectNode merge(Catalog catalog, GatewayConfig config) {
    Components components = new Components();
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    for (Contract contract : catalog.contracts()) {
      ObjectNode adopted = components.adopt(contract);
      for (Operation operation : catalog.operations()) {
        if (operation.service().equals(contract.service()) && operation.isOffered(Packaging.REST)) {
          add(operation, adopted, paths);
        }
      }
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Postly")
        .put("version", "v1")
        .put("description", "Draft, review, approve, schedule, publish and measure posts.");
    document.putArray("servers").addObject().put("url", config.publicUrl());
    document.set("paths", sorted(paths));
    ObjectNode shared = document.putObject("components");
    shared.set("schemas", components.schemas());
    shared.putObject("securitySchemes").set(SCHEME, securityScheme(catalog, config));
    return document;
  }

  private static void add(Operation operation, ObjectNode contract, ObjectNode paths) {
    String method = operation.method().name().toLowerCase(Locale.ROOT);
    ObjectNode source = (ObjectNode) contract.path("paths").path(operation.path());
    ObjectNode described = (ObjectNode) source.get(method);
    described.remove("x-postly-action");
    described.put("x-openai-isConsequential", !operation.hints().readOnly());
    described.putArray("security").addObject().putArray(SCHEME).add(operation.scope());
    ObjectNode path = paths.withObjectProperty(operation.path());
    if (source.has("parameters")) {
      path.set("parameters", source.get("parameters"));
    }
    path.set(method, described);
  }

  private static ObjectNode securityScheme(Catalog catalog, GatewayConfig config) {
    ObjectNode scheme = JsonNodeFactory.instance.objectNode().put("type", "oauth2");
    ObjectNode flow =
        scheme
            .putObject("flows")
            .putObject("authorizationCode")
            .put("authorizationUrl", config.authorizationUrl())
            .put("tokenUrl", config.tokenUrl());
    ObjectNode scopes = flow.putObject("scopes");
    catalog.operations().stream()
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
    return JsonNodeFactory.instance.objectNode().setAll(members);
  }
}
