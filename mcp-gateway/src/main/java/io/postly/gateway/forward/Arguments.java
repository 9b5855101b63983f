package io.postly.gateway.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Parameter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns a tool's arguments into the request that the operation's contract describes. What they
 * mean, the service checks; it also refuses those that the contract does not know, so that its
 * audit trail has the refusal.
 */
public final class Arguments {

  /** Servers read request lines of at most 4,096 bytes; method and version need some of them. */
  static final int LONGEST_TARGET = 4_000;

  private static final Pattern PRINTABLE_KEY = Pattern.compile("[ -~]{1,255}");

  private final Operation operation;
  private final Map<String, Object> values;

  private Arguments(Operation operation, Map<String, Object> values) {
    this.operation = operation;
    this.values = values;
  }

  /**
   * The request for those arguments. Fails with a {@link ProblemException} where the request has no
   * target without an argument, or none that can be sent.
   */
  public static ServiceRequest toRequest(Operation operation, Map<String, Object> values) {
    Arguments arguments = new Arguments(operation, values);
    arguments.check();
    return new ServiceRequest(
        operation,
        serviceOf(operation, arguments::text),
        arguments.target(),
        arguments.body(),
        arguments.idempotencyKey(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The service that a call is for. Fails with a {@link ProblemException} where its arguments name
   * none.
   *
   * @param argument gives an argument's value by its name
   */
  public static String serviceOf(Operation operation, UnaryOperator<String> argument) {
    return operation
        .serviceFor(argument)
        .orElseThrow(() -> ProblemException.notFound("object or service"));
  }

  private void check() {
    List<Violation> violations = new ArrayList<>();
    checkIdempotencyKey(violations);
    operation.parameters().stream()
        .filter(Parameter::isPath)
        .forEach(parameter -> checkSegment(parameter, violations));
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  /** Over HTTP it is a header, which carries no more than this faithfully. */
  private void checkIdempotencyKey(List<Violation> violations) {
    Object key = values.get(Operation.IDEMPOTENCY_KEY);
    if (key != null && !PRINTABLE_KEY.matcher(key.toString()).matches()) {
      violations.add(
          Violation.of(
              Operation.IDEMPOTENCY_KEY, "This must have 1 to 255 printable ASCII characters."));
    }
  }

  /** A dot segment would lead to another operation's path. */
  private void checkSegment(Parameter parameter, List<Violation> violations) {
    switch (text(parameter.name())) {
      case "" -> violations.add(Violation.of(parameter.name(), "This argument is required."));
      case ".", ".." ->
          violations.add(Violation.of(parameter.name(), "This is not an identifier."));
      default -> {}
    }
  }

  private String target() {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.isPath()) {
        path = path.replace("{" + parameter.name() + "}", encode(text(parameter.name())));
      } else {
        appendTo(query, parameter.name());
      }
    }
    if (operation.body().isEmpty()) {
      unknown().forEach(name -> append(query, name, ""));
    }
    return bounded(path + query);
  }

  private String bounded(String target) {
    if (target.length() > LONGEST_TARGET) {
      throw ProblemException.of(
          ActionErrorCode.INVALID_INPUT, "The arguments are too long for this operation.");
    }
    return target;
  }

  /** Names that have no place in the request, in a fixed order. */
  private List<String> unknown() {
    Set<String> known = new HashSet<>();
    operation.parameters().forEach(parameter -> known.add(parameter.name()));
    operation.body().ifPresent(body -> known.addAll(propertyNames(body)));
    if (!operation.hints().readOnly()) {
      known.add(Operation.IDEMPOTENCY_KEY);
    }
    return values.keySet().stream().filter(name -> !known.contains(name)).sorted().toList();
  }

  private void appendTo(StringBuilder query, String name) {
    Object value = values.get(name);
    if (value instanceof Iterable<?> elements) {
      elements.forEach(element -> append(query, name, String.valueOf(element)));
    } else if (value != null) {
      append(query, name, value);
    }
  }

  private static void append(StringBuilder query, String name, Object value) {
    query
        .append(query.isEmpty() ? '?' : '&')
        .append(encode(name))
        .append('=')
        .append(encode(value.toString()));
  }

  /**
   * In the contract's order, whatever order the arguments came in: the same call has the same body
   * each time.
   */
  private Optional<Buffer> body() {
    return operation
        .body()
        .map(
            schema -> {
              JsonObject body = new JsonObject();
              Stream.concat(propertyNames(schema).stream(), unknown().stream())
                  .filter(values::containsKey)
                  .forEach(name -> body.put(name, values.get(name)));
              return body.toBuffer();
            });
  }

  private Optional<String> idempotencyKey() {
    return operation.hints().readOnly()
        ? Optional.empty()
        : Optional.of(text(Operation.IDEMPOTENCY_KEY)).filter(key -> !key.isEmpty());
  }

  private String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  private static List<String> propertyNames(ObjectNode schema) {
    JsonNode properties = schema.path("properties");
    return properties.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
