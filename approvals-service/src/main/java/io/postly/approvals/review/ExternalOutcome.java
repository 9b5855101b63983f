package io.postly.approvals.review;

/** What became of a verdict from outside. */
public enum ExternalOutcome {
  /** The review can no longer be decided; nothing was taken down. */
  NOT_OPEN,
  /** The members are shown it; the review stays as it was. */
  ADVISORY,
  /** The review has changed by it. */
  COUNTED
}
