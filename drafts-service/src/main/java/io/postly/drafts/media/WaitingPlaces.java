package io.postly.drafts.media;

import io.postly.action.blob.BlobMemory;
import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Who may wait for another server, a picture's or the one that keeps pictures, within the action's
 * transaction: only a few at a time, so that slow servers keep few connections to the database from
 * others, and only with room for what they bring.
 */
@ApplicationScoped
class WaitingPlaces {

  static final int COUNT = 4;

  private final Semaphore places = new Semaphore(COUNT);
  private final BlobMemory memory;

  WaitingPlaces(BlobMemory memory) {
    this.memory = memory;
  }

  /**
   * Room for a picture that is going to be fetched, until it is kept. Nobody waits for it, either.
   *
   * @param bytes that it may have
   * @throws ProblemException {@code fetching_busy} if there is none
   */
  BlobMemory.Held room(long bytes) {
    return memory
        .holdAtOnce(bytes)
        .orElseThrow(() -> busy("As many pictures as there is memory for"));
  }

  /**
   * What that server gives. Nobody waits for a place, for that would take a connection as well.
   *
   * @throws ProblemException {@code fetching_busy} if all places are taken
   */
  <T> T waitFor(Supplier<T> answer) {
    if (!places.tryAcquire()) {
      throw busy(COUNT + " pictures");
    }
    try {
      return answer.get();
    } finally {
      places.release();
    }
  }

  private static ProblemException busy(String pictures) {
    return ProblemException.of(
        DraftsErrorCode.FETCHING_BUSY, pictures + " are being fetched or stored at this moment.");
  }
}
