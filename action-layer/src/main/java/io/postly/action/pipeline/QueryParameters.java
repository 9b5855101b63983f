package io.postly.action.pipeline;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Refuses query parameters that an action does not declare, repeated and unreadable ones. */
final class QueryParameters {

  private QueryParameters() {}

  static void check(Method method, MultivaluedMap<String, String> sent) {
    if (sent.isEmpty()) {
      return;
    }
    Map<String, Class<?>> declared = declared(method);
    List<Violation> violations = new ArrayList<>();
    sent.forEach(
        (name, values) -> {
          if (!declared.containsKey(name)) {
            violations.add(
                new Violation(
                    name, "is not a parameter of this action", List.copyOf(declared.keySet())));
          } else if (values.size() > 1) {
            violations.add(Violation.of(name, "must be given once"));
          } else if (!isReadable(values.getFirst(), declared.get(name))) {
            violations.add(Violation.of(name, "is not a valid " + Formats.of(declared.get(name))));
          }
        });
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private static Map<String, Class<?>> declared(Method method) {
    Map<String, Class<?>> declared = new LinkedHashMap<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(QueryParam.class)) {
        declared.put(parameter.getAnnotation(QueryParam.class).value(), parameter.getType());
      }
    }
    return declared;
  }

  // Otherwise the server would answer 404, as Jakarta REST has it, without naming the parameter.
  private static boolean isReadable(String value, Class<?> type) {
    try {
      if (type == int.class || type == Integer.class) {
        Integer.parseInt(value);
      } else if (type == long.class || type == Long.class) {
        Long.parseLong(value);
      } else if (type == UUID.class) {
        UUID.fromString(value);
      }
      return StorableText.accepts(value);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
