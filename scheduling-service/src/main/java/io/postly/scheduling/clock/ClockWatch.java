package io.postly.scheduling.clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.scheduling.clock.SharedClock.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Keeps a replica whose clock is ahead from doing what must not be done early: it would send before
 * the time, and take for abandoned what others are sending. It compares its clock with the
 * database's, which all replicas share. A clock that is behind does everything late, and no harm.
 *
 * <p>Between two looks at the database the time goes on by a clock that nobody sets, so that this
 * replica's own is seen to jump at once.
 */
@ApplicationScoped
public class ClockWatch {

  private static final Logger LOG = Logger.getLogger(ClockWatch.class);

  /** More than machines are apart whose clocks are kept right. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** What took longer says little of the moment, and is asked again, so many times in all. */
  private static final Duration QUICK = Duration.ofMillis(100);

  private static final int MOST_READINGS = 3;

  private final Clock clock;
  private final SharedClock shared;
  private final AtomicReference<Reading> latest = new AtomicReference<>();
  private boolean wasAhead;

  /** Of this replica, told by that registry. */
  public ClockWatch(Clock clock, SharedClock shared, MeterRegistry meters) {
    this.clock = clock;
    this.shared = shared;
    // Worked out when it is asked for: no look that fails can freeze it.
    Metric.CLOCK_AHEAD.gauge(meters, latest, known -> aheadSeconds(known.get(), clock));
  }

  /** Rounds that are left out while the clock is ahead. */
  public Runnable unlessAhead(Runnable round) {
    return () -> {
      if (!isAhead()) {
        round.run();
      }
    };
  }

  private synchronized boolean isAhead() {
    // A jump is no more than a suspicion: a machine that has slept has a clock that is right.
    Reading known = latest.get();
    if (known == null || isOld(known) || isTooMuch(ahead(known, clock))) {
      known = look();
      latest.set(known);
    }
    Duration ahead = ahead(known, clock);
    boolean isAhead = isTooMuch(ahead);
    if (isAhead != wasAhead) {
      wasAhead = isAhead;
      tell(ahead);
    }
    return isAhead;
  }

  private static boolean isOld(Reading reading) {
    return System.nanoTime() - reading.askedNanos() > BETWEEN_LOOKS.toNanos();
  }

  private static boolean isTooMuch(Duration ahead) {
    return ahead.compareTo(TOLERANCE) > 0;
  }

  private Reading look() {
    Reading quickest = shared.read();
    for (int readings = 1;
        readings < MOST_READINGS && quickest.tookNanos() > QUICK.toNanos();
        readings++) {
      Reading again = shared.read();
      quickest = again.tookNanos() < quickest.tookNanos() ? again : quickest;
    }
    return quickest;
  }

  /** By how much for certain: however long the answer was on its way, that makes it no more. */
  private static Duration ahead(Reading reading, Clock clock) {
    Instant own = clock.instant();
    return Duration.between(reading.latestAt(System.nanoTime()), own);
  }

  private void tell(Duration ahead) {
    if (wasAhead) {
      LOG.warnf(
          "This machine's clock is %s s ahead of the database's: nothing is sent, and nothing taken"
              + " over, until it is right",
          seconds(ahead));
    } else {
      LOG.warn("This machine's clock is not ahead of the database's any more: sending goes on");
    }
  }

  private static double aheadSeconds(Reading known, Clock clock) {
    return known == null ? Double.NaN : seconds(ahead(known, clock));
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }
}
