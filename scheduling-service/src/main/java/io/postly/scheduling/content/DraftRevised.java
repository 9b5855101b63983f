package io.postly.scheduling.content;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What scheduling needs of {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record DraftRevised(
    UUID draftId,
    String workspace,
    int revision,
    String contentHash,
    String title,
    String text,
    List<Variant> variants,
    List<PictureCopy> media,
    List<PartCopy> thread,
    List<UUID> channelIds,
    Instant at) {

  static final String TYPE = "io.postly.draft.revised.v1";

  DraftRevised {
    variants = variants == null ? List.of() : List.copyOf(variants);
    media = media == null ? List.of() : List.copyOf(media);
    thread = thread == null ? List.of() : List.copyOf(thread);
    channelIds = channelIds == null ? List.of() : List.copyOf(channelIds);
  }

  @RegisterForReflection
  record Variant(
      String network,
      String text,
      List<PictureCopy> media,
      List<PartCopy> thread,
      String contentWarning) {}
}
