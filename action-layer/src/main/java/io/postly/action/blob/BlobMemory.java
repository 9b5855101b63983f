package io.postly.action.blob;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds how many bytes of blobs this process takes or sends at the same time. Each blob is counted
 * once, though there may be copies of it while it is checked, packed or written: memory is needed
 * for about three times as much.
 *
 * <p>Who comes first is served first: many small blobs do not keep a large one waiting for ever.
 */
@Singleton
public class BlobMemory {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** A semaphore counts to two thousand million: enough for as many kilobytes. */
  private static final int UNIT = 1024;

  private final int units;
  private final Duration patience;
  private final Semaphore free;

  @Inject
  BlobMemory(BlobConfig config) {
    this(config.inFlight().asLongValue(), PATIENCE);
  }

  /**
   * With a bound of its own.
   *
   * @param bytes at most
   * @param patience how long {@link #hold} waits
   */
  public BlobMemory(long bytes, Duration patience) {
    this.units = units(bytes);
    this.patience = patience;
    this.free = new Semaphore(units, true);
  }

  /** A bound of its own for one of many who share this one: that part of it, and no more. */
  public BlobMemory part(int parts) {
    return new BlobMemory((long) units * UNIT / parts, patience);
  }

  /** Room that somebody has until it is closed; closing it again changes nothing. */
  public final class Held implements AutoCloseable {

    private final int held;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    private Held(int held) {
      this.held = held;
    }

    @Override
    public void close() {
      if (isHeld.getAndSet(false)) {
        free.release(held);
      }
    }
  }

  /**
   * Room for blobs of that size in all, as soon as there is some; empty if there is none within a
   * short while. What is larger than the bound goes alone.
   */
  public Optional<Held> hold(long bytes) {
    return hold(bytes, patience);
  }

  /** Like {@link #hold}, for who must not wait. */
  public Optional<Held> holdAtOnce(long bytes) {
    return hold(bytes, Duration.ZERO);
  }

  private Optional<Held> hold(long bytes, Duration limit) {
    int wanted = Math.min(units(bytes), units);
    if (wanted == 0) {
      // Nothing would wait behind those who wait.
      return Optional.of(new Held(0));
    }
    try {
      return free.tryAcquire(wanted, limit.toNanos(), TimeUnit.NANOSECONDS)
          ? Optional.of(new Held(wanted))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static int units(long bytes) {
    return (int) Math.min(Math.ceilDiv(bytes, UNIT), Integer.MAX_VALUE);
  }
}
