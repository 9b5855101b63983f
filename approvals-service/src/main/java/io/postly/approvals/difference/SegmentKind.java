package io.postly.approvals.difference;

import java.util.Locale;

/** Which of two texts a piece belongs to. */
enum SegmentKind {
  SAME,
  ADDED,
  REMOVED;

  /** The name in answers. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
