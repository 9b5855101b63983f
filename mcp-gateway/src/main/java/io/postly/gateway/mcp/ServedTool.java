package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.postly.gateway.tool.ToolView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A tool as clients see and call it. */
public interface ServedTool {

  /** Its name. */
  String name();

  /** Names that it had before. */
  default List<String> formerNames() {
    return List.of();
  }

  /** As {@code tools/list} answers it; never changed. */
  JsonObject descriptor();

  /** Whether an address offers it. */
  boolean isOffered(ToolView view);

  /** Whether it is listed, of those that are offered. */
  boolean isGranted(AccessToken token);

  /**
   * Whether a call can ask the client, or tell it something, before it ends. The MCP library
   * performs the calls of tools that do not, in the revisions that it knows.
   */
  boolean isInteractive();

  /**
   * Performs a call. Fails with an {@link InputRequiredException} or an {@link
   * InvalidMessageException} where there is no result.
   */
  Uni<ToolResult> call(ToolCall call);
}
