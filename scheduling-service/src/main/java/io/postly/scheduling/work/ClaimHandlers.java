package io.postly.scheduling.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Handles what was claimed, each claim in a thread of its own and no more at the same time than may
 * be. Nothing is claimed that would have to wait. Used by one caller at a time; after {@link #stop}
 * no more.
 *
 * @param <C> a claim
 */
public final class ClaimHandlers<C> {

  private static final Logger LOG = Logger.getLogger(ClaimHandlers.class);

  /** Claims are made again when one of so many parts of the handlers has nothing to do. */
  private static final int SHARE_WORTH_CLAIMING = 2;

  /** For so long: what others hold for minutes is no reason to leave the rest idle. */
  private static final Duration LONGEST_WAIT_FOR_SHARE = Duration.ofMillis(100);

  private final int concurrency;
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  /** Handlers of at most that many claims at the same time. */
  public ClaimHandlers(int concurrency) {
    this.concurrency = concurrency;
    this.slots = new Semaphore(concurrency);
  }

  /**
   * Claims what is due, as much as can be handled at once, and starts to handle it.
   *
   * @param batchSize the most that is claimed
   * @param claim claims at most so many
   * @param handle deals with one claim; throws nothing
   * @return how many there were
   */
  public int take(int batchSize, IntFunction<List<C>> claim, Consumer<C> handle) {
    int free = Math.min(batchSize, slots.availablePermits());
    if (free == 0) {
      return 0;
    }
    List<C> claims = claim.apply(free);
    for (C one : claims) {
      slots.acquireUninterruptibly();
      threads.execute(() -> handle(one, handle));
    }
    return claims.size();
  }

  /**
   * Like {@link #take}, again and again until nothing is due any more or that long has passed.
   *
   * @return how many there were
   */
  public int takeAll(
      int batchSize, IntFunction<List<C>> claim, Consumer<C> handle, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    int taken = 0;
    long left;
    int more;
    do {
      more = take(batchSize, claim, handle);
      taken += more;
      left = end - System.nanoTime();
    } while (more > 0 && left > 0 && awaitRoom(Duration.ofNanos(left)));
    return taken;
  }

  private void handle(C claim, Consumer<C> handle) {
    try {
      handle.accept(claim);
    } finally {
      slots.release();
    }
  }

  /**
   * Waits until a good part of what may be handled at the same time could be claimed, so that few
   * claims are made of many; if that takes long, until anything could.
   *
   * @return whether it can; false if that takes longer than so long
   */
  private boolean awaitRoom(Duration patience) {
    Duration some =
        patience.compareTo(LONGEST_WAIT_FOR_SHARE) < 0 ? patience : LONGEST_WAIT_FOR_SHARE;
    return awaitRoom(Math.max(1, concurrency / SHARE_WORTH_CLAIMING), some)
        || awaitRoom(1, patience.minus(some));
  }

  private boolean awaitRoom(int room, Duration patience) {
    try {
      if (!slots.tryAcquire(room, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    slots.release(room);
    return true;
  }

  /** Whether what has only been claimed is to be given back. */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Finishes what is being handled, for at most that long.
   *
   * @param unfinished what the log says if that was not long enough
   */
  public void stop(Duration patience, String unfinished) {
    stopping = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(unfinished);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until everything that was claimed has been dealt with, for at most that long.
   *
   * @return whether it has
   */
  public boolean awaitIdle(Duration patience) {
    return awaitRoom(concurrency, patience);
  }

  /** Waits until everything that was claimed has been dealt with. */
  public void awaitIdle() {
    slots.acquireUninterruptibly(concurrency);
    slots.release(concurrency);
  }
}
