package io.postly.approvals.console.activity;

import io.postly.approvals.console.api.Activity;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** Which entries of the log a page shows. */
enum ActivityFilter {
  CHANGES("Changes", entry -> !entry.readOnly() && entry.isDone()),
  REFUSED("Refused or failed", entry -> !entry.isDone()),
  EVERYTHING("Everything", entry -> true);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
  private final Predicate<Activity> predicate;

  ActivityFilter(String title, Predicate<Activity> predicate) {
    this.title = title;
    this.predicate = predicate;
  }

  /** What people read. */
  String title() {
    return title;
  }

  /** Its name in an address. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takes(Activity entry) {
    return predicate.test(entry);
  }

  /** The filter of that label; changes for any other text. */
  static ActivityFilter of(String label) {
    return Arrays.stream(values())
        .filter(filter -> filter.label().equals(label))
        .findFirst()
        .orElse(CHANGES);
  }
}
