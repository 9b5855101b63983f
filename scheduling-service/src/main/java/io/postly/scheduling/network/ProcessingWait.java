package io.postly.scheduling.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waits while a network works on a picture that it has taken. */
public final class ProcessingWait {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** Networks need seconds; who needs longer keeps others from what the post has meanwhile. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

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
   * Looks after growing pauses, until the network is done, for a minute at most.
   *
   * @param sendBefore as of {@link Network#deliver}
   * @throws NotUploadedException if that would take longer, or longer than the post may be sent, or
   *     as {@link Look} does
   */
  public static void until(Look look, Clock clock, Instant sendBefore) throws NotUploadedException {
    Duration pause = FIRST_PAUSE;
    Instant longest = clock.instant().plus(LONGEST);
    Instant end = longest.isBefore(sendBefore) ? longest : sendBefore;
    do {
      if (!clock.instant().plus(pause).isBefore(end)) {
        throw NotUploadedException.forNow("picture_processing");
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    } while (!look.isDone());
  }
}
