package io.postly.action.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox: of all replicas one at a time, in batches, the next event of a
 * key only when the broker has confirmed the one before. A row goes in the transaction that saw its
 * confirmation, to be kept apart for a while; if that does not commit, the event is sent again with
 * the same id.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 200;
  private static final Duration POLL = Duration.ofMillis(500);

  /** So that what comes in quick succession goes together. */
  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(25);

  /** The same after a batch of many: each costs the database and the broker, whatever is in it. */
  private static final Duration BETWEEN_LARGE_BATCHES = Duration.ofMillis(150);

  private static final int LARGE_BATCH = 20;

  private static final Duration LONGEST_BATCH = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final OutboxTable table;
  private final EventSender sender;
  private final MeterRegistry registry;
  private final Measurements measurements;
  private final Clock clock;
  private final Semaphore work = new Semaphore(0);
  private final Set<UUID> refusedKeys = new HashSet<>();
  private long nextBatchNanos = System.nanoTime();
  private volatile boolean running;
  private volatile Thread thread;
  private volatile Instant oldestAt;
  private volatile Measurement measured;

  OutboxRelay(
      DataSource dataSource,
      OutboxTable table,
      EventSender sender,
      MeterRegistry registry,
      Measurements measurements,
      Clock clock) {
    this.dataSource = dataSource;
    this.table = table;
    this.sender = sender;
    this.registry = registry;
    this.measurements = measurements;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    Metric.OUTBOX_AGE.gauge(registry, this, OutboxRelay::oldestSeconds);
    measured = measurements.begin();
    running = true;
    thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::relayUntilStopped);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    running = false;
    wake();
    thread.join(GRACE);
    // What the broker has not confirmed by now stays in the outbox.
    thread.interrupt();
    thread.join(GRACE);
  }

  /** Tells the relay that there is something to send. */
  void wake() {
    work.release();
  }

  // Worked out when it is asked for: a relay that has died must not freeze it.
  private double oldestSeconds() {
    Instant oldest = oldestAt;
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }

  private void relayUntilStopped() {
    while (running) {
      try {
        waitForWork();
        while (running && relayBatch()) {
          // A full batch went out: there may be more.
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SQLException | RuntimeException | Error e) {
        // Without the relay nothing would go out any more, so it outlives whatever happens.
        if (running) {
          LOG.warnf(e, "Events wait in the outbox");
        }
      }
    }
  }

  /**
   * What comes after a quiet while goes at once; of what comes without end, a good part together.
   */
  private void waitForWork() throws InterruptedException {
    work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    long pause = nextBatchNanos - System.nanoTime();
    if (running && pause > 0) {
      TimeUnit.NANOSECONDS.sleep(pause);
    }
    nextBatchNanos = System.nanoTime() + BETWEEN_BATCHES.toNanos();
    work.drainPermits();
  }

  // A plain connection: a JTA transaction would follow the confirmations onto the broker client's
  // threads.
  private boolean relayBatch() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean more = relayLocked(connection);
        connection.commit();
        measured.succeeded();
        return more;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean relayLocked(Connection connection) throws SQLException {
    if (!table.tryLock(connection)) {
      return false;
    }
    List<OutboxRow> rows = table.oldest(connection, refusedKeys, BATCH);
    if (rows.size() > LARGE_BATCH) {
      nextBatchNanos = System.nanoTime() + BETWEEN_LARGE_BATCHES.toNanos();
    }
    Sent sent = send(rows);
    table.keepSent(connection, sent.confirmed(), clock.instant());
    oldestAt = table.oldestAt(connection);
    if (rows.size() == BATCH && sent.reached()) {
      passOver(rows, sent.confirmed());
      return true;
    }
    // Once the rest has gone, what was refused is tried again.
    refusedKeys.clear();
    return false;
  }

  /** Keys that did not get through must not fill the batches of all others. */
  private void passOver(List<OutboxRow> rows, Collection<Long> confirmed) {
    rows.stream()
        .filter(row -> !confirmed.contains(row.id()))
        .map(OutboxRow::key)
        .forEach(refusedKeys::add);
  }

  /**
   * What became of a batch.
   *
   * @param reached whether the broker was there at all
   */
  private record Sent(Collection<Long> confirmed, boolean reached) {}

  private Sent send(List<OutboxRow> rows) {
    Queue<Long> confirmed = new ConcurrentLinkedQueue<>();
    if (rows.isEmpty() || !reaches(rows.getFirst(), confirmed)) {
      return new Sent(List.of(), false);
    }
    Collection<List<OutboxRow>> byKey =
        rows.stream()
            .skip(confirmed.size())
            .collect(Collectors.groupingBy(row -> row.topic() + row.key()))
            .values();
    List<Uni<Void>> chains = new ArrayList<>();
    byKey.forEach(ofOneKey -> chains.add(sendInOrder(ofOneKey, confirmed)));
    if (!chains.isEmpty()) {
      await(Uni.join().all(chains).andCollectFailures().replaceWithVoid());
    }
    return new Sent(List.copyOf(confirmed), true);
  }

  // The oldest goes alone. If the broker is away, each event would hold the producer for seconds,
  // and what one batch leaves in its queue the next would add to.
  private boolean reaches(OutboxRow oldest, Queue<Long> confirmed) {
    AtomicBoolean refused = new AtomicBoolean();
    await(
        sender
            .send(oldest)
            .invoke(() -> confirmed.add(oldest.id()))
            .onFailure()
            .invoke(e -> LOG.warnf("An event was not confirmed by the broker: %s", e.getMessage()))
            .onFailure(reason -> !(reason instanceof TimeoutException))
            .invoke(() -> refused.set(true)));
    return refused.get() || !confirmed.isEmpty();
  }

  // What was confirmed in time counts, also where the rest was not.
  private static void await(Uni<Void> sending) {
    sending
        .ifNoItem()
        .after(LONGEST_BATCH)
        .fail()
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }

  private Uni<Void> sendInOrder(List<OutboxRow> rows, Queue<Long> confirmed) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> sender.send(row).invoke(() -> confirmed.add(row.id())).replaceWith(row))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("An event was not confirmed by the broker: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
