package io.postly.analytics.count;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Counts what is marked and has ended, batch after batch, one replica at a time. */
@ApplicationScoped
public class Counting {

  private final CountLock lock;

  Counting(CountLock lock) {
    this.lock = lock;
  }

  /**
   * Counts until nothing is marked, or another replica counts; each batch in a transaction of its
   * own.
   *
   * @param counts the kind of counts, which has one lock
   * @param open the beginning of what has not ended yet
   * @param marked gives a batch of what is marked and begins before that
   * @param count counts a batch
   */
  public void countAll(
      String counts,
      Instant open,
      Function<Instant, List<Marked>> marked,
      Consumer<List<Marked>> count) {
    boolean mayHaveMore;
    do {
      mayHaveMore =
          QuarkusTransaction.requiringNew()
              .call(() -> lock.tryTake(counts) && countBatch(open, marked, count));
    } while (mayHaveMore);
  }

  private static boolean countBatch(
      Instant open, Function<Instant, List<Marked>> marked, Consumer<List<Marked>> count) {
    List<Marked> batch = marked.apply(open);
    count.accept(batch);
    return !batch.isEmpty();
  }

  /** The beginning of the hour, in UTC, that has not ended. */
  public static Instant openHour(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.HOURS);
  }

  /** The beginning of the day, in UTC, that has not ended. */
  public static Instant openDay(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  /** The beginning of the month, in UTC, that has not ended. */
  public static Instant openMonth(Clock clock) {
    OffsetDateTime today = openDay(clock).atOffset(ZoneOffset.UTC);
    return today.withDayOfMonth(1).toInstant();
  }
}
