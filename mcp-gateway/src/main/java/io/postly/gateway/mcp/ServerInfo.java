package io.postly.gateway.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the server introduces itself, in the same words in every era. */
@Singleton
class ServerInfo {

  private static final Duration DISCOVERY_LIFETIME = Duration.ofHours(1);
  private static final List<String> CAPABILITIES =
      List.of("tools", "prompts", "resources", "completions");
  private static final String VIEWS = "io.modelcontextprotocol/ui";

  private final JsonObject json;
  private final String instructions;

  ServerInfo(
      @ConfigProperty(name = "quarkus.mcp.server.server-info.name") String name,
      @ConfigProperty(name = "quarkus.mcp.server.server-info.title") String title,
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "quarkus.mcp.server.server-info.description") String description,
      @ConfigProperty(name = "quarkus.mcp.server.server-info.instructions") String instructions) {
    this.json =
        new JsonObject()
            .put("name", name)
            .put("title", title)
            .put("version", version)
            .put("description", description);
    this.instructions = instructions;
  }

  JsonObject json() {
    return json.copy();
  }

  /**
   * The answer to {@code initialize}. The library's own would promise to tell of changes, which
   * needs a session.
   */
  JsonObject initialization(McpRequest message) {
    String wanted = message.params().getString("protocolVersion");
    List<String> served = MessageCheck.LEGACY_VERSIONS;
    return new JsonObject()
        .put("protocolVersion", served.contains(wanted) ? wanted : served.getFirst())
        .put("capabilities", capabilities())
        .put("serverInfo", json())
        .put("instructions", instructions);
  }

  /**
   * The answer to {@code server/discover}; the same for everybody. Extensions are named here only:
   * the older revisions' servers name none.
   */
  JsonObject discovery() {
    JsonObject extensions = new JsonObject().put(VIEWS, new JsonObject());
    return new JsonObject()
        .put("supportedVersions", new JsonArray(MessageCheck.VERSIONS))
        .put("capabilities", capabilities().put("extensions", extensions))
        .put("instructions", instructions)
        .put("ttlMs", DISCOVERY_LIFETIME.toMillis())
        .put("cacheScope", "public");
  }

  private static JsonObject capabilities() {
    JsonObject capabilities = new JsonObject();
    CAPABILITIES.forEach(name -> capabilities.put(name, new JsonObject()));
    return capabilities;
  }
}
