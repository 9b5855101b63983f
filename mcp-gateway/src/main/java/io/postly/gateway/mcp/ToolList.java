package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.Tools;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The tools as one caller sees them at one address, in whatever era. */
@Singleton
class ToolList {

  private final List<Listed> tools;

  /** A tool with its descriptor in the form in which it is sent; neither is ever changed. */
  private record Listed(ToolDescriptor tool, JsonObject json) {}

  ToolList(Tools tools) {
    this.tools =
        tools.descriptors().stream()
            .map(tool -> new Listed(tool, new JsonObject(tool.json().toString())))
            .toList();
  }

  /** The descriptors to list. */
  JsonArray listed(RoutingContext request) {
    ToolView view = ToolView.of(request);
    AccessToken token = AccessToken.of(request);
    JsonArray listed = new JsonArray();
    tools.stream()
        .filter(entry -> view.lists(entry.tool(), token))
        .forEach(entry -> listed.add(entry.json()));
    return listed;
  }

  /**
   * The tool of that name. One that the address does not offer is as unknown there as one that does
   * not exist.
   */
  Optional<ToolDescriptor> find(RoutingContext request, String name) {
    ToolView view = ToolView.of(request);
    return tools.stream()
        .map(Listed::tool)
        .filter(tool -> tool.name().equals(name) && view.offers(tool))
        .findFirst();
  }
}
