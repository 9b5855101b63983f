package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The workflow through the official TypeScript SDK's client, where there is a Node to run it. */
class TypeScriptClientIT {

  private static NodeProject scripts;

  @BeforeAll
  static void install() {
    scripts = NodeProject.install("typescript");
  }

  @Test
  void theOfficialTypeScriptClientRunsTheWorkflow() {
    Channels.sandbox(Packaging.REST.as("acme-editor"), "acme");

    String output =
        scripts.run(
            "workflow.mjs",
            Map.of(
                "POSTLY_MCP_URL",
                WholeSet.running().mcp().toString(),
                "POSTLY_DEMO_PASSWORD",
                People.PASSWORD,
                "POSTLY_ISSUER",
                WholeSet.running().issuer().toString(),
                "POSTLY_CONSOLE_URL",
                WholeSet.running().console().toString(),
                "POSTLY_CONSOLE_CLIENT_SECRET",
                WholeSet.running().consoleClientSecret()));

    assertThat(output).contains("published at");
  }

  @Test
  void bothErasOfTheProtocolAreServed() {
    String output =
        scripts.run(
            "eras.mjs",
            Map.of(
                "POSTLY_MCP_URL", WholeSet.running().mcp().toString(),
                "POSTLY_ACCESS_TOKEN", People.token("acme-editor").get()));

    assertThat(output).contains("legacy: a draft", "modern: a draft", "automatic: a draft");
  }
}
