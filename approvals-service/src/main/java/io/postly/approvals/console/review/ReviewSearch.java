package io.postly.approvals.console.review;

import io.postly.approvals.console.api.Page;
import io.postly.approvals.console.api.PostlyApi;
import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Review;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Finds a review by its identifier. The API lists reviews and names none alone, so a link without
 * the draft costs some pages of that list.
 */
@ApplicationScoped
class ReviewSearch {

  private static final int MOST_PAGES = 5;

  private final PostlyApi api;

  ReviewSearch(PostlyApi api) {
    this.api = api;
  }

  /**
   * The review.
   *
   * @param draftId the draft that it is of, if the link says so
   * @throws RefusedException if there is none
   */
  Review find(String workspace, String reviewId, String draftId) {
    return among(workspace, reviewId, draftId)
        .orElseThrow(() -> new RefusedException(Problem.notFound("There is no such review.")));
  }

  private Optional<Review> among(String workspace, String reviewId, String draftId) {
    String cursor = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page<Review> page = api.reviews(workspace, null, draftId, cursor);
      Optional<Review> found =
          page.items().stream()
              .filter(review -> review.id().toString().equals(reviewId))
              .findFirst();
      if (found.isPresent() || page.next() == null) {
        return found;
      }
      cursor = page.next();
    }
    return Optional.empty();
  }
}
