package io.postly.gateway.resource;

import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.UriTemplate;
import io.postly.gateway.tool.OfferedOperations;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be read at a URI: the answers of those operations that say so, and nothing else. */
@Singleton
class Resources {

  private final OfferedOperations operations;

  Resources(OfferedOperations operations) {
    this.operations = operations;
  }

  /**
   * An operation whose answer can be read.
   *
   * @param operation the operation
   * @param template where
   */
  record ReadableAnswer(Operation operation, UriTemplate template) {}

  /**
   * What a URI leads to.
   *
   * @param operation whose answer is there
   * @param arguments what it is called with
   */
  record Target(Operation operation, Map<String, Object> arguments) {}

  /** What the grant covers and the address offers. */
  List<ReadableAnswer> visible(RoutingContext request) {
    return operations.granted(request).stream()
        .flatMap(
            operation ->
                operation.mcp().resource().stream()
                    .map(template -> new ReadableAnswer(operation, template)))
        .toList();
  }

  /**
   * Where the URI leads, whatever the grant: whether it covers that, the service decides and
   * records.
   */
  Optional<Target> find(RoutingContext request, String uri) {
    return operations.offered(request).stream()
        .flatMap(
            operation ->
                operation.mcp().resource().flatMap(template -> template.match(uri)).stream()
                    .map(arguments -> new Target(operation, arguments)))
        .findFirst();
  }
}
