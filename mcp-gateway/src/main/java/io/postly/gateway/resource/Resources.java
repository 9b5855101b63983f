package io.postly.gateway.resource;

import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.UriTemplate;
import io.postly.gateway.tool.OfferedOperations;
import io.postly.gateway.view.View;
import io.postly.gateway.view.Views;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be read at a URI: the answers of those operations that say so, the views in which
 * answers are shown, and nothing else.
 */
@Singleton
class Resources {

  private final OfferedOperations operations;
  private final Views views;

  Resources(OfferedOperations operations, Views views) {
    this.operations = operations;
    this.views = views;
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

  /** The views of what the grant covers and the address offers. */
  List<View> visibleViews(RoutingContext request) {
    List<Operation> granted = operations.granted(request);
    return views.all().stream().filter(view -> isOfOne(granted, view)).toList();
  }

  /**
   * The view at the URI, whatever the grant: it is the same for everybody, and holds nothing of
   * anybody.
   */
  Optional<View> findView(RoutingContext request, String uri) {
    return views.at(uri).filter(view -> isOfOne(operations.offered(request), view));
  }

  private static boolean isOfOne(List<Operation> operations, View view) {
    return operations.stream()
        .anyMatch(operation -> operation.mcp().view().equals(Optional.of(view.name())));
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
