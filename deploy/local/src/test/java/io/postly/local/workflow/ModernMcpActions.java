package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls tools as revision 2026-07-28 has it: every request stands alone, and its headers repeat
 * what it says.
 */
final class ModernMcpActions implements Actions {

  private static final String VERSION = "2026-07-28";
  private static final String META_PREFIX = "io.modelcontextprotocol/";

  private final URI endpoint;
  private final Supplier<String> token;
  private final Optional<String> traceparent;

  private ModernMcpActions(URI endpoint, Supplier<String> token, Optional<String> traceparent) {
    this.endpoint = endpoint;
    this.token = token;
    this.traceparent = traceparent;
  }

  static ModernMcpActions connect(URI gateway, Supplier<String> token) {
    return new ModernMcpActions(gateway.resolve("/mcp"), token, Optional.empty());
  }

  /** The same, with every call below that span. */
  ModernMcpActions inTrace(String header) {
    return new ModernMcpActions(endpoint, token, Optional.of(header));
  }

  /** The descriptors of the tools that the grant covers. */
  JsonNode tools() {
    return result(request("tools/list", Map.of())).at("/tools");
  }

  @Override
  public String channel() {
    return "mcp";
  }

  @Override
  public Answer call(String action, Map<String, Object> arguments) {
    HttpRequest.Builder request =
        request("tools/call", Map.of("name", action, "arguments", arguments));
    JsonNode result = result(request.header("Mcp-Name", action));
    boolean failed = result.at("/isError").asBoolean();
    JsonNode text = Web.parse(result.at("/content/0/text").asText());
    if (!failed && !result.at("/structuredContent").equals(text)) {
      throw new AssertionError("Structured content and text differ: " + result);
    }
    return new Answer(failed, text);
  }

  private HttpRequest.Builder request(String method, Map<String, Object> params) {
    Map<String, Object> complete = new LinkedHashMap<>(params);
    complete.put(
        "_meta",
        Map.of(
            META_PREFIX + "protocolVersion",
            VERSION,
            META_PREFIX + "clientCapabilities",
            Map.of()));
    Map<String, Object> message =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", complete);
    HttpRequest.Builder request =
        Web.jsonPost(endpoint, message)
            .header("Authorization", "Bearer " + token.get())
            .header("MCP-Protocol-Version", VERSION)
            .header("Mcp-Method", method);
    traceparent.ifPresent(header -> request.header("traceparent", header));
    return request;
  }

  private static JsonNode result(HttpRequest.Builder request) {
    JsonNode message = Web.rpc(Web.send(request));
    JsonNode result = message.path("result");
    if (!result.path("resultType").asText().equals("complete")) {
      throw new AssertionError("No complete result: " + message);
    }
    return result;
  }
}
