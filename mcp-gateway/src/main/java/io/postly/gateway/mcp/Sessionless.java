package io.postly.gateway.mcp;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Keeps the MCP library from having sessions. They would not be bound to the user who opened them,
 * and would tie a client to one replica. The library sees no id that a client sends, and gives none
 * out.
 */
@Singleton
class Sessionless implements Handler<RoutingContext> {

  private static final String SESSION_ID = AskableSession.HEADER;

  private final ConnectionManager connections;

  Sessionless(ConnectionManager connections) {
    this.connections = connections;
  }

  @Override
  public void handle(RoutingContext request) {
    request.request().headers().remove(SESSION_ID);
    request.addHeadersEndHandler(ignored -> endSession(request));
    request.next();
  }

  /**
   * The library removes the connections that it opens by itself, but for the one of {@code
   * initialize}.
   */
  private void endSession(RoutingContext request) {
    String sessionId = request.response().headers().get(SESSION_ID);
    if (sessionId != null) {
      request.response().headers().remove(SESSION_ID);
      connections.remove(sessionId);
    }
  }
}
