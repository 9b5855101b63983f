package io.postly.gateway.mcp;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The methods that every era has, by name; of two of a name, the one of the higher priority. */
@Singleton
class McpMethods {

  /** Those of the era of {@code initialize} that are answered elsewhere. */
  private static final Set<String> OTHER_LEGACY =
      Set.of("initialize", "ping", "tools/call", "logging/setLevel");

  /** Those of the modern era that are answered elsewhere, but for those that both have. */
  private static final Set<String> OTHER_MODERN = Set.of("server/discover", "subscriptions/listen");

  private final Map<String, McpMethod> byName;

  McpMethods(@All List<McpMethod> methods) {
    this.byName =
        methods.stream()
            .collect(
                Collectors.toMap(McpMethod::name, Function.identity(), (first, second) -> first));
  }

  /** Whether there is a method of that name in some era. */
  boolean isKnown(String name) {
    return isLegacy(name) || OTHER_MODERN.contains(name);
  }

  /** Whether there is a method of that name in the era of {@code initialize}. */
  boolean isLegacy(String name) {
    return OTHER_LEGACY.contains(name) || byName.containsKey(name);
  }

  Optional<McpMethod> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
