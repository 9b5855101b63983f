package io.postly.gateway.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What an operation is to MCP clients besides a tool.
 *
 * @param formerNames names that the tool had before; they still work, and are not listed
 * @param resource where the answer can be read as a resource
 * @param completion the argument whose values the answer lists
 * @param view the name of the view in which the answer can be shown
 * @param chatFiles the arguments that are files of the chat
 */
public record McpUse(
    List<String> formerNames,
    Optional<UriTemplate> resource,
    Optional<Completion> completion,
    Optional<String> view,
    List<String> chatFiles) {

  /** Copies the lists. */
  public McpUse {
    chatFiles = List.copyOf(chatFiles);
    formerNames = List.copyOf(formerNames);
  }
}
