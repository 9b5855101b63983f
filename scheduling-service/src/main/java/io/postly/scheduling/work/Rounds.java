package io.postly.scheduling.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Repeats what a worker does in rounds, whatever becomes of each, until it is stopped. */
public final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final String worker;
  private final ScheduledExecutorService timer;

  /**
   * Rounds of nothing yet.
   *
   * @param worker what the log calls whoever does them, as in "the dispatcher"
   * @param threads how many kinds of rounds may be under way at the same time
   * @param thread how the names of their threads begin
   */
  public Rounds(String worker, int threads, String thread) {
    this.worker = worker;
    this.timer =
        Executors.newScheduledThreadPool(
            threads, Thread.ofPlatform().name(thread + "-", 0).daemon().factory());
  }

  /** Does a round again and again; the interval begins when it has ended. */
  public void repeat(Runnable round, Duration interval) {
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> surviving(round),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Begins no more rounds, and waits for what is under way, for at most that long. */
  public void stop(Duration patience) {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("The %s did not stop in time", worker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever is thrown would end the repetition; the next round may well succeed. */
  private void surviving(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "A round of the %s failed", worker);
    }
  }
}
