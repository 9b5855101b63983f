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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The workflow through the official TypeScript SDK's client, where there is a Node to run it. */
class TypeScriptClientIT {

  private static final Path SOURCE = Path.of("src", "test", "typescript");
  private static final Path WORK = Path.of("target", "typescript");
  private static final int OLDEST_NODE = 20;

  @BeforeAll
  static void install() {
    boolean required = Boolean.parseBoolean(System.getenv("CI"));
    assumeTrue(required || nodeVersion() >= OLDEST_NODE, "There is no Node 20 or newer here");
    copySource();
    run(List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
  }

  @Test
  void theOfficialTypeScriptClientRunsTheWorkflow() {
    Channels.sandbox(Packaging.REST.as("acme-editor"), "acme");

    String output =
        run(
            List.of("node", "workflow.mjs"),
            Map.of(
                "POSTLY_MCP_URL",
                WholeSet.running().mcp().toString(),
                "POSTLY_DEMO_PASSWORD",
                People.PASSWORD));

    assertThat(output).contains("published at");
  }

  @Test
  void bothErasOfTheProtocolAreServed() {
    String output =
        run(
            List.of("node", "eras.mjs"),
            Map.of(
                "POSTLY_MCP_URL", WholeSet.running().mcp().toString(),
                "POSTLY_ACCESS_TOKEN", People.token("acme-editor").get()));

    assertThat(output).contains("legacy: a draft", "modern: a draft", "automatic: a draft");
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

  private static void copySource() {
    try (Stream<Path> files = Files.list(SOURCE)) {
      Files.createDirectories(WORK);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile(WORK, "output", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).directory(WORK.toFile());
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
