package io.postly.gateway.access;

import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Publishes the protected resource metadata (RFC 9728), below the MCP endpoint's path and at the
 * root.
 */
@Singleton
class ResourceMetadata {

  static final String PATH = "/.well-known/oauth-protected-resource/mcp";
  private static final String ROOT_PATH = "/.well-known/oauth-protected-resource";

  private final OriginCheck originCheck;
  private final String document;

  ResourceMetadata(GatewayConfig config, OriginCheck originCheck) {
    this.originCheck = originCheck;
    this.document =
        new JsonObject()
            .put("resource", config.resource())
            .put("resource_name", "Postly")
            .put(
                "resource_documentation",
                config.documentationUrl().orElse(config.publicUrl() + "/openapi.json"))
            .put("authorization_servers", JsonArray.of(config.issuer()))
            .put("scopes_supported", new JsonArray(Scopes.ALL))
            .put("bearer_methods_supported", JsonArray.of("header"))
            .encode();
  }

  void register(@Observes Router router) {
    publish(router, PATH);
    publish(router, ROOT_PATH);
  }

  private void publish(Router router, String path) {
    router.route(path).order(RouteOrder.FIRST).handler(originCheck);
    router
        .get(path)
        .order(RouteOrder.FIRST)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(document));
  }
}
