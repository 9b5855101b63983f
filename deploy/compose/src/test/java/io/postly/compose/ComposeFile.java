package io.postly.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code compose.yaml} may say; anything else in it is refused.
 *
 * @param services the parts, by name
 */
record ComposeFile(
    String name,
    Map<String, Part> services,
    Map<String, Object> volumes,
    Map<String, Network> networks) {

  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([^}:?]+)(:\\?)?}");

  static ComposeFile load() {
    Map<Object, Object> document =
        new HashMap<>(Yaml.read(Repository.COMPOSE.resolve("compose.yaml")));
    document.keySet().removeIf(key -> key.toString().startsWith("x-"));
    return Yaml.strictly(document, ComposeFile.class);
  }

  static String text() {
    return Repository.read(Repository.COMPOSE.resolve("compose.yaml"));
  }

  /** The variables that the file takes from {@code .env}; each must be required. */
  static TreeSet<String> variables() {
    TreeSet<String> variables = new TreeSet<>();
    Matcher reference = VARIABLE.matcher(text());
    while (reference.find()) {
      if (reference.group(2) == null) {
        throw new AssertionError(reference.group() + " would be empty if it were not set");
      }
      variables.add(reference.group(1));
    }
    return variables;
  }

  /** One container. What is not given is empty, or null. */
  record Part(
      String image,
      Build build,
      String user,
      List<String> profiles,
      List<String> entrypoint,
      List<String> command,
      Map<String, String> environment,
      List<String> volumes,
      List<String> tmpfs,
      List<String> ports,
      List<String> networks,
      Map<String, Need> dependsOn,
      HealthCheck healthcheck,
      boolean readOnly,
      List<String> capDrop,
      List<String> securityOpt,
      String restart,
      JsonNode logging,
      String memLimit,
      String cpus,
      Integer pidsLimit,
      String shmSize,
      String stopSignal,
      String stopGracePeriod) {

    Part {
      profiles = orEmpty(profiles);
      entrypoint = orEmpty(entrypoint);
      command = orEmpty(command);
      environment = environment == null ? Map.of() : environment;
      volumes = orEmpty(volumes);
      tmpfs = orEmpty(tmpfs);
      ports = orEmpty(ports);
      networks = orEmpty(networks);
      dependsOn = dependsOn == null ? Map.of() : dependsOn;
      capDrop = orEmpty(capDrop);
      securityOpt = orEmpty(securityOpt);
    }

    private static List<String> orEmpty(List<String> given) {
      return given == null ? List.of() : given;
    }

    List<Mount> mounts() {
      return volumes.stream().map(Mount::parse).toList();
    }
  }

  /** How an image is made of this tree. */
  record Build(String context, String dockerfile, Map<String, String> args) {}

  /** In which state another part must be. */
  record Need(String condition) {}

  /** How it is known that a part is ready. */
  record HealthCheck(
      List<String> test, String interval, String timeout, int retries, String startPeriod) {}

  /** What connects parts; an internal one has no way outside. */
  record Network(boolean internal) {}

  /**
   * A file, a folder or a named volume in a container.
   *
   * @param source a path relative to {@code compose.yaml}, or a volume's name
   */
  record Mount(String source, String target, boolean readOnly) {

    static Mount parse(String written) {
      String[] parts = written.split(":", -1);
      return new Mount(parts[0], parts[1], parts.length == 3 && parts[2].equals("ro"));
    }

    boolean isOfTheTree() {
      return source.startsWith(".");
    }
  }
}
