package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls tools with the official Java SDK's client. */
final class McpActions implements Actions, AutoCloseable {

  private final McpSyncClient client;
  private final URI endpoint;
  private final Supplier<String> token;

  private McpActions(McpSyncClient client, URI endpoint, Supplier<String> token) {
    this.client = client;
    this.endpoint = endpoint;
    this.token = token;
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
    return new McpActions(client, gateway.resolve("/mcp"), token);
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
    McpSchema.CallToolResult result;
    try {
      result =
          client.callTool(McpSchema.CallToolRequest.builder(action).arguments(arguments).build());
    } catch (RuntimeException e) {
      if (isRefusedToken(e)) {
        return refusal(action, arguments);
      }
      throw e;
    }
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

  private static boolean isRefusedToken(Throwable failure) {
    return failure != null
        && (failure instanceof McpHttpClientTransportAuthorizationException
            || isRefusedToken(failure.getCause()));
  }

  /** The SDK does not read what comes with a 403, so it is asked for once more. */
  private Answer refusal(String action, Map<String, Object> arguments) {
    Map<String, Object> message =
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            1,
            "method",
            "tools/call",
            "params",
            Map.of("name", action, "arguments", arguments));
    JsonNode answer =
        Web.rpc(
            Web.send(
                Web.jsonPost(endpoint, message).header("Authorization", "Bearer " + token.get())));
    return new Answer(true, Web.parse(answer.at("/result/content/0/text").asText()));
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
