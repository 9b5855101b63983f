package io.postly.scheduling.bench;

import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.action.fixture.Latency;
import io.postly.scheduling.bench.PostReceiver.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;

/** Has posts become due at one instant, and looks what a contender makes of them. */
final class DueAtOnce {

  /** From the planning of the last post until it is due. */
  private static final Duration LEAD = Duration.ofSeconds(3);

  private static final Duration LEAD_OF_THOUSAND = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final BenchmarkDatabase database;
  private final PostReceiver receiver;
  private final int posts;

  DueAtOnce(BenchmarkDatabase database, PostReceiver receiver, int posts) {
    this.database = database;
    this.receiver = receiver;
    this.posts = posts;
  }

  /**
   * What one contender made of them.
   *
   * @param claimsPerSecond while it did nothing but claim what was due
   * @param dispatchesPerSecond from when they were due until the last one came
   * @param recordedPerSecond from when they were due until all of them were written down as sent
   * @param lag from when they were due until they came
   * @param early how many came before they were due
   * @param twice how many came more than once
   * @param lost how many never came
   */
  record Turn(
      String contender,
      double claimsPerSecond,
      double dispatchesPerSecond,
      double recordedPerSecond,
      Latency lag,
      long early,
      long twice,
      long lost) {}

  /** Claims first, without sending anything, and then everything. */
  Turn measure(Contender contender) throws InterruptedException {
    double claimsPerSecond = claim(contender);
    database.settle();
    Instant dueAt = plan(contender);
    receiver.expect(posts);
    contender.start();
    try {
      boolean all = receiver.awaitAll(Duration.between(Instant.now(), dueAt).plus(LONGEST));
      await(contender::unfinished);
      double recordedPerSecond = perSecond(dueAt, Instant.now());
      if (!all) {
        Figures.say("  %s did not send all in %s".formatted(contender.name(), LONGEST));
      }
      return turn(contender, claimsPerSecond, recordedPerSecond, dueAt);
    } finally {
      contender.stop();
      contender.clear();
      await(this::unsentEvents);
    }
  }

  /** Claims per second of what has been due for a moment. */
  private double claim(Contender contender) throws InterruptedException {
    database.settle();
    contender.plan(posts, Instant.now().minusSeconds(1));
    long begin = System.nanoTime();
    int claimed = 0;
    for (int more = contender.claim(); more > 0; more = contender.claim()) {
      claimed += more;
    }
    double perSecond = claimed / ((System.nanoTime() - begin) / 1e9);
    contender.clear();
    await(this::unsentEvents);
    if (claimed != posts) {
      throw new IllegalStateException(
          "%s claimed %d of %d".formatted(contender.name(), claimed, posts));
    }
    return perSecond;
  }

  private Instant plan(Contender contender) {
    Duration lead = LEAD.plus(LEAD_OF_THOUSAND.multipliedBy(posts).dividedBy(1000));
    Instant dueAt = Instant.now().plus(lead).truncatedTo(ChronoUnit.MILLIS);
    contender.plan(posts, dueAt);
    if (Instant.now().isAfter(dueAt.minusSeconds(1))) {
      throw new IllegalStateException("To plan took longer than " + lead);
    }
    return dueAt;
  }

  private Turn turn(
      Contender contender, double claimsPerSecond, double recordedPerSecond, Instant dueAt) {
    List<Receipt> receipts = receiver.receipts();
    long different = receipts.stream().map(Receipt::id).distinct().count();
    long[] lags =
        receipts.stream()
            .mapToLong(receipt -> Duration.between(dueAt, receipt.at()).toNanos())
            .toArray();
    Latency lag = Latency.of(lags);
    return new Turn(
        contender.name(),
        claimsPerSecond,
        posts / (lag.most() / 1000),
        recordedPerSecond,
        lag,
        receipts.stream().filter(receipt -> receipt.at().isBefore(dueAt)).count(),
        receipts.size() - different,
        posts - different);
  }

  private double perSecond(Instant from, Instant to) {
    return posts / (Duration.between(from, to).toNanos() / 1e9);
  }

  private long unsentEvents() {
    return database.read(Long.class, "SELECT count(*) FROM outbox");
  }

  private static void await(LongSupplier left) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (left.getAsLong() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not done in " + LONGEST);
      }
      Thread.sleep(PAUSE);
    }
  }
}
