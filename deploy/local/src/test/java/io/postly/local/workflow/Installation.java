package io.postly.local.workflow;

import com.marcnuri.helm.Helm;
import io.postly.local.PostlySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a way to install Postly says to the five parts.
 *
 * @param name of the way
 * @param environments variables by part; secret ones are written {@code ${where they come from}}
 */
record Installation(String name, Map<String, Map<String, String>> environments) {

  private static final Path CHART = Path.of("..", "helm", "postly");
  private static final Path OWN_VALUES = Path.of("src", "test", "resources", "chart-values.yaml");
  private static final Path COMPOSE = Path.of("..", "compose", "compose.yaml");
  private static final String RELEASE = "postly";
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?}");

  /** The chart with one of its profiles and what every installation has to bring. */
  static Installation ofChart(String profile) {
    String manifests =
        new Helm(CHART)
            .template()
            .withName(RELEASE)
            .withNamespace("publishing")
            .withKubeVersion("1.34.0")
            .withValuesFile(CHART.resolve("values-" + profile + ".yaml"))
            .withValuesFile(OWN_VALUES)
            .call();
    Map<String, Map<String, String>> environments = new TreeMap<>();
    for (Object document : yaml().loadAll(manifests)) {
      if (document != null && "Deployment".equals(at(document, "kind"))) {
        Object container =
            ((List<?>) at(document, "spec", "template", "spec", "containers")).get(0);
        environments.put(at(container, "name").toString(), variables(container));
      }
    }
    return new Installation("the chart's profile " + profile, environments);
  }

  /** The set in containers. */
  static Installation ofCompose() {
    Object file = yaml().load(text(COMPOSE));
    Map<String, Map<String, String>> environments = new TreeMap<>();
    for (String part : PostlySet.APPLICATIONS) {
      Map<String, String> variables = new LinkedHashMap<>();
      ((Map<?, ?>) at(file, "services", part, "environment"))
          .forEach(
              (key, value) -> {
                // Without one, it is that of whoever calls Compose.
                if (value != null) {
                  variables.put(
                      key.toString(), REQUIRED.matcher(value.toString()).replaceAll(named("$1")));
                }
              });
      environments.put(part, variables);
    }
    return new Installation("Compose", environments);
  }

  private static Map<String, String> variables(Object container) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Object variable : (List<?>) at(container, "env")) {
      String name = at(variable, "name").toString();
      Object value = ((Map<?, ?>) variable).get("value");
      variables.put(name, value == null ? fromSecret(variable) : value.toString());
    }
    return variables;
  }

  private static String fromSecret(Object variable) {
    Object reference = at(variable, "valueFrom", "secretKeyRef");
    return "${" + at(reference, "name") + "/" + at(reference, "key") + "}";
  }

  private static String named(String group) {
    return Matcher.quoteReplacement("${") + group + "}";
  }

  private static Object at(Object tree, String... path) {
    Object found = tree;
    for (String key : path) {
      found = ((Map<?, ?>) found).get(key);
      if (found == null) {
        throw new AssertionError("There is no " + key + " in " + tree);
      }
    }
    return found;
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
