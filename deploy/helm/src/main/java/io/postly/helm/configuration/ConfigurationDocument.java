package io.postly.helm.configuration;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people read of the settings: {@code docs/CONFIGURATION.md}. Its template has what the code
 * does not say, and for each interface of the code a line with its file, in which rows take its
 * place.
 */
public final class ConfigurationDocument {

  private static final String HEADER =
      "<!-- Made from the code and deploy/helm/src/main/configuration (io.postly.helm.configuration.ConfigurationDocument);"
          + " the test says how to make it anew. -->\n";
  private static final Pattern INTERFACE = Pattern.compile("(?m)^@(\\S+\\.java)\\n");

  private ConfigurationDocument() {}

  /**
   * The file.
   *
   * @param project the directory of all modules
   * @param template the file's text without rows of the code's settings
   * @param valuesOfTheChart by environment variable, how the chart's users set it
   */
  public static String markdown(
      Path project, String template, Map<String, String> valuesOfTheChart) {
    return HEADER
        + INTERFACE
            .matcher(template)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        rows(project, Path.of(found.group(1)), valuesOfTheChart)));
  }

  /** All settings that the template has rows for. */
  public static List<Setting> settings(Path project, String template) {
    return INTERFACE
        .matcher(template)
        .results()
        .flatMap(
            found -> ConfigurationInterface.settings(project, Path.of(found.group(1))).stream())
        .sorted(Comparator.comparing(Setting::key))
        .toList();
  }

  private static String rows(Path project, Path source, Map<String, String> valuesOfTheChart) {
    return ConfigurationInterface.settings(project, source).stream()
        .map(setting -> row(setting, valuesOfTheChart.getOrDefault(setting.variable(), "")))
        .collect(Collectors.joining());
  }

  private static String row(Setting setting, String valueOfTheChart) {
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            setting.variable(),
            setting.standard(),
            setting.bounds(),
            setting.description(),
            valueOfTheChart)
        .replace("|  |", "| |")
        .replace("|  |", "| |");
  }
}
