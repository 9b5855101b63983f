package io.postly.gateway.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Hints;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.view.View;
import io.postly.gateway.view.Views;
import java.util.List;

/**
 * An operation as an MCP tool, derived from its contract and from nothing else.
 *
 * @param operation what a call performs
 * @param inputSchema the arguments; read-only
 * @param json the whole descriptor as {@code tools/list} answers it; read-only
 */
public record ToolDescriptor(Operation operation, ObjectNode inputSchema, ObjectNode json) {

  /** The tool of that operation, whose answers are shown in one of those views. */
  public static ToolDescriptor of(Operation operation, Views views) {
    ObjectNode inputSchema = InputSchema.of(operation);
    return new ToolDescriptor(operation, inputSchema, describe(operation, inputSchema, views));
  }

  /** The tool's name. */
  public String name() {
    return operation.name();
  }

  private static ObjectNode describe(Operation operation, ObjectNode inputSchema, Views views) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", operation.name());
    json.put("title", operation.title());
    json.put("description", operation.description());
    json.set("inputSchema", inputSchema);
    json.set("outputSchema", OutputSchema.of(operation.output()));
    json.set("annotations", annotations(operation));
    // ChatGPT offers to sign in by the first and falls back to the second.
    json.set("securitySchemes", securitySchemes(operation));
    json.set("_meta", metadata(operation, views));
    return json;
  }

  /**
   * All four are always there: a client takes a missing hint for the worst case. The title stands
   * in its own place since revision 2025-06-18, the oldest that is served.
   */
  private static ObjectNode annotations(Operation operation) {
    Hints hints = operation.hints();
    return JsonNodeFactory.instance
        .objectNode()
        .put("readOnlyHint", hints.readOnly())
        .put("destructiveHint", hints.destructive())
        .put("idempotentHint", hints.idempotent())
        .put("openWorldHint", hints.openWorld());
  }

  private static ArrayNode securitySchemes(Operation operation) {
    ArrayNode schemes = JsonNodeFactory.instance.arrayNode();
    schemes.addObject().put("type", "oauth2").putArray("scopes").add(operation.scope());
    return schemes;
  }

  private static ObjectNode metadata(Operation operation, Views views) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.set("securitySchemes", securitySchemes(operation));
    putUnlessEmpty(metadata, "openai/toolInvocation/invoking", operation.invoking());
    putUnlessEmpty(metadata, "openai/toolInvocation/invoked", operation.invoked());
    putFiles(metadata, operation.mcp().chatFiles());
    operation.mcp().view().ifPresent(name -> putView(metadata, views.named(name)));
    return metadata;
  }

  /** As MCP Apps has it, and as ChatGPT had it before. */
  private static void putView(ObjectNode metadata, View view) {
    metadata.putObject("ui").put("resourceUri", view.uri());
    metadata.put("openai/outputTemplate", view.uri());
  }

  private static void putFiles(ObjectNode metadata, List<String> arguments) {
    if (!arguments.isEmpty()) {
      ArrayNode files = metadata.putArray("openai/fileParams");
      arguments.forEach(files::add);
    }
  }

  private static void putUnlessEmpty(ObjectNode metadata, String key, String text) {
    if (!text.isEmpty()) {
      metadata.put(key, text);
    }
  }
}
