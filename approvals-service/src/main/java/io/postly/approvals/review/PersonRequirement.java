package io.postly.approvals.review;

import io.postly.action.caller.CallChannel;
import io.postly.approvals.content.Contents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Which approvals a person must give in the console, or confirm on Postly's own page: for these, a
 * trusted client's own dialog does not count.
 */
@ApplicationScoped
public class PersonRequirement {

  private final ReviewStore store;
  private final Contents contents;

  PersonRequirement(ReviewStore store, Contents contents) {
    this.store = store;
    this.contents = contents;
  }

  /**
   * Whether the review's policy asks for it and its content was first written through an assistant;
   * false for a review that does not exist in the workspace.
   */
  public boolean appliesTo(String workspace, UUID reviewId) {
    return store
        .find(workspace, reviewId)
        .filter(review -> review.terms().assistantDraftsNeedPerson())
        .map(review -> contents.authoredThrough(review.draftId(), review.contentHash()))
        .filter(CallChannel.MCP.label()::equals)
        .isPresent();
  }
}
