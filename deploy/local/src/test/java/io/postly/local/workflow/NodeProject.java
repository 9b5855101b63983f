package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of scripts with their npm packages, copied out of the source and installed there. */
final class NodeProject {

  private static final int OLDEST_NODE = 20;

  private final Path work;

  private NodeProject(Path work) {
    this.work = work;
  }

  /**
   * Installs the folder {@code src/test/<name>}. Without a Node the tests that ask are skipped, but
   * never in CI.
   */
  static NodeProject install(String name) {
    assumeTrue(isRequired() || nodeVersion() >= OLDEST_NODE, "There is no Node 20 or newer here");
    NodeProject project = new NodeProject(Path.of("target", name));
    project.copy(Path.of("src", "test", name));
    project.execute(List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"), Map.of());
    return project;
  }

  /** Whether what is missing here is a failure, not a reason to skip a test. */
  static boolean isRequired() {
    return Boolean.parseBoolean(System.getenv("CI"));
  }

  /** What the script writes; it must end well. */
  String run(String script, Map<String, String> environment) {
    return execute(List.of("node", script), environment);
  }

  private static int nodeVersion() {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      String version =
          new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Integer.parseInt(version.substring(1).split("\\.", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private void copy(Path source) {
    try (Stream<Path> files = Files.list(source)) {
      Files.createDirectories(work);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, work.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String execute(List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile(work, "output", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String output = Files.readString(log);
      assertThat(ended && process.exitValue() == 0)
          .as("%s ended well; it wrote:%n%s", command, output)
          .isTrue();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
