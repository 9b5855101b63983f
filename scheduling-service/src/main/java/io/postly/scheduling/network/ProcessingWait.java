package io.postly.scheduling.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waits while a network works on a picture that it has taken. */
public final class ProcessingWait {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private ProcessingWait() {}

  /** Asks the network. */
  @FunctionalInterface
  public interface Look {

    /**
     * Whether it is done.
     *
     * @throws NotUploadedException if the picture is of no use, or the network does not say
     */
    boolean isDone() throws NotUploadedException;
  }

  /**
   * Looks after growing pauses, until the network is done.
   *
   * @param sendBefore as of {@link Network#deliver}
   * @throws NotUploadedException if that would take longer than the post may be sent, or as {@link
   *     Look} does
   */
  public static void until(Look look, Clock clock, Instant sendBefore) throws NotUploadedException {
    Duration pause = FIRST_PAUSE;
    do {
      if (!clock.instant().plus(pause).isBefore(sendBefore)) {
        throw NotUploadedException.forNow("picture_processing");
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    } while (!look.isDone());
  }
}
