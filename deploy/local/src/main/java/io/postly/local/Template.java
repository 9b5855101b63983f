package io.postly.local;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with placeholders of the form {@code @name@}. */
final class Template {

  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+(?:[.-][a-z]+)*)@");

  private Template() {}

  /**
   * The text with every placeholder replaced.
   *
   * @throws IllegalArgumentException when one has no value
   */
  static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException("No value for " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
