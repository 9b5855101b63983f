package io.postly.scheduling.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when what waits longest has waited. How long that is, is worked out when it is asked for:
 * it grows also while nobody can look.
 */
public final class Oldest {

  private final Clock clock;
  private volatile Instant since;

  public Oldest(Clock clock) {
    this.clock = clock;
  }

  /** What was found; empty if nothing waits. */
  public void found(Optional<Instant> oldest) {
    since = oldest.orElse(null);
  }

  /** How long it has waited; nothing if nothing waits. */
  public double seconds() {
    Instant known = since;
    return known == null
        ? 0
        : Math.max(0, Duration.between(known, clock.instant()).toMillis() / 1000.0);
  }
}
