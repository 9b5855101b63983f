package io.postly.approvals.review;

import java.util.Locale;

/**
 * Where a review stands. Only an open one can be decided or expire; an open or approved one ends
 * when the content changes.
 */
enum ReviewState {
  OPEN,
  APPROVED,
  CHANGES_REQUESTED,
  REJECTED,
  SUPERSEDED,
  WITHDRAWN,
  EXPIRED;

  boolean canBeDecided() {
    return this == OPEN;
  }

  /** Whether it still means something: a change of the content, or the team, can end it. */
  boolean stands() {
    return this == OPEN || this == APPROVED;
  }

  /** The name in the database, in answers and in events. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReviewState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
