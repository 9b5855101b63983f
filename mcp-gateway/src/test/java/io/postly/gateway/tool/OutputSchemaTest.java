package io.postly.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OutputSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldSayWhatIsThereAndOfWhatType() throws JsonProcessingException {
    assertReduced(
        """
        {"type": "object", "description": "A draft.", "required": ["id", "author"], "properties": {
          "id": {"type": "string", "format": "uuid", "description": "Give this to get_draft."},
          "state": {"type": "string", "enum": ["open", "closed"]},
          "author": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 9}}}
        }}
        """,
        """
        {"type": "object", "required": ["id", "author"], "properties": {
          "id": {"type": "string"},
          "state": {"type": "string", "enum": ["open", "closed"]},
          "author": {"type": "object", "properties": {"name": {"type": "string"}}}
        }}
        """);
  }

  @Test
  void shouldGoOneLevelIntoListedItems() throws JsonProcessingException {
    assertReduced(
        """
        {"type": "object", "properties": {"drafts": {"type": "array", "items": {"type": "object", "required": ["text"], "properties": {
          "text": {"type": "string"},
          "labels": {"type": "array", "items": {"type": "string"}},
          "author": {"type": "object", "properties": {"name": {"type": "string"}}},
          "variants": {"type": "array", "items": {"type": "object", "properties": {"text": {"type": "string"}}}}
        }}}}}
        """,
        """
        {"type": "object", "properties": {"drafts": {"type": "array", "items": {"type": "object", "properties": {
          "text": {"type": "string"},
          "labels": {"type": "array", "items": {"type": "string"}},
          "author": {"type": "object"},
          "variants": {"type": "array"}
        }}}}}
        """);
  }

  @Test
  void shouldLeaveOutWhatAllAnswersHaveAlike() throws JsonProcessingException {
    assertReduced(
        """
        {"type": "object", "required": ["action"], "properties": {
          "action": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
          "calls": {"type": "array", "items": {"type": "object", "properties": {"action": {"type": "string"}}}}
        }}
        """,
        """
        {"type": "object", "required": ["action"], "properties": {
          "action": {"type": "object"},
          "calls": {"type": "array", "items": {"type": "object", "properties": {"action": {"type": "string"}}}}
        }}
        """);
  }

  private static void assertReduced(String schema, String reduced) throws JsonProcessingException {
    assertEquals(JSON.readTree(reduced), OutputSchema.of((ObjectNode) JSON.readTree(schema)));
  }
}
