package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls tools with the official Java SDK's client. */
final class McpActions implements Actions, AutoCloseable {

  private final McpSyncClient client;

  private McpActions(McpSyncClient client) {
    this.client = client;
  }

  static McpActions connect(URI gateway, Supplier<String> token) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(gateway.toString())
            .endpoint("/mcp")
            .addHttpRequestCustomizer(
                (request, method, uri, body, context) ->
                    request.setHeader("Authorization", "Bearer " + token.get()))
            .build();
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(60))
            .initializationTimeout(Duration.ofSeconds(60))
            .build();
    client.initialize();
    return new McpActions(client);
  }

  List<McpSchema.Tool> tools() {
    return client.listTools().tools();
  }

  @Override
  public String channel() {
    return "mcp";
  }

  @Override
  public Answer call(String action, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(action).arguments(arguments).build());
    boolean failed = Boolean.TRUE.equals(result.isError());
    JsonNode text = Web.parse(((McpSchema.TextContent) result.content().getFirst()).text());
    if (!failed) {
      JsonNode structured = Web.tree(result.structuredContent());
      if (!structured.equals(text)) {
        throw new AssertionError(
            "Structured content and text differ: " + structured + " and " + text);
      }
    }
    return new Answer(failed, text);
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
