package io.postly.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.postly.helm.configuration.ConfigurationDocument;
import io.postly.helm.configuration.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What people read of the settings is what the code says. {@code -Dpostly.contract.update=true}
 * makes the document anew.
 */
class ConfigurationDocumentTest {

  private static final Path DOCUMENT = ChartFiles.PROJECT.resolve("docs/CONFIGURATION.md");
  private static final Path SOURCES = Path.of("src", "main", "configuration");
  private static final String TEMPLATE = ChartFiles.text(SOURCES.resolve("CONFIGURATION.md"));
  private static final Pattern VARIABLE =
      Pattern.compile("`((?:POSTLY|QUARKUS|KAFKA|OTEL)_[A-Z0-9_]+)`");

  /** Which topics a service reads belongs to the code. */
  private static final Set<String> NOT_FOR_OPERATORS = Set.of("POSTLY_EVENTS_TOPICS");

  /** Where the chart keeps its certificate authorities, and how its jobs are run. */
  private static final Pattern OF_THE_CHART_ALONE =
      Pattern.compile(
          "QUARKUS_(TLS_|INIT_AND_EXIT|FLYWAY_IGNORE|.*_TLS_CONFIGURATION_NAME|.*TENANT_ENABLED).*");

  @Test
  void theDocumentIsWhatTheCodeSays() throws IOException {
    String expected =
        ConfigurationDocument.markdown(ChartFiles.PROJECT, TEMPLATE, valuesOfTheChart());
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(ChartFiles.text(DOCUMENT)).isEqualTo(expected);
  }

  @Test
  void defaultsAndBoundsAreThoseOfTheAnnotations() {
    Map<String, Setting> settings = new TreeMap<>();
    settings().forEach(setting -> settings.put(setting.variable(), setting));

    assertThat(settings.get("POSTLY_ACTION_RATE_LIMIT_CALLS_PER_MINUTE"))
        .extracting(Setting::standard, Setting::bounds)
        .containsExactly("`600`", "1 to 1,000,000");
    assertThat(settings.get("POSTLY_SCHEDULING_DISPATCH_RETRY_DELAYS").bounds())
        .isEqualTo("1 to 20, each 1 s to 24 h");
    assertThat(settings.get("POSTLY_SCHEDULING_OUTGOING_ALLOW_PRIVATE_ADDRESSES").standard())
        .startsWith("`false`; `true` in the profile `dev`");
    assertThat(settings.get("POSTLY_SCHEDULING_CREDENTIALS_KEY").standard())
        .isEqualTo("none, required");
    assertThat(settings.get("POSTLY_GATEWAY_ALLOWED_ORIGINS").bounds())
        .isEqualTo("at least one, each an origin");
    assertThat(settings.get("POSTLY_GATEWAY_ISSUER").standard())
        .isEqualTo("`QUARKUS_OIDC_AUTH_SERVER_URL`");
    assertThat(settings.get("POSTLY_SERVICES_DRAFTS_URL").standard())
        .isEqualTo("`http://localhost:8081`");
    assertThat(settings.values())
        .allSatisfy(setting -> assertThat(setting.description()).endsWith("."))
        .noneMatch(setting -> setting.description().contains("Default:"));
  }

  @Test
  void whateverThePartsReadOfTheirOwnIsThere() {
    Set<String> read = new TreeSet<>();
    for (EnvironmentTest.Part part : EnvironmentTest.Part.values()) {
      read.addAll(part.settings().read());
    }
    read.removeIf(variable -> !variable.startsWith("POSTLY_"));
    read.removeAll(NOT_FOR_OPERATORS);

    assertThat(named(ChartFiles.text(DOCUMENT))).containsAll(read);
  }

  @Test
  void whatIsWrittenByHandIsReadToo() {
    FrameworkSettings frameworks = new FrameworkSettings();
    Set<String> read =
        Arrays.stream(EnvironmentTest.Part.values())
            .flatMap(part -> part.settings().read().stream())
            .collect(Collectors.toSet());
    Set<String> unread = named(TEMPLATE.substring(0, TEMPLATE.indexOf("## The local set")));
    unread.removeIf(variable -> read.contains(variable) || frameworks.read(variable));

    assertThat(unread).isEmpty();
  }

  @Test
  void whateverTheChartSaysIsThere() {
    Set<String> said = saidByTheChart();
    said.removeIf(OF_THE_CHART_ALONE.asMatchPredicate());

    assertThat(named(ChartFiles.text(DOCUMENT))).containsAll(said);
  }

  @Test
  void theColumnOfTheChartNamesWhatItSays() throws IOException {
    Set<String> said = saidByTheChart();
    said.retainAll(settings().stream().map(Setting::variable).toList());

    assertThat(valuesOfTheChart().keySet()).containsExactlyInAnyOrderElementsOf(said);
  }

  /** But for what somebody who installs it adds. */
  private static Set<String> saidByTheChart() {
    return Variant.all()
        .filter(variant -> !variant.name().equals("configured"))
        .map(Chart::render)
        .flatMap(
            manifests ->
                Arrays.stream(EnvironmentTest.Part.values())
                    .flatMap(part -> EnvironmentTest.containers(manifests, part).stream()))
        .flatMap(container -> Manifests.environment(container).keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Setting> settings() {
    return ConfigurationDocument.settings(ChartFiles.PROJECT, TEMPLATE);
  }

  private static Set<String> named(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> valuesOfTheChart() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(ChartFiles.text(SOURCES.resolve("chart.properties"))));
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
