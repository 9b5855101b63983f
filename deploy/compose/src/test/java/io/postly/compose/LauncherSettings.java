package io.postly.compose;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code ./postly up} gives each part, as the launcher's source says. */
final class LauncherSettings {

  private static final Path LAUNCHER =
      Repository.ROOT.resolve("deploy/local/src/main/java/io/postly/local");
  private static final List<JavaSource.Call> PUTS =
      JavaSource.calls(LAUNCHER.resolve("ServicePlans.java"), "environment.put");

  private LauncherSettings() {}

  /** The environment of a service or the gateway; values that are no constants are unknown. */
  static Map<String, String> environment(String application) {
    boolean isGateway = application.equals(Repository.GATEWAY);
    String condition = "(port == Port." + name(application).toUpperCase(Locale.ROOT) + ")";
    Map<String, String> environment = new HashMap<>();
    for (JavaSource.Call put : PUTS) {
      boolean applies =
          switch (put.method()) {
            case "common" -> true;
            case "service" ->
                !isGateway && (put.condition().isEmpty() || put.condition().equals(condition));
            case "gateway" -> isGateway;
            default -> throw new AssertionError("Not understood: " + put);
          };
      if (applies) {
        keys(put.arguments().getFirst())
            .forEach(key -> environment.put(key, put.arguments().getLast()));
      }
    }
    return environment;
  }

  /** Kafka's settings that are constants. */
  static Map<String, String> kafka() {
    Map<String, String> settings = new HashMap<>();
    for (JavaSource.Call put :
        JavaSource.calls(LAUNCHER.resolve("KafkaPlan.java"), "settings.put")) {
      if (!put.arguments().getLast().contains(JavaSource.UNKNOWN)) {
        settings.put(put.arguments().getFirst(), put.arguments().getLast());
      }
    }
    return settings;
  }

  static String postgres() {
    return Repository.read(LAUNCHER.resolve("PostgresPlan.java"));
  }

  /** A service's name without its ending, which is its database's and its user's. */
  static String name(String application) {
    return application.replace("-service", "");
  }

  /** The only keys that are put together are those with a service's name. */
  private static List<String> keys(String written) {
    return written.contains(JavaSource.UNKNOWN)
        ? Repository.SERVICES.stream()
            .map(
                service ->
                    written.replace(JavaSource.UNKNOWN, name(service).toUpperCase(Locale.ROOT)))
            .toList()
        : List.of(written);
  }
}
