package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.tool.ToolView;
import io.quarkus.arc.All;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The tools as one caller sees them at one address, in whatever era. */
@Singleton
class ToolList {

  private final List<ServedTool> tools;

  ToolList(@All List<ToolSource> sources) {
    this.tools = sources.stream().flatMap(source -> source.tools().stream()).toList();
  }

  /** The descriptors to list. One that the grant does not cover would only be refused. */
  JsonArray listed(RoutingContext request) {
    ToolView view = ToolView.of(request);
    AccessToken token = AccessToken.of(request);
    JsonArray listed = new JsonArray();
    tools.stream()
        .filter(tool -> tool.isOffered(view) && tool.isGranted(token))
        .forEach(tool -> listed.add(tool.descriptor()));
    return listed;
  }

  /**
   * The tool that has or had that name. One that the address does not offer is as unknown there as
   * one that does not exist.
   */
  Optional<ServedTool> find(RoutingContext request, String name) {
    ToolView view = ToolView.of(request);
    return tools.stream()
        .filter(tool -> tool.name().equals(name) || tool.formerNames().contains(name))
        .filter(tool -> tool.isOffered(view))
        .findFirst();
  }
}
