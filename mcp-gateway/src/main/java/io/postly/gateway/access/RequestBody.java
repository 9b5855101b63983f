package io.postly.gateway.access;

import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;

/**
 * Reads a request's body, up to the configured size, which is another for files; a larger one fails
 * the request with 413.
 */
@Singleton
public class RequestBody implements Handler<RoutingContext> {

  private final BodyHandler reader;
  private final BodyHandler fileReader;

  RequestBody(GatewayConfig config) {
    reader = BodyHandler.create(false).setBodyLimit(config.maxRequestSize().asLongValue());
    fileReader = BodyHandler.create(false).setBodyLimit(config.maxUploadSize().asLongValue());
  }

  @Override
  public void handle(RoutingContext request) {
    read(reader, request);
  }

  /** Reads a file. */
  public void handleFile(RoutingContext request) {
    read(fileReader, request);
  }

  private static void read(BodyHandler reader, RoutingContext request) {
    reader.handle(request);
    request.request().resume();
  }
}
