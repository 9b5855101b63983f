package io.postly.gateway.prompt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that a person can start from, ready to be sent to the model.
 *
 * @param name what clients call it by
 * @param title what a person reads
 * @param description what a person reads about it
 * @param arguments what the person fills in
 * @param text what the model reads; {@code {argument}} stands for what was filled in
 */
record Prompt(
    String name, String title, String description, List<Argument> arguments, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TOOL = Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b");

  /**
   * One thing to fill in.
   *
   * @param name its name
   * @param description what a person reads
   * @param standard what stands for it if it is left out; null if it must be there
   */
  record Argument(String name, String description, String standard) {

    boolean isRequired() {
      return standard == null;
    }
  }

  /** The tools that the text speaks of. */
  Set<String> tools() {
    Set<String> tools = new TreeSet<>();
    TOOL.matcher(text).results().forEach(found -> tools.add(found.group()));
    return tools;
  }

  /**
   * The text with what was filled in. A value is set in quotes, on one line: it is what a person
   * means, not a part of the request.
   */
  String filledIn(JsonObject values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(quoted(value(found.group(1), values))));
  }

  private String value(String name, JsonObject values) {
    return arguments.stream()
        .filter(argument -> argument.name().equals(name))
        .findFirst()
        .map(argument -> values.getString(name, argument.standard()))
        .orElseThrow(() -> new IllegalStateException(name + " is no argument of the prompt"));
  }

  private static String quoted(String value) {
    return "\"" + SPACE.matcher(value.strip()).replaceAll(" ").replace('"', '\'') + "\"";
  }

  JsonObject descriptor() {
    JsonArray described = new JsonArray();
    arguments.forEach(
        argument ->
            described.add(
                new JsonObject()
                    .put("name", argument.name())
                    .put("description", argument.description())
                    .put("required", argument.isRequired())));
    return new JsonObject()
        .put("name", name)
        .put("title", title)
        .put("description", description)
        .put("arguments", described);
  }
}
