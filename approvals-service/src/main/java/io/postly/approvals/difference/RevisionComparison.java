package io.postly.approvals.difference;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.CopyWait;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import io.postly.approvals.content.RevisionId;
import io.postly.approvals.review.ReviewedContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Chooses the revisions that are compared. Changes nothing, and locks nothing. */
@ApplicationScoped
class RevisionComparison {

  private final Contents contents;
  private final ReviewedContent reviewed;
  private final ActionContext context;
  private final Clock clock;

  RevisionComparison(
      Contents contents, ReviewedContent reviewed, ActionContext context, Clock clock) {
    this.contents = contents;
    this.reviewed = reviewed;
    this.context = context;
    this.clock = clock;
  }

  /**
   * What has changed.
   *
   * @param from the earlier revision; null for the last that was approved, else the first
   * @param to the later revision; null for the newest
   */
  RevisionDifference compare(String workspace, UUID draftId, Integer from, Integer to) {
    int newest =
        contents
            .newestOnceKnown(workspace, draftId, to == null ? 1 : to)
            .filter(revision -> revision > 0)
            .orElseThrow(() -> CopyWait.notArrived("draft", draftId, clock.instant()));
    context.subject("draft", draftId, draftId);
    ContentRevision later = revision(draftId, to == null ? newest : to, newest);
    int last = later.id().revision();
    int first = from == null ? approvedOrFirst(draftId, last) : from;
    if (first > last) {
      throw ProblemException.invalid("from", "must not be after to, revision " + last);
    }
    return RevisionDifference.between(
        revision(draftId, first, newest), later, contents.namedAuthors(draftId, first, last));
  }

  private int approvedOrFirst(UUID draftId, int last) {
    int approved = reviewed.lastApprovedRevision(draftId, last);
    return approved > 0 ? approved : contents.firstRevision(draftId);
  }

  private ContentRevision revision(UUID draftId, int number, int newest) {
    return contents
        .find(new RevisionId(draftId, number))
        .orElseThrow(
            () ->
                ProblemException.notFound("revision")
                    .nextStep(
                        "Use a revision up to %d, the newest that has arrived; if a later one has just been made, repeat in a few seconds."
                            .formatted(newest)));
  }
}
