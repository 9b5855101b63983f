package io.postly.gateway.mcp;

import java.util.List;

/** Where tools come from. */
public interface ToolSource {

  /** The tools, in the order in which they are listed. */
  List<ServedTool> tools();
}
