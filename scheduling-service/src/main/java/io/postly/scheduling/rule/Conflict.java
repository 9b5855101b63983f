package io.postly.scheduling.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** A rule that a time would break. */
sealed interface Conflict {

  /** What is wrong, as one phrase that names the rule and the posts. */
  String message();

  /** The first instant after the conflicting one at which this conflict is over. */
  Instant until();

  /** Another post of the channel is too near. */
  record TooNear(Duration spacing, OtherPost other) implements Conflict {

    @Override
    public String message() {
      return "min_spacing: less than %d minutes from %s at %s"
          .formatted(spacing.toMinutes(), other.name(), other.at());
    }

    @Override
    public Instant until() {
      return other.at().plus(spacing);
    }
  }

  /** The day has as many posts as it may. */
  record OverCap(int most, LocalDate day, List<OtherPost> others, Instant until)
      implements Conflict {

    private static final int MOST_NAMED = 5;

    @Override
    public String message() {
      return "daily_cap: %s has %d posts already: %s"
          .formatted(
              day,
              others.size(),
              others.stream()
                  .limit(MOST_NAMED)
                  .map(OtherPost::name)
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Nothing goes out at that time. */
  record InBlackout(String reason, Instant until) implements Conflict {

    @Override
    public String message() {
      return "blackout until %s: %s".formatted(until, reason);
    }
  }
}
