package io.postly.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.fixture.BuiltContracts;
import io.postly.gateway.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tools stand in every conversation: what they may cost it, in tokens of o200k. */
class TokenBudgetTest {

  private static final int WHOLE_LIST = 18_700;
  private static final int WHAT_A_MODEL_READS = 6_880;
  private static final int ONE_TOOL = 600;

  private final Encoding encoding =
      Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private final List<ToolDescriptor> tools =
      new Tools(new Catalog(BuiltContracts.all()), new Views()).descriptors();

  @Test
  void shouldNotCostMoreThanAConversationCanSpare() {
    int all = 0;
    for (ToolDescriptor tool : tools) {
      int tokens = tokens(whatAModelReads(tool));
      all += tokens;
      assertTrue(tokens <= ONE_TOOL, tool.name() + " costs " + tokens);
    }
    assertTrue(all <= WHAT_A_MODEL_READS, "All tools cost " + all);
  }

  @Test
  void shouldFitTheWholeList() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tools.forEach(tool -> list.add(tool.json()));

    int tokens = tokens(list.toString());

    assertTrue(tokens <= WHOLE_LIST, "The list costs " + tokens);
  }

  @Test
  void shouldBeWhatOperatorsAreTold() throws IOException {
    String told =
        String.format(
            Locale.ROOT,
            "at most %,d tokens; of these a model reads %,d |",
            WHOLE_LIST,
            WHAT_A_MODEL_READS);

    assertTrue(Files.readString(Path.of("../docs/OPERATIONS.md")).contains(told), told);
  }

  private static String whatAModelReads(ToolDescriptor tool) {
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    read.put("name", tool.name()).put("description", tool.operation().description());
    read.set("inputSchema", tool.inputSchema());
    return read.toString();
  }

  private int tokens(String text) {
    return encoding.countTokens(text);
  }
}
