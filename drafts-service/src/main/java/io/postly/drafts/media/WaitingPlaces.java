package io.postly.drafts.media;

import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Who may wait for another server, a picture's or the one that keeps pictures, within the action's
 * transaction: only a few at a time, so that slow servers keep few connections to the database from
 * others.
 */
@ApplicationScoped
class WaitingPlaces {

  static final int COUNT = 4;

  private final Semaphore places = new Semaphore(COUNT);

  /**
   * What that server gives. Nobody waits for a place, for that would take a connection as well.
   *
   * @throws ProblemException {@code fetching_busy} if all places are taken
   */
  <T> T waitFor(Supplier<T> answer) {
    if (!places.tryAcquire()) {
      throw ProblemException.of(
          DraftsErrorCode.FETCHING_BUSY,
          COUNT + " pictures are being fetched or stored at this moment.");
    }
    try {
      return answer.get();
    } finally {
      places.release();
    }
  }
}
