package io.postly.scheduling.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of posts that could not be sent at their time, or were approved after it. */
public enum MissedPosts {
  /** They go out late, within the service's grace. */
  SEND,
  /** They wait until a person gives them another time. */
  HOLD,
  /** They are missed. */
  SKIP;

  /** The name used in answers and in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MissedPosts> of(String label) {
    return Arrays.stream(values()).filter(choice -> choice.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(MissedPosts::label).toList();
  }
}
