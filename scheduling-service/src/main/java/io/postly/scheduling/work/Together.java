package io.postly.scheduling.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Does in one go what many threads want done at the same time: whoever comes while others are being
 * dealt with is dealt with next, together with all who have come meanwhile.
 *
 * @param <T> what something is to be done with
 * @param <R> what comes of it
 */
public final class Together<T, R> {

  private static final Logger LOG = Logger.getLogger(Together.class);

  private final int most;
  private final Function<List<T>, Map<T, R>> work;
  private final Queue<Wish<T, R>> wishes = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isBusy = new AtomicBoolean();

  private record Wish<T, R>(T subject, CompletableFuture<Optional<R>> result) {}

  /**
   * Work to be done together.
   *
   * @param most with how many subjects at a time
   * @param work gives the results of those subjects that it could deal with
   */
  public Together(int most, Function<List<T>, Map<T, R>> work) {
    this.most = most;
    this.work = work;
  }

  /**
   * Waits until it is done, which may be by this thread, for others too.
   *
   * @return the result; empty if the work did not deal with it, or failed
   */
  public Optional<R> ask(T subject) {
    Wish<T, R> own = new Wish<>(subject, new CompletableFuture<>());
    wishes.add(own);
    // No lock: each of many would take its turn only to see that it has been dealt with. One deals
    // with all as long as any come; whoever comes while it stops is seen by it, or goes on.
    while (!wishes.isEmpty() && isBusy.compareAndSet(false, true)) {
      try {
        dealWithAll();
      } finally {
        isBusy.set(false);
      }
    }
    return own.result().join();
  }

  /** How many have come and are not being dealt with yet. */
  int waiting() {
    return wishes.size();
  }

  private void dealWithAll() {
    for (List<Wish<T, R>> next = next(); !next.isEmpty(); next = next()) {
      deal(next);
    }
  }

  private List<Wish<T, R>> next() {
    List<Wish<T, R>> batch = new ArrayList<>();
    while (batch.size() < most) {
      Wish<T, R> wish = wishes.poll();
      if (wish == null) {
        return batch;
      }
      batch.add(wish);
    }
    return batch;
  }

  /** Nobody waits for ever, whatever is thrown. */
  private void deal(List<Wish<T, R>> batch) {
    Map<T, R> results = Map.of();
    try {
      results = work.apply(batch.stream().map(Wish::subject).toList());
    } catch (RuntimeException | Error e) {
      LOG.warnf(e, "%d are dealt with one by one", batch.size());
    } finally {
      for (Wish<T, R> wish : batch) {
        wish.result().complete(Optional.ofNullable(results.get(wish.subject())));
      }
    }
  }
}
