package io.postly.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published documents pass Spectral's OpenAPI and OWASP rules without an error or a warning,
 * where there is a Node to run it; in CI there must be one. The documents stay in {@code
 * target/spectral} to be read.
 */
class ApiLintTest {

  private static final Path SOURCE = Path.of("src", "test", "spectral");
  private static final Path WORK = Path.of("target", "spectral");
  private static final Path INSTALLED = WORK.resolve("node_modules");
  private static final List<String> FILES =
      List.of(".npmrc", ".spectral.yaml", "package.json", "package-lock.json");
  private static final int OLDEST_NODE = 20;

  @BeforeAll
  static void install() throws Exception {
    boolean required = Boolean.parseBoolean(System.getenv("CI"));
    assumeTrue(required || nodeVersion() >= OLDEST_NODE, "There is no Node 20 or newer here");
    if (copySource() || !Files.exists(INSTALLED.resolve(".package-lock.json"))) {
      run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  @Test
  void shouldPassWithEverythingThatRestOffers() throws Exception {
    lint("openapi.json", RestDocument.of(catalog(), PublicGateway.config()));
  }

  @Test
  void shouldPassWithWhatGptActionsAreOffered() throws Exception {
    lint("openapi-gpt-actions.json", GptActionsDocument.of(catalog(), PublicGateway.config()));
  }

  private static Catalog catalog() {
    return new Catalog(BuiltContracts.all());
  }

  private static void lint(String file, ObjectNode document) throws Exception {
    Files.writeString(WORK.resolve(file), document.toPrettyString());
    run("npx", "--no-install", "spectral", "lint", "--fail-severity=warn", file);
  }

  private static int nodeVersion() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      String version =
          new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      node.waitFor();
      return Integer.parseInt(version.substring(1).split("\\.", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Whether what is to be installed has changed. */
  private static boolean copySource() throws IOException {
    Files.createDirectories(WORK);
    Path lock = WORK.resolve("package-lock.json");
    boolean isSame =
        Files.exists(lock) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return !isSame;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + " wrote:\n" + output);
  }
}
