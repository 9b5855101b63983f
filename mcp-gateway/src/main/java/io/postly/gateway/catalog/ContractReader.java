package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the operations of one contract; whatever it cannot offer faithfully, it refuses. */
final class ContractReader {

  private static final String EXTENSION = "x-postly-action";
  private static final String FILE = "application/octet-stream";
  private static final String JSON = "application/json";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,63}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final Contract contract;
  private final SchemaReferences references;

  private ContractReader(Contract contract) {
    this.contract = contract;
    this.references = new SchemaReferences(contract.service(), contract.document());
  }

  static List<Operation> read(Contract contract) {
    return new ContractReader(contract).operations();
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (var path : contract.document().path("paths").properties()) {
      for (var member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          operations.add(
              operation(path.getKey(), path.getValue(), member.getKey(), member.getValue()));
        }
      }
    }
    if (operations.isEmpty()) {
      throw fault("it has no operation");
    }
    return operations;
  }

  private Operation operation(String path, JsonNode pathItem, String method, JsonNode operation) {
    String name = name(operation, path, method);
    JsonNode action = object(operation, EXTENSION, name);
    List<Parameter> parameters = parameters(pathItem, operation, name);
    Optional<ObjectNode> body = body(operation.path("requestBody"), name);
    refuseUndeclared(path, parameters, name);
    refuseAmbiguous(parameters, body, name);
    return new Operation(
        name,
        contract.service(),
        routing(action, parameters, name),
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path,
        text(action, "title", name),
        text(operation, "description", name),
        text(action, "scope", name),
        hints(action, name),
        packagings(action, name),
        action.path("invoking").asText(),
        action.path("invoked").asText(),
        mcpUse(action, parameters, body, name),
        parameters,
        body,
        operation.path("requestBody").path("required").asBoolean(),
        takesFile(operation, action, name),
        action.path("gpt_actions").asBoolean(true),
        output(operation, name));
  }

  private String name(JsonNode operation, String path, String method) {
    String name = operation.path("operationId").asText();
    if (!NAME.matcher(name).matches()) {
      throw fault(
          "the operationId of " + method + " " + path + " is not a tool name: '" + name + "'");
    }
    return name;
  }

  private Hints hints(JsonNode action, String name) {
    return new Hints(
        flag(action, "read_only", name),
        flag(action, "destructive", name),
        flag(action, "idempotent", name),
        flag(action, "open_world", name),
        action.path("confirmed").asBoolean());
  }

  private Optional<Routing> routing(JsonNode action, List<Parameter> parameters, String name) {
    if (!action.has("routed_by")) {
      return Optional.empty();
    }
    String argument = action.path("routed_by").asText();
    if (parameters.stream()
        .noneMatch(parameter -> parameter.isPath() && parameter.name().equals(argument))) {
      throw fault(name + " is routed by " + argument + ", which is no part of its path");
    }
    return Optional.of(new Routing(argument, Set.of(contract.service())));
  }

  private Set<Packaging> packagings(JsonNode action, String name) {
    Set<Packaging> packagings = EnumSet.noneOf(Packaging.class);
    for (JsonNode label : action.path("packaging")) {
      packagings.add(
          Stream.of(Packaging.values())
              .filter(packaging -> packaging.label().equals(label.asText()))
              .findFirst()
              .orElseThrow(() -> fault(name + " has an unknown packaging: " + label)));
    }
    if (packagings.isEmpty()) {
      throw fault(name + " has no packaging");
    }
    return packagings;
  }

  private McpUse mcpUse(
      JsonNode action, List<Parameter> parameters, Optional<ObjectNode> body, String name) {
    List<String> formerNames = new ArrayList<>();
    action.path("formerly").forEach(former -> formerNames.add(former.asText()));
    if (!formerNames.stream().allMatch(former -> NAME.matcher(former).matches())) {
      throw fault(name + " has a former name that is not a tool name");
    }
    return new McpUse(
        formerNames,
        resource(action, parameters, name),
        completion(action, name),
        Optional.of(action.path("view").asText()).filter(view -> !view.isEmpty()),
        chatFiles(action, body, name));
  }

  /** A chat fills in an object of this shape, and refuses a tool that declares another. */
  private List<String> chatFiles(JsonNode action, Optional<ObjectNode> body, String name) {
    List<String> files = action.path("chat_files").valueStream().map(JsonNode::asText).toList();
    for (String file : files) {
      JsonNode members =
          body.map(schema -> schema.path("properties").path(file).path("properties"))
              .orElseGet(MissingNode::getInstance);
      if (!members.has("download_url") || !members.has("file_id")) {
        throw fault(name + " has no file " + file + " with download_url and file_id");
      }
    }
    return files;
  }

  /** A URI says everything that the operation must know. */
  private Optional<UriTemplate> resource(JsonNode action, List<Parameter> parameters, String name) {
    if (!action.has("resource")) {
      return Optional.empty();
    }
    UriTemplate template = new UriTemplate(action.path("resource").asText());
    List<String> variables = template.variables();
    boolean fits =
        parameters.stream().map(Parameter::name).toList().containsAll(variables)
            && parameters.stream()
                .filter(Parameter::required)
                .allMatch(parameter -> variables.contains(parameter.name()));
    if (!fits || !flag(action, "read_only", name)) {
      throw fault(name + " cannot be read as " + template.text());
    }
    return Optional.of(template);
  }

  private Optional<Completion> completion(JsonNode action, String name) {
    try {
      return action.has("completes")
          ? Optional.of(Completion.parse(action.path("completes").asText()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw fault(name + ": " + e.getMessage());
    }
  }

  private List<Parameter> parameters(JsonNode pathItem, JsonNode operation, String name) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode declarations :
        List.of(pathItem.path("parameters"), operation.path("parameters"))) {
      for (JsonNode declaration : declarations) {
        parameter(declaration, name).ifPresent(parameters::add);
      }
    }
    return parameters;
  }

  /**
   * Headers are the gateway's own matter: no argument of a tool becomes one, but the idempotency
   * key.
   */
  private Optional<Parameter> parameter(JsonNode declaration, String operation) {
    String name = text(declaration, "name", operation);
    return switch (declaration.path("in").asText()) {
      case "path" ->
          Optional.of(new Parameter(name, Parameter.Location.PATH, true, schema(declaration)));
      case "query" ->
          Optional.of(
              new Parameter(
                  name,
                  Parameter.Location.QUERY,
                  declaration.path("required").asBoolean(),
                  schema(declaration)));
      case "header" -> Optional.empty();
      default ->
          throw fault(operation + " has a parameter that is not in path, query or header: " + name);
    };
  }

  private void refuseUndeclared(String path, List<Parameter> parameters, String operation) {
    Matcher placeholders = PLACEHOLDER.matcher(path);
    while (placeholders.find()) {
      String placeholder = placeholders.group(1);
      if (parameters.stream()
          .noneMatch(parameter -> parameter.isPath() && parameter.name().equals(placeholder))) {
        throw fault(operation + " does not declare the path parameter " + placeholder);
      }
    }
  }

  /** A tool takes all arguments at one level, whatever part of the request they travel in. */
  private void refuseAmbiguous(
      List<Parameter> parameters, Optional<ObjectNode> body, String operation) {
    Set<String> names = new HashSet<>(Set.of(Operation.IDEMPOTENCY_KEY));
    Stream<String> properties =
        body.stream()
            .flatMap(schema -> schema.path("properties").propertyStream().map(Map.Entry::getKey));
    Stream.concat(parameters.stream().map(Parameter::name), properties)
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw fault(operation + " has two arguments of the name " + name);
            });
  }

  private ObjectNode schema(JsonNode declaration) {
    ObjectNode schema = references.resolve(declaration.path("schema"));
    if (declaration.has("description")) {
      schema.set("description", declaration.get("description"));
    }
    return schema;
  }

  private Optional<ObjectNode> body(JsonNode requestBody, String name) {
    if (requestBody.isMissingNode() || requestBody.path("content").has(FILE)) {
      return Optional.empty();
    }
    ObjectNode schema = references.resolve(requestBody.path("content").path(JSON).path("schema"));
    if (!schema.path("properties").isObject()) {
      throw fault("the body of " + name + " is not an object with properties");
    }
    return Optional.of(schema);
  }

  /** A tool's arguments are JSON, and hold no file. */
  private boolean takesFile(JsonNode operation, JsonNode action, String name) {
    boolean takesFile = operation.path("requestBody").path("content").has(FILE);
    if (takesFile && packagings(action, name).contains(Packaging.MCP)) {
      throw fault(name + " takes a file, which no tool can");
    }
    return takesFile;
  }

  private ObjectNode output(JsonNode operation, String name) {
    for (var response : operation.path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        JsonNode schema = response.getValue().path("content").path(JSON).path("schema");
        return outputSchema(references.resolve(schema), name);
      }
    }
    throw fault(name + " has no successful response");
  }

  private ObjectNode outputSchema(ObjectNode schema, String name) {
    if (!"object".equals(schema.path("type").asText())) {
      throw fault("the successful response of " + name + " is not an object");
    }
    return schema;
  }

  private JsonNode object(JsonNode node, String member, String operation) {
    if (node.path(member) instanceof ObjectNode object) {
      return object;
    }
    throw fault(operation + " has no " + member);
  }

  private String text(JsonNode node, String member, String operation) {
    String text = node.path(member).asText();
    if (text.isBlank()) {
      throw fault(operation + " has no " + member);
    }
    return text;
  }

  private boolean flag(JsonNode action, String member, String operation) {
    if (!action.path(member).isBoolean()) {
      throw fault(operation + " does not say whether it is " + member);
    }
    return action.path(member).booleanValue();
  }

  private ContractException fault(String fault) {
    return new ContractException(contract.service(), fault);
  }
}
