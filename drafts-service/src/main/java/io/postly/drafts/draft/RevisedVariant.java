package io.postly.drafts.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.drafts.media.Media;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A variant as the event tells of it.
 *
 * @param media null if the network has the draft's own pictures
 * @param thread null if the network has the draft's own thread
 * @param contentWarning null for none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisedVariant(
    String network,
    String text,
    List<RevisedMedia> media,
    List<ThreadPart> thread,
    String contentWarning) {

  static RevisedVariant of(Variant variant, Map<UUID, Media> library) {
    return new RevisedVariant(
        variant.network(),
        variant.text(),
        RevisedMedia.of(variant.media(), library),
        variant.thread(),
        variant.contentWarning());
  }
}
