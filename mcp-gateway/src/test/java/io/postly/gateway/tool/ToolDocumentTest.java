package io.postly.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Hints;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What people read about the tools is what clients are told. After a wanted change, run the tests
 * with {@code -Dpostly.contract.update=true} and commit the difference.
 */
class ToolDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/TOOLS.md");

  @Test
  void shouldBeTheCommittedOne() throws IOException {
    String document =
        document(new Tools(new Catalog(BuiltContracts.all()), new Views()).descriptors());
    if (Boolean.getBoolean("postly.contract.update")) {
      Files.writeString(DOCUMENT, document);
    }

    assertEquals(Files.readString(DOCUMENT), document);
  }

  private static String document(List<ToolDescriptor> tools) {
    StringBuilder document =
        new StringBuilder(
            "# The tools\n\nMade from the services' contracts; a test keeps it true. `/mcp` lists the tools that the grant covers;"
                + " `/mcp?toolset=drafts,schedule`\noffers some sets of them (`drafts`, `approvals`, `schedule`, `publish`,"
                + " `analytics`), `/mcp?read_only=true` those that change nothing.\n");
    tools.forEach(tool -> append(document, tool));
    return document.toString();
  }

  private static void append(StringBuilder document, ToolDescriptor tool) {
    document
        .append("\n## `%s`\n".formatted(tool.name()))
        .append("%s\n\n".formatted(tool.operation().description()))
        .append("Scope `%s` · %s\n".formatted(tool.operation().scope(), hints(tool)))
        .append("\n| argument | type | needed | meaning |\n|---|---|:-:|---|\n");
    List<String> required = new ArrayList<>();
    tool.inputSchema().path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> argument :
        tool.inputSchema().path("properties").properties()) {
      document.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  argument.getKey(),
                  type(argument.getValue()),
                  required.contains(argument.getKey()) ? "●" : "",
                  argument.getValue().path("description").asText()));
    }
  }

  private static String hints(ToolDescriptor tool) {
    Hints hints = tool.operation().hints();
    List<String> words = new ArrayList<>();
    words.add(hints.readOnly() ? "reads only" : "changes something");
    if (hints.destructive()) {
      words.add("overwrites or ends something");
    }
    if (hints.openWorld()) {
      words.add("reaches the outside world");
    }
    tool.operation().mcp().view().ifPresent(view -> words.add("shown in the view " + view));
    return String.join(", ", words);
  }

  private static String type(JsonNode schema) {
    String type = schema.path("type").asText();
    if (type.equals("array")) {
      return "list of " + type(schema.path("items"));
    }
    return schema.has("format") ? type + " (" + schema.path("format").asText() + ")" : type;
  }
}
