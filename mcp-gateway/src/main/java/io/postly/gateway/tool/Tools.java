package io.postly.gateway.tool;

import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.view.Views;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The MCP tools, by name. */
@Singleton
public class Tools {

  private final List<ToolDescriptor> descriptors;

  /** The tools of those operations that are offered over MCP. */
  @Inject
  public Tools(Catalog catalog, Views views) {
    descriptors =
        catalog.operations().stream()
            .filter(operation -> operation.isOffered(Packaging.MCP))
            .map(operation -> ToolDescriptor.of(operation, views))
            .toList();
  }

  /** All of them, in the order in which they are listed. */
  public List<ToolDescriptor> descriptors() {
    return descriptors;
  }

  /** Whether there is a tool of that name. */
  public boolean contains(String name) {
    return descriptors.stream().anyMatch(descriptor -> descriptor.name().equals(name));
  }
}
