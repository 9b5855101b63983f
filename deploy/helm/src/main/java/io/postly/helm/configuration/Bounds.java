package io.postly.helm.configuration;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The constraints of a setting, as people read them. */
final class Bounds {

  private static final Map<String, String> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("millis", "ms");
    UNITS.put("seconds", "s");
    UNITS.put("minutes", "min");
    UNITS.put("hours", "h");
    UNITS.put("days", "d");
  }

  private Bounds() {}

  /** Of a whole value, and of what it is made of. */
  static String of(List<? extends AnnotationTree> annotations, Tree type) {
    List<String> bounds = new ArrayList<>();
    add(bounds, own(annotations, isMany(type)));
    Tree of = type;
    while (of instanceof ParameterizedTypeTree parameterized) {
      boolean many = isMany(parameterized);
      of = parameterized.getTypeArguments().getLast();
      if (of instanceof AnnotatedTypeTree annotated) {
        String each = own(annotated.getAnnotations(), isMany(annotated.getUnderlyingType()));
        add(bounds, many && !each.isEmpty() ? "each " + each : each);
        of = annotated.getUnderlyingType();
      }
    }
    return String.join(", ", bounds);
  }

  private static void add(List<String> bounds, String more) {
    if (!more.isEmpty()) {
      bounds.add(more);
    }
  }

  private static boolean isMany(Tree type) {
    return type instanceof ParameterizedTypeTree parameterized
        && List.of("List", "Set").contains(parameterized.getType().toString());
  }

  private static String own(List<? extends AnnotationTree> annotations, boolean many) {
    String least = "";
    String most = "";
    List<String> others = new ArrayList<>();
    for (AnnotationTree annotation : annotations) {
      Map<String, String> arguments = arguments(annotation);
      switch (annotation.getAnnotationType().toString()) {
        case "Min" -> least = number(arguments.get("value"));
        case "Max" -> most = number(arguments.get("value"));
        case "DurationMin" -> least = duration(arguments);
        case "DurationMax" -> most = duration(arguments);
        case "NotEmpty" -> others.add(many ? "at least one" : "not empty");
        case "Size" -> others.add(size(arguments));
        case "Pattern" -> others.add(message(arguments));
        case "WithDefault", "WithParentName", "Valid" -> {}
        default -> throw new IllegalStateException("Not understood: " + annotation);
      }
    }
    return String.join(", ", Stream.concat(range(least, most), others.stream()).toList());
  }

  private static Stream<String> range(String least, String most) {
    if (least.isEmpty() && most.isEmpty()) {
      return Stream.empty();
    }
    if (most.isEmpty()) {
      return Stream.of("at least " + least);
    }
    return Stream.of(least.isEmpty() ? "at most " + most : least + " to " + most);
  }

  private static String size(Map<String, String> arguments) {
    return arguments.containsKey("message")
        ? message(arguments)
        : number(arguments.get("min")) + " to " + number(arguments.get("max"));
  }

  private static String message(Map<String, String> arguments) {
    return arguments.get("message").replaceFirst("^must ((not )?)(be|have) ", "$1");
  }

  private static String duration(Map<String, String> arguments) {
    return UNITS.keySet().stream()
        .filter(arguments::containsKey)
        .map(unit -> number(arguments.get(unit)) + " " + UNITS.get(unit))
        .findFirst()
        .orElse("0");
  }

  private static String number(String digits) {
    return String.format(Locale.ROOT, "%,d", Long.parseLong(digits));
  }

  /** The one that has no name in the source is {@code value}. */
  static Map<String, String> arguments(AnnotationTree annotation) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment) {
        arguments.put(assignment.getVariable().toString(), text(assignment.getExpression()));
      } else {
        arguments.put("value", text(argument));
      }
    }
    return arguments;
  }

  private static String text(ExpressionTree expression) {
    return expression instanceof LiteralTree literal
        ? literal.getValue().toString()
        : expression.toString();
  }
}
