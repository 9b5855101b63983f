package io.postly.drafts.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The fingerprint of what a revision would publish: its text, its thread, its variants with their
 * content warnings, its channels, its pictures with their alt texts. An approval is of one such
 * fingerprint. Title and labels do not go out and do not count.
 */
final class ContentHash {

  private static final ObjectMapper MAPPER = new JsonMapper();

  private ContentHash() {}

  static String of(Content content) {
    ObjectNode canonical = MAPPER.createObjectNode();
    ArrayNode channels = canonical.putArray("channel_ids");
    content.channelIds().stream().map(UUID::toString).sorted().forEach(channels::add);
    canonical.put("text", content.text());
    ArrayNode variants = canonical.putArray("variants");
    content.variants().stream()
        .sorted(Comparator.comparing(Variant::network))
        .forEach(variant -> put(variants.addObject(), variant));
    if (!content.media().isEmpty()) {
      put(canonical, content.media());
    }
    if (!content.thread().isEmpty()) {
      putThread(canonical, content.thread());
    }
    return "sha256:" + HexFormat.of().formatHex(sha256(canonical));
  }

  private static void put(ObjectNode canonical, Variant variant) {
    canonical.put("network", variant.network()).put("text", variant.text());
    if (variant.media() != null) {
      put(canonical, variant.media());
    }
    if (variant.thread() != null) {
      putThread(canonical, variant.thread());
    }
    if (variant.contentWarning() != null) {
      canonical.put("content_warning", variant.contentWarning());
    }
  }

  /**
   * An identifier means the same bytes for ever. Content without pictures hashes as it always did.
   */
  private static void put(ObjectNode canonical, List<MediaReference> media) {
    ArrayNode pictures = canonical.putArray("media");
    media.forEach(
        picture ->
            pictures
                .addObject()
                .put("media_id", picture.mediaId().toString())
                .put("alt_text", picture.altText()));
  }

  /** Content without a thread hashes as it always did. */
  private static void putThread(ObjectNode canonical, List<ThreadPart> thread) {
    ArrayNode parts = canonical.putArray("thread");
    thread.forEach(part -> parts.addObject().put("text", part.text()));
  }

  private static byte[] sha256(ObjectNode canonical) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(canonical));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(
          "Every Java platform has SHA-256, and a tree is always JSON", e);
    }
  }
}
