package io.postly.approvals.content;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What approvals need of the event {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record DraftRevised(
    UUID draftId,
    String workspace,
    int revision,
    String contentHash,
    String title,
    String text,
    List<Variant> variants,
    List<Picture> media,
    List<ThreadPart> thread,
    List<UUID> channelIds,
    List<String> labels,
    Person authoredBy,
    String authoredThrough,
    Instant at) {

  static final String TYPE = "io.postly.draft.revised.v1";

  DraftRevised {
    variants = variants == null ? List.of() : List.copyOf(variants);
    media = media == null ? List.of() : List.copyOf(media);
    thread = thread == null ? List.of() : List.copyOf(thread);
    channelIds = channelIds == null ? List.of() : List.copyOf(channelIds);
    labels = labels == null ? List.of() : List.copyOf(labels);
  }
}
