package io.postly.action.pipeline;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.InvocationContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses input that breaks a declared rule, naming everything that is wrong at once, up to a
 * number that somebody may still read.
 */
@ApplicationScoped
public class StrictInput {

  static final int MOST_VIOLATIONS = 50;

  private final Validator validator;
  private final UnreadableFields unreadable;

  StrictInput(Validator validator, UnreadableFields unreadable) {
    this.validator = validator;
    this.unreadable = unreadable;
  }

  void check(InvocationContext call) {
    List<Violation> violations = new ArrayList<>(unreadable.violations());
    Set<String> named = new HashSet<>();
    violations.forEach(violation -> named.add(violation.field()));
    broken(call).stream()
        .filter(violation -> named.add(violation.field()))
        .limit((long) MOST_VIOLATIONS - violations.size())
        .forEach(violations::add);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private List<Violation> broken(InvocationContext call) {
    Set<ConstraintViolation<Object>> found =
        validator
            .forExecutables()
            .validateParameters(call.getTarget(), call.getMethod(), call.getParameters());
    return found.stream()
        .map(
            violation ->
                new Violation(
                    field(call.getMethod(), violation), violation.getMessage(), List.of()))
        .sorted(Comparator.comparing(Violation::field))
        .toList();
  }

  private static String field(Method method, ConstraintViolation<Object> violation) {
    StringBuilder field = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PARAMETER) {
        field.append(parameterName(method, node.as(Path.ParameterNode.class).getParameterIndex()));
      } else if (node.getKind() == ElementKind.PROPERTY
          || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
        appendStep(field, node);
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }

  private static void appendStep(StringBuilder field, Path.Node node) {
    if (node.getIndex() != null) {
      field.append('[').append(node.getIndex()).append(']');
    }
    if (node.getKind() == ElementKind.PROPERTY) {
      if (!field.isEmpty()) {
        field.append('.');
      }
      field.append(SnakeCase.of(node.getName()));
    }
  }

  private static String parameterName(Method method, int index) {
    Parameter parameter = method.getParameters()[index];
    if (parameter.isAnnotationPresent(QueryParam.class)) {
      return parameter.getAnnotation(QueryParam.class).value();
    }
    if (parameter.isAnnotationPresent(PathParam.class)) {
      return parameter.getAnnotation(PathParam.class).value();
    }
    return "";
  }
}
