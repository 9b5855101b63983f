package io.postly.local.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that the gateway offers, from its own descriptions: a new action is among them. */
final class OfferedActions {

  private static final Pattern IDENTIFIER = Pattern.compile("(\\w+_)?ids?");

  private final Map<String, OfferedAction> actions = new TreeMap<>();

  private OfferedActions() {}

  /** By their names. */
  static List<OfferedAction> read() {
    OfferedActions offered = new OfferedActions();
    offered.addRoutes(
        Web.json(Web.get(WholeSet.running().gateway().resolve("/openapi.json")), 200));
    Protocol.modern("acme-admin").tools().forEach(offered::addTool);
    return List.copyOf(offered.actions.values());
  }

  private void addRoutes(JsonNode document) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          add(
              new OfferedAction(
                  operation.at("/operationId").asText(),
                  operation.at("/security/0/postly/0").asText(),
                  !operation.at("/x-openai-isConsequential").asBoolean(),
                  identifiers(
                      Stream.concat(
                          path.path("parameters").valueStream().map(OfferedActions::name),
                          Stream.concat(
                              operation.path("parameters").valueStream().map(OfferedActions::name),
                              bodyFields(document, operation)))),
                  EnumSet.of(Protocol.REST)));
        }
      }
    }
  }

  private void addTool(JsonNode tool) {
    add(
        new OfferedAction(
            tool.at("/name").asText(),
            tool.at("/securitySchemes/0/scopes/0").asText(),
            tool.at("/annotations/readOnlyHint").asBoolean(),
            identifiers(names(tool.at("/inputSchema/properties"))),
            EnumSet.of(Protocol.LEGACY_MCP, Protocol.MODERN_MCP)));
  }

  private void add(OfferedAction action) {
    actions.merge(action.name(), action, OfferedActions::inBothPackagings);
  }

  private static OfferedAction inBothPackagings(OfferedAction one, OfferedAction other) {
    if (!one.scope().equals(other.scope())
        || one.isReadOnly() != other.isReadOnly()
        || !one.identifiers().equals(other.identifiers())) {
      throw new AssertionError("Described differently: " + one + " and " + other);
    }
    Set<Protocol> protocols = EnumSet.copyOf(one.protocols());
    protocols.addAll(other.protocols());
    return new OfferedAction(
        one.name(), one.scope(), one.isReadOnly(), one.identifiers(), protocols);
  }

  private static Stream<String> bodyFields(JsonNode document, JsonNode operation) {
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    JsonNode resolved =
        schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    return resolved.isMissingNode() ? Stream.empty() : names(resolved.path("properties"));
  }

  private static Stream<String> names(JsonNode properties) {
    return properties.propertyStream().map(Map.Entry::getKey);
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  private static Set<String> identifiers(Stream<String> arguments) {
    Set<String> identifiers = new TreeSet<>();
    arguments.filter(name -> IDENTIFIER.matcher(name).matches()).forEach(identifiers::add);
    return identifiers;
  }
}
