package io.postly.approvals.review;

/** What a reviewer can decide. */
enum Decision {
  /** One person's approval; the last that is needed ends the review. */
  APPROVE(ReviewState.APPROVED),
  REQUEST_CHANGES(ReviewState.CHANGES_REQUESTED),
  REJECT(ReviewState.REJECTED);

  private final ReviewState outcome;

  Decision(ReviewState outcome) {
    this.outcome = outcome;
  }

  /** The state of a review that was so decided. */
  ReviewState outcome() {
    return outcome;
  }
}
