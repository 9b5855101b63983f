package io.postly.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Catalog;
import io.postly.gateway.catalog.Contract;
import io.postly.gateway.catalog.ContractException;
import io.postly.gateway.fixture.Contracts;
import io.postly.gateway.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolDescriptorTest {

  private final Contract contract = Contracts.of("drafts");

  @Test
  void shouldTakeAllArgumentsAtTheTopLevel() throws Exception {
    JsonNode schema = descriptor().inputSchema();

    assertEquals(
        List.of("workspace", "draft_id", "notify", "expected_revision", "text", "idempotency_key"),
        schema.path("properties").propertyStream().map(property -> property.getKey()).toList());
    assertEquals(
        new ObjectMapper().readTree("[\"workspace\", \"draft_id\", \"expected_revision\"]"),
        schema.path("required"));
    assertEquals("false", schema.path("additionalProperties").toString());
  }

  @Test
  void shouldKeepDescriptionsEnumsAndBounds() {
    JsonNode properties = descriptor().inputSchema().path("properties");

    assertEquals("The workspace.", properties.at("/workspace/description").asText());
    assertEquals("[\"author\",\"team\"]", properties.at("/notify/items/enum").toString());
    assertEquals(1, properties.at("/expected_revision/minimum").asInt());
    assertEquals(10000, properties.at("/text/maxLength").asInt());
  }

  @Test
  void shouldNotRequireWhatAnOptionalBodyRequires() {
    Contracts.operation(contract).withObject("/requestBody").put("required", false);

    assertEquals(
        "[\"workspace\",\"draft_id\"]", descriptor().inputSchema().path("required").toString());
  }

  @Test
  void shouldTakeNoIdempotencyKeyForReads() {
    action().put("read_only", true);

    assertFalse(descriptor().inputSchema().path("properties").has("idempotency_key"));
  }

  @Test
  void shouldSayAllFourHints() {
    assertEquals(
        "{\"readOnlyHint\":false,\"destructiveHint\":true,\"idempotentHint\":false,\"openWorldHint\":false}",
        descriptor().json().path("annotations").toString());
  }

  @Test
  void shouldSayWhichScopeItNeedsInBothPlaces() {
    String schemes = "[{\"type\":\"oauth2\",\"scopes\":[\"drafts:write\"]}]";

    assertEquals(schemes, descriptor().json().path("securitySchemes").toString());
    assertEquals(schemes, descriptor().json().at("/_meta/securitySchemes").toString());
  }

  @Test
  void shouldSayWhatIsShownMeanwhile() {
    JsonNode metadata = descriptor().json().path("_meta");

    assertEquals("Updating…", metadata.path("openai/toolInvocation/invoking").asText());
    assertEquals("Updated", metadata.path("openai/toolInvocation/invoked").asText());
  }

  @Test
  void shouldShowNothingWhereTheContractSaysNothing() {
    action().put("invoking", "");

    assertFalse(descriptor().json().path("_meta").has("openai/toolInvocation/invoking"));
  }

  @Test
  void shouldNameTheViewThatShowsTheAnswer() {
    action().put("view", "draft");

    JsonNode metadata = descriptor().json().path("_meta");

    String uri = new Views().named("draft").uri();
    assertEquals("{\"resourceUri\":\"" + uri + "\"}", metadata.path("ui").toString());
    assertEquals(uri, metadata.path("openai/outputTemplate").asText());
  }

  @Test
  void shouldNameNoViewWhereTheContractNamesNone() {
    JsonNode metadata = descriptor().json().path("_meta");

    assertFalse(metadata.has("ui"));
    assertFalse(metadata.has("openai/outputTemplate"));
  }

  @Test
  void shouldNameTheArgumentsThatAreFilesOfTheChat() {
    ObjectNode members =
        ((ObjectNode) contract.document().at("/components/schemas/DraftUpdate/properties"))
            .putObject("picture")
            .put("type", "object")
            .putObject("properties");
    members.putObject("download_url").put("type", "string");
    members.putObject("file_id").put("type", "string");
    action().putArray("chat_files").add("picture");

    assertEquals("[\"picture\"]", descriptor().json().at("/_meta/openai~1fileParams").toString());
  }

  @Test
  void shouldRefuseAFileThatNoChatFillsIn() {
    action().putArray("chat_files").add("text");

    ContractException refused = assertThrows(ContractException.class, this::descriptor);
    assertTrue(
        refused.getMessage().contains("has no file text with download_url and file_id"),
        refused.getMessage());
  }

  @Test
  void shouldRefuseAViewThatThereIsNot() {
    action().put("view", "secrets");

    assertThrows(IllegalArgumentException.class, this::descriptor);
  }

  private ObjectNode action() {
    return Contracts.operation(contract).withObject("/x-postly-action");
  }

  private ToolDescriptor descriptor() {
    return ToolDescriptor.of(
        new Catalog(List.of(contract)).find("update_draft").orElseThrow(), new Views());
  }
}
