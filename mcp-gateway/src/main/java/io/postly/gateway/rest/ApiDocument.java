package io.postly.gateway.rest;

import io.postly.gateway.access.OriginCheck;
import io.postly.gateway.access.RouteOrder;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Publishes the services' contracts as one OpenAPI 3.1 document at {@code /openapi.json}, and what
 * GPT Actions can use of it at {@code /openapi-gpt-actions.json}.
 */
@Singleton
class ApiDocument {

  private final OriginCheck originCheck;
  private final String document;
  private final String gptActions;

  ApiDocument(Catalog catalog, GatewayConfig config, OriginCheck originCheck) {
    this.originCheck = originCheck;
    this.document = RestDocument.of(catalog, config).toString();
    this.gptActions = GptActionsDocument.of(catalog, config).toString();
  }

  void register(@Observes Router router) {
    publish(router, "/openapi.json", document);
    publish(router, "/openapi-gpt-actions.json", gptActions);
  }

  private void publish(Router router, String path, String published) {
    router
        .get(path)
        .order(RouteOrder.FIRST)
        .handler(originCheck)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(published));
  }
}
