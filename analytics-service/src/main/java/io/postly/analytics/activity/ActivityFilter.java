package io.postly.analytics.activity;

import java.time.Instant;
import java.util.UUID;

/** Which calls a list is to hold; null means any. {@code from} is included, {@code to} is not. */
record ActivityFilter(
    String action,
    String outcome,
    String personId,
    UUID draftId,
    Instant from,
    Instant to,
    String cursor,
    int limit) {

  /** Whether only calls are wanted that were refused or failed, of one category. */
  boolean failed() {
    return outcome != null && !outcome.equals("ok");
  }
}
