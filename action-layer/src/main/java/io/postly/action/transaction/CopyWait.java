package io.postly.action.transaction;

import io.postly.action.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for a copy of another service's object that an event is still to bring. A person or a model
 * acts on what the other service has just answered, faster than the event may travel. Who waits
 * holds a database connection, so only few may at a time; the others look once.
 */
public final class CopyWait {

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Semaphore PLACES = new Semaphore(4);

  private CopyWait() {}

  /**
   * Repeats the lookup until it finds something, for at most two seconds. The lookup must not be
   * answered from a persistence context: it asks for a row that is written once.
   */
  public static <T> Optional<T> await(Supplier<Optional<T>> lookup) {
    Optional<T> found = lookup.get();
    if (found.isPresent() || !PLACES.tryAcquire()) {
      return found;
    }
    try {
      return repeat(lookup);
    } finally {
      PLACES.release();
    }
  }

  private static <T> Optional<T> repeat(Supplier<Optional<T>> lookup) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    Optional<T> found = Optional.empty();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = lookup.get();
    }
    return found;
  }

  /**
   * Like {@link #await}, but only for an identifier that was made a moment ago; others are looked
   * up once.
   *
   * @param id a UUID of version 7, whose first 48 bits are the milliseconds of its making (RFC
   *     9562)
   * @param now the current time
   */
  public static <T> Optional<T> awaitYoung(UUID id, Instant now, Supplier<Optional<T>> lookup) {
    return isYoung(id, now) ? await(lookup) : lookup.get();
  }

  /** Whether the identifier was made a moment ago; see {@link #awaitYoung}. */
  public static boolean isYoung(UUID id, Instant now) {
    return isYoungerThan(YOUNG, id, now);
  }

  /**
   * The answer to an identifier that is not known here. One that was made lately may be another
   * service's news: the same call may succeed in a moment. What the answer says depends on the
   * identifier alone, so it tells nobody whether the object exists.
   */
  public static ProblemException notArrived(String what, UUID id, Instant now) {
    ProblemException unknown = ProblemException.notFound(what);
    return isYoungerThan(LATE, id, now)
        ? unknown
            .retryable()
            .nextStep("If it has just been made, repeat the call in a few seconds.")
        : unknown;
  }

  private static boolean isYoungerThan(Duration age, UUID id, Instant now) {
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    return id.version() == 7 && Duration.between(made, now).abs().compareTo(age) < 0;
  }
}
