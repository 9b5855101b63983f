package io.postly.drafts.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.drafts.media.Media;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A picture as the event tells of it: all that others need to show and to send it.
 *
 * @param sha256 what the blob store names it by
 * @param turned true if its file asks for it to be turned or mirrored where it is shown; else null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisedMedia(
    UUID mediaId,
    String sha256,
    String type,
    int bytes,
    int width,
    int height,
    Boolean turned,
    String altText) {

  /** Null for none, so that events of content without pictures are as they were. */
  static List<RevisedMedia> of(List<MediaReference> references, Map<UUID, Media> library) {
    return references == null
        ? null
        : references.stream()
            .map(reference -> of(reference, library.get(reference.mediaId())))
            .toList();
  }

  private static RevisedMedia of(MediaReference reference, Media media) {
    return new RevisedMedia(
        media.id(),
        media.sha256(),
        media.type(),
        media.bytes(),
        media.width(),
        media.height(),
        media.isTurned() ? true : null,
        reference.altText());
  }
}
