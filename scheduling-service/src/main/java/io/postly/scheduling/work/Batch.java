package io.postly.scheduling.work;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is dealt with in one transaction: at most so many, and none of those that are set aside. It
 * takes note of what was met, so that what cannot be dealt with is known by its id.
 */
public final class Batch {

  private final int limit;
  private final Set<UUID> aside;
  private Set<UUID> met = Set.of();

  Batch(int limit, Set<UUID> aside) {
    this.limit = limit;
    this.aside = Set.copyOf(aside);
  }

  /** A batch of whatever there is. */
  public static Batch of(int limit) {
    return new Batch(limit, Set.of());
  }

  /** The most that are dealt with. */
  public int limit() {
    return limit;
  }

  /** What is left out, as queries take it. */
  public UUID[] aside() {
    return aside.toArray(UUID[]::new);
  }

  /** Takes note of what a query has found; what an earlier query found is forgotten. */
  public void meet(Collection<UUID> found) {
    met = Set.copyOf(found);
  }

  /** Like {@link #meet(Collection)}, and gives it back. */
  public <T> List<T> meet(List<T> found, Function<T, UUID> id) {
    meet(found.stream().map(id).toList());
    return found;
  }

  Set<UUID> met() {
    return met;
  }
}
