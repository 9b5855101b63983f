package io.postly.monitoring;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' own tools. Without them tests are left out, but for the build server's. */
final class Prometheus {

  private Prometheus() {}

  /** The tool that checks and tests rules. */
  static Path tool() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    boolean isRequired = Boolean.parseBoolean(System.getenv("CI"));
    assertTrue(found.isPresent() || !isRequired, "There is no promtool on the PATH");
    assumeTrue(found.isPresent(), "There is no promtool on the PATH");
    return found.get();
  }
}
