package io.postly.gateway.tool;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.catalog.Operation;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** The operations as one caller sees them at one address. */
@Singleton
public class OfferedOperations {

  private final Tools tools;

  OfferedOperations(Tools tools) {
    this.tools = tools;
  }

  /** What the address offers. */
  public List<Operation> offered(RoutingContext request) {
    ToolView view = ToolView.of(request);
    return tools.descriptors().stream()
        .map(ToolDescriptor::operation)
        .filter(view::offers)
        .toList();
  }

  /** What the address offers and the grant covers. */
  public List<Operation> granted(RoutingContext request) {
    List<String> scopes = AccessToken.of(request).scopes();
    return offered(request).stream()
        .filter(operation -> scopes.contains(operation.scope()))
        .toList();
  }
}
