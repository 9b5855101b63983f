package io.postly.scheduling.network.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PostRecordTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123456Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void shouldBeAPostWithItsFacets() throws Exception {
    JsonNode record =
        record("Ü @bob.test #new https://a.example/é", Map.of("bob.test", "did:plc:b"));

    assertEquals(
        MAPPER.readTree(
            """
            {
              "$type": "app.bsky.feed.post",
              "text": "Ü @bob.test #new https://a.example/é",
              "createdAt": "2026-12-01T10:00:00.123Z",
              "facets": [
                {"$type": "app.bsky.richtext.facet", "index": {"byteStart": 3, "byteEnd": 12},
                 "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:b"}]},
                {"$type": "app.bsky.richtext.facet", "index": {"byteStart": 13, "byteEnd": 17},
                 "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "new"}]},
                {"$type": "app.bsky.richtext.facet", "index": {"byteStart": 18, "byteEnd": 38},
                 "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/é"}]}
              ]
            }
            """),
        record);
  }

  @Test
  void shouldLeaveMentionsOfNobodyAsTheyAreWritten() {
    assertFalse(record("Hi @nobody.test", Map.of()).has("facets"));
  }

  @Property
  void shouldPointAtExactlyTheBytesThatAreWritten(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(UTF_8);
    JsonNode record =
        record(text, Map.of("bob.test", "did:plc:b", "alice.bsky.social", "did:plc:a"));

    assertEquals(text, record.path("text").asText());
    List<Passage> passages = Passages.of(text);
    for (int i = 0; i < passages.size(); i++) {
      JsonNode index = record.at("/facets/" + i + "/index");
      String slice =
          new String(
              Arrays.copyOfRange(
                  bytes, index.path("byteStart").asInt(), index.path("byteEnd").asInt()),
              UTF_8);
      Passage passage = passages.get(i);
      assertEquals(text.substring(passage.start(), passage.end()), slice);
    }
    assertTrue(record.path("facets").size() == passages.size());
  }

  @Provide
  Arbitrary<String> texts() {
    return PassagesTest.Pieces.texts()
        .filter(text -> new String(text.getBytes(UTF_8), UTF_8).equals(text))
        .filter(
            text ->
                Passages.of(text).stream()
                    .map(Passage::target)
                    .allMatch(
                        target ->
                            !(target instanceof Passage.Target.Mention(String handle))
                                || List.of("bob.test", "alice.bsky.social").contains(handle)));
  }

  private static JsonNode record(String text, Map<String, String> dids) {
    return PostRecord.of(text, NOW, MAPPER).withFacets(Passages.of(text), dids).json();
  }
}
