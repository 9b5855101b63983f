package io.postly.scheduling.work;

import io.postly.action.transaction.TransientFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/**
 * One kind of work, done for many in one transaction, and for one after the other where that fails:
 * what cannot be dealt with keeps nothing else. It is set aside for a while, so that the next batch
 * is whole again. Used by one caller at a time.
 */
public final class Batches {

  private static final Logger LOG = Logger.getLogger(Batches.class);
  private static final Duration ASIDE = Duration.ofMinutes(1);

  private final String work;
  private final Duration pause;
  private final Map<UUID, Long> asideSince = new HashMap<>();

  /**
   * Batches of one kind of work.
   *
   * @param work what the log calls it, as in "the end of leases"
   */
  public Batches(String work) {
    this(work, ASIDE);
  }

  Batches(String work, Duration pause) {
    this.work = work;
    this.pause = pause;
  }

  /**
   * Deals with at most so many.
   *
   * @param deal deals with a batch, all of it or nothing, and says how many there were
   * @return how many were dealt with
   * @throws RuntimeException if it failed before anything was met, so that others would fail alike
   */
  public int deal(int limit, ToIntFunction<Batch> deal) {
    Set<UUID> aside = aside();
    Batch batch = new Batch(limit, aside);
    try {
      return deal.applyAsInt(batch);
    } catch (RuntimeException e) {
      if (batch.met().isEmpty()) {
        throw e;
      }
      LOG.warnf(e, "It did not succeed for %d at a time: %s", batch.met().size(), work);
      return oneByOne(limit, deal, aside);
    }
  }

  /**
   * Like {@link #deal}, of work that has claims for its result: those that have been made are not
   * lost by what fails after them.
   */
  public <C> List<C> claim(int limit, Function<Batch, List<C>> claim) {
    List<C> claims = new ArrayList<>();
    try {
      deal(
          limit,
          batch -> {
            List<C> more = claim.apply(batch);
            claims.addAll(more);
            return more.size();
          });
    } catch (RuntimeException e) {
      if (claims.isEmpty()) {
        throw e;
      }
      LOG.warnf(e, "%d were claimed before it failed: %s", claims.size(), work);
    }
    return claims;
  }

  private int oneByOne(int limit, ToIntFunction<Batch> deal, Set<UUID> aside) {
    Set<UUID> leftOut = new HashSet<>(aside);
    int dealtWith = 0;
    for (int i = 0; i < limit; i++) {
      Batch one = new Batch(1, leftOut);
      try {
        dealtWith += deal.applyAsInt(one);
      } catch (RuntimeException e) {
        setAside(one, e);
      }
      if (one.met().isEmpty()) {
        return dealtWith;
      }
      leftOut.addAll(one.met());
    }
    return dealtWith;
  }

  /** What fails for a moment would fail for others, too, and is not to blame. */
  private void setAside(Batch failed, RuntimeException failure) {
    if (failed.met().isEmpty() || TransientFailures.isTransient(failure)) {
      throw failure;
    }
    LOG.errorf(failure, "%s is set aside for %s: %s", failed.met(), pause, work);
    failed.met().forEach(id -> asideSince.put(id, System.nanoTime()));
  }

  private Set<UUID> aside() {
    long now = System.nanoTime();
    asideSince.values().removeIf(since -> now - since >= pause.toNanos());
    return asideSince.keySet();
  }
}
