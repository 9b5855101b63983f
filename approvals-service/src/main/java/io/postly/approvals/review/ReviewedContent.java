package io.postly.approvals.review;

import io.postly.action.problem.ProblemException;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the features beside reviews ask of them: which content was under review, which approved. */
@ApplicationScoped
public class ReviewedContent {

  private final ReviewStore store;
  private final Contents contents;

  ReviewedContent(ReviewStore store, Contents contents) {
    this.store = store;
    this.contents = contents;
  }

  /**
   * The revision that a review is of.
   *
   * @throws ProblemException {@code not_found}, also for another workspace's review
   */
  public ContentRevision of(String workspace, UUID reviewId) {
    store.draftOf(workspace, reviewId);
    return contents.revision(store.get(reviewId).contentId());
  }

  /**
   * The last revision of the draft, up to and with {@code last}, that was approved, also if edited
   * since; 0 for none.
   */
  public int lastApprovedRevision(UUID draftId, int last) {
    return store.lastApprovedRevision(draftId, last);
  }
}
