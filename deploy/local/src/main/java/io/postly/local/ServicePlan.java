package io.postly.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Quarkus application of this project.
 *
 * @param name the module's name
 * @param port where it listens
 * @param number that port's number
 * @param needs parts that have to be there before it starts
 * @param environment its configuration
 * @param project where it was built
 */
record ServicePlan(
    String name,
    Port port,
    int number,
    Set<String> needs,
    Map<String, String> environment,
    Project project)
    implements PartPlan {

  /** The variable that names the services whose native executables run instead of a JVM. */
  static final String NATIVE = "POSTLY_NATIVE";

  private static final String ALL = "all";

  @Override
  public List<Port> ports() {
    return List.of(port);
  }

  @Override
  public void prepare() {
    command();
  }

  @Override
  public List<String> command() {
    return isNative() ? List.of(project.serviceExecutable(name).toString(), "-Xmx256m") : onJvm();
  }

  private boolean isNative() {
    List<String> named = List.of(System.getenv().getOrDefault(NATIVE, "").split(",", -1));
    return named.contains(ALL) || named.contains(name);
  }

  private List<String> onJvm() {
    return List.of(
        Programs.java(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        // Soon there, on few processors; the optimizing compiler would take them for minutes.
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        project.serviceJar(name).toString());
  }

  /** As long as Keycloak's first start, which it may have to wait for. */
  @Override
  public Duration patience() {
    return KeycloakPlan.FIRST_START;
  }

  @Override
  public boolean isReady() {
    return Http.answers("http://127.0.0.1:" + number + "/q/health/ready");
  }
}
