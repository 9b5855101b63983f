package io.postly.gateway.catalog;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI with variables, each of which is one whole segment of the path (simple expansion of RFC
 * 6570).
 */
public final class UriTemplate {

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");
  private static final String SEGMENT = "([^/?#]+)";

  private final String text;
  private final Pattern pattern;

  /** Reads {@code postly://workspaces/{workspace}/drafts}. */
  public UriTemplate(String text) {
    this.text = text;
    this.pattern = pattern(text);
  }

  /** The template as it was written. */
  public String text() {
    return text;
  }

  /** The variables' names, in their order. */
  public List<String> variables() {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The variables' values in that URI; empty if it is not one of this template. */
  public Optional<Map<String, Object>> match(String uri) {
    Matcher matcher = pattern.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> variables = variables();
    try {
      for (int i = 0; i < variables.size(); i++) {
        String value = matcher.group(i + 1).replace("+", "%2B");
        values.put(variables.get(i), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(values);
  }

  /** The URI with these values for the variables. */
  public String expand(Map<String, String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(encode(values.get(found.group(1)))));
  }

  private static Pattern pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher variables = VARIABLE.matcher(text);
    while (variables.find()) {
      pattern.append(Pattern.quote(text.substring(end, variables.start()))).append(SEGMENT);
      end = variables.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(text.substring(end))).toString());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
