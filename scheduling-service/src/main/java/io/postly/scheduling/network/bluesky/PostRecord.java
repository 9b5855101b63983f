package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.bluesky.Passage.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the record of a post ({@code app.bsky.feed.post}). The text stays as it is; facets beside
 * it say where it leads, by positions in its UTF-8 form.
 */
final class PostRecord {

  private static final String FACET = "app.bsky.richtext.facet";

  private final ObjectNode record;

  private PostRecord(ObjectNode record) {
    this.record = record;
  }

  /** A post of text alone. */
  static PostRecord of(String text, Instant createdAt, ObjectMapper mapper) {
    return new PostRecord(
        mapper
            .createObjectNode()
            .put("$type", PostReference.COLLECTION)
            .put("text", text)
            .put("createdAt", createdAt.truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  /**
   * The same with all that its text leads to.
   *
   * @param dids the DIDs of the mentioned accounts by their handles; a mention without one stays
   *     plain text
   */
  PostRecord withFacets(Iterable<Passage> passages, Map<String, String> dids) {
    ArrayNode facets = record.arrayNode();
    for (Passage passage : passages) {
      feature(passage.target(), dids).ifPresent(feature -> facets.add(facet(passage, feature)));
    }
    if (!facets.isEmpty()) {
      record.set("facets", facets);
    }
    return this;
  }

  /**
   * The same with pictures ({@code app.bsky.embed.images}).
   *
   * @param blobs what the server calls each of them
   */
  PostRecord withPictures(List<Picture> pictures, List<JsonNode> blobs) {
    if (pictures.isEmpty()) {
      return this;
    }
    ArrayNode images =
        record.putObject("embed").put("$type", "app.bsky.embed.images").putArray("images");
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      ObjectNode image = images.addObject().put("alt", picture.altText().orElse(""));
      image.set("image", blobs.get(i));
      image.putObject("aspectRatio").put("width", picture.width()).put("height", picture.height());
    }
    return this;
  }

  /** The same as a reply, if it is one. */
  PostRecord inReplyTo(Optional<JsonNode> reply) {
    reply.ifPresent(what -> record.set("reply", what));
    return this;
  }

  JsonNode json() {
    return record;
  }

  private ObjectNode facet(Passage passage, ObjectNode feature) {
    ObjectNode facet = record.objectNode().put("$type", FACET);
    facet
        .putObject("index")
        .put("byteStart", bytesBefore(passage.start()))
        .put("byteEnd", bytesBefore(passage.end()));
    facet.putArray("features").add(feature);
    return facet;
  }

  private Optional<ObjectNode> feature(Target target, Map<String, String> dids) {
    return switch (target) {
      case Target.Link link -> Optional.of(feature("link", "uri", link.uri()));
      case Target.Tag tag -> Optional.of(feature("tag", "tag", tag.tag()));
      case Target.Mention mention ->
          Optional.ofNullable(dids.get(mention.handle()))
              .map(did -> feature("mention", "did", did));
    };
  }

  private ObjectNode feature(String type, String name, String value) {
    return record.objectNode().put("$type", FACET + "#" + type).put(name, value);
  }

  private int bytesBefore(int position) {
    return record
        .get("text")
        .asText()
        .substring(0, position)
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }
}
