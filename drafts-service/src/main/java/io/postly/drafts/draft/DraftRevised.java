package io.postly.drafts.draft;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
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
    List<Variant> variants,
    List<UUID> channelIds,
    List<String> labels,
    Person createdBy,
    String createdThrough,
    Person authoredBy,
    String authoredThrough,
    Instant at) {

  static final String TOPIC = "postly.drafts";
  static final String TYPE = "io.postly.draft.revised.v1";

  static DraftRevised of(Draft draft, Revision revision, String previousContentHash) {
    Content content = revision.content();
    return new DraftRevised(
        draft.id(),
        draft.workspace(),
        revision.number(),
        previousContentHash,
        revision.contentHash(),
        content.title(),
        content.text(),
        content.variants(),
        content.channelIds(),
        content.labels(),
        draft.creator(),
        draft.createdThrough(),
        revision.author(),
        revision.authoredThrough(),
        revision.authoredAt());
  }
}
