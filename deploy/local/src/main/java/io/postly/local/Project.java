package io.postly.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * The source tree that the set is started from.
 *
 * @param root the directory with the {@code postly} script
 */
record Project(Path root) {

  /** The tree named by the system property {@code postly.project}, else the one around here. */
  static Project find() {
    String named = System.getProperty("postly.project");
    Path start = Path.of(named == null ? "" : named).toAbsolutePath();
    for (Path path = start; path != null; path = path.getParent()) {
      if (Files.isRegularFile(path.resolve("deploy/local/pom.xml"))) {
        return new Project(path);
      }
    }
    throw new LauncherFailure("There is no Postly source tree in or above " + start + ".");
  }

  /** What a service is run from on a JVM. */
  Path serviceJar(String module) {
    return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  /** What a service is run from natively; {@code ./mvnw package -Dnative} makes it. */
  Path serviceExecutable(String module) {
    Path target = root.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-runner") && Files.isExecutable(file))
          .findFirst()
          .orElseThrow(NoSuchElementException::new);
    } catch (IOException | NoSuchElementException e) {
      throw new LauncherFailure(
          "There is no native executable in " + target + ". Run ./mvnw package -Dnative.", e);
    }
  }

  /** The launcher's own classes with all they need, for a JVM of its own. */
  String launcherClasspath() {
    Path target = root.resolve("deploy/local/target");
    return built(target.resolve("classes")) + ":" + built(target.resolve("lib")) + "/*";
  }

  /** Keycloak as it is distributed; not to be written to. */
  Path keycloakDistribution(String version) {
    return built(root.resolve("deploy/local/target/keycloak/keycloak-" + version));
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) {
      throw new LauncherFailure(path + " is missing. Run ./postly build.");
    }
    return path;
  }
}
