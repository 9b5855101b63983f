package io.postly.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.fixture.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

  private static NodeProject project;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    NodeProject.assumeNode();
    project = NodeProject.install(SOURCE, WORK);
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
    NodeProject.Run run =
        project.run(
            Map.of(), "npx", "--no-install", "spectral", "lint", "--fail-severity=warn", file);
    assertTrue(run.succeeded(), run.output());
  }
}
