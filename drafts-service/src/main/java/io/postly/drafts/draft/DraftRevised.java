package io.postly.drafts.draft;

import io.postly.action.caller.Person;
import io.postly.drafts.media.Media;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The event {@code io.postly.draft.revised.v1}: a draft has a new revision, the first one included.
 */
@RegisterForReflection
record DraftRevised(
    UUID draftId,
    String workspace,
    int revision,
    String previousContentHash,
    String contentHash,
    String title,
    String text,
    List<RevisedVariant> variants,
    List<RevisedMedia> media,
    List<ThreadPart> thread,
    List<UUID> channelIds,
    List<String> labels,
    Person createdBy,
    String createdThrough,
    Person authoredBy,
    String authoredThrough,
    Instant at) {

  static final String TOPIC = "postly.drafts";
  static final String TYPE = "io.postly.draft.revised.v1";

  /**
   * Tells of a revision.
   *
   * @param library all pictures of the content, by their ids
   */
  static DraftRevised of(
      Draft draft, Revision revision, String previousContentHash, Map<UUID, Media> library) {
    Content content = revision.content();
    return new DraftRevised(
        draft.id(),
        draft.workspace(),
        revision.number(),
        previousContentHash,
        revision.contentHash(),
        content.title(),
        content.text(),
        content.variants().stream().map(variant -> RevisedVariant.of(variant, library)).toList(),
        content.media().isEmpty() ? null : RevisedMedia.of(content.media(), library),
        content.thread().isEmpty() ? null : content.thread(),
        content.channelIds(),
        content.labels(),
        draft.creator(),
        draft.createdThrough(),
        revision.author(),
        revision.authoredThrough(),
        revision.authoredAt());
  }
}
