package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the server introduces itself, in the same words in every era. */
@Singleton
class ServerInfo {

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

  String instructions() {
    return instructions;
  }
}
