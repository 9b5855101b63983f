package io.postly.gateway.mcp;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The methods that every era has, by name; of two of a name, the one of the higher priority. */
@Singleton
class McpMethods {

  private final Map<String, McpMethod> byName;

  McpMethods(@All List<McpMethod> methods) {
    this.byName =
        methods.stream()
            .collect(
                Collectors.toMap(McpMethod::name, Function.identity(), (first, second) -> first));
  }

  Optional<McpMethod> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
