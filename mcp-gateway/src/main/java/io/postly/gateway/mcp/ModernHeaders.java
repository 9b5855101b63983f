package io.postly.gateway.mcp;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The headers of revision 2026-07-28, which repeat what the message says so that what stands in
 * front of a server need not read it; a server must not believe them where they differ.
 */
final class ModernHeaders {

  static final String VERSION = "MCP-Protocol-Version";

  private static final String METHOD = "Mcp-Method";
  private static final Map<String, String> NAMED_BY =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");
  private static final String NAME = "Mcp-Name";
  static final String META_PREFIX = "io.modelcontextprotocol/";
  private static final String ENCODED_PREFIX = "=?base64?";
  private static final String ENCODED_SUFFIX = "?=";

  private ModernHeaders() {}

  /** Refuses a message that its headers do not agree with, or that lacks what it must carry. */
  static void check(MultiMap headers, McpRequest message) throws InvalidMessageException {
    JsonObject meta = meta(message);
    requireEqual(message, VERSION, headers.get(VERSION), text(meta, "protocolVersion", message));
    if (!(meta.getValue(META_PREFIX + "clientCapabilities") instanceof JsonObject)) {
      throw message.invalid("_meta must have " + META_PREFIX + "clientCapabilities");
    }
    requireEqual(message, METHOD, headers.get(METHOD), message.method());
    String named = NAMED_BY.get(message.method());
    if (named != null) {
      requireEqual(message, NAME, headers.get(NAME), message.requireText(named));
    }
  }

  private static JsonObject meta(McpRequest message) throws InvalidMessageException {
    if (message.params().getValue("_meta") instanceof JsonObject meta) {
      return meta;
    }
    throw message.invalid("params must have _meta");
  }

  private static String text(JsonObject meta, String key, McpRequest message)
      throws InvalidMessageException {
    if (meta.getValue(META_PREFIX + key) instanceof String text) {
      return text;
    }
    throw message.invalid("_meta must have " + META_PREFIX + key);
  }

  private static void requireEqual(McpRequest message, String header, String sent, String meant)
      throws InvalidMessageException {
    if (sent == null || !decoded(sent).equals(meant)) {
      throw new InvalidMessageException(
          message.id(), JsonRpc.HEADER_MISMATCH, header + " must say what the message says");
    }
  }

  /** Values that a header cannot carry as they are come in base64. */
  private static String decoded(String value) {
    boolean isEncoded =
        value.length() >= ENCODED_PREFIX.length() + ENCODED_SUFFIX.length()
            && value.startsWith(ENCODED_PREFIX)
            && value.endsWith(ENCODED_SUFFIX);
    if (!isEncoded) {
      return value;
    }
    String encoded =
        value.substring(ENCODED_PREFIX.length(), value.length() - ENCODED_SUFFIX.length());
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
