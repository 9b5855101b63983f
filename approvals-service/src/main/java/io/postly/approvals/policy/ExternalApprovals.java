package io.postly.approvals.policy;

import java.util.Locale;

/** What the verdicts of people from outside come to. */
public enum ExternalApprovals {
  /** They are shown to the members, and count for nothing. */
  ADVISORY,
  /**
   * An approval counts as one of those needed, beside at least one member's; a request for changes
   * ends the review.
   */
  COUNTED;

  /** The name in the database, in answers and in events. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ExternalApprovals of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
