package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A network that takes every post, tells how people have taken it and deletes it again, in place of
 * the sandbox. Keeps which posts it was asked about.
 */
public final class TalkingNetwork implements Network {

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> removals = new ConcurrentLinkedQueue<>();
  private volatile boolean talking = true;
  private volatile boolean removing = true;
  private volatile Supplier<Removal> removal = Removal.Removed::new;
  private volatile Supplier<EngagementReading> answer = EngagementReading.Untold::new;

  /** All networks of a test that knows this one alone. */
  public Networks alone() {
    return new Networks(List.of(this));
  }

  /** From now on it tells nothing, and says so. */
  public void fallSilent() {
    talking = false;
  }

  /** What it answers from now on. */
  public void answer(Supplier<EngagementReading> from) {
    answer = from;
  }

  /** The references of the posts that it was asked about, in that order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** From now on it deletes nothing, and says so. */
  public void keepPosts() {
    removing = false;
  }

  /** What becomes of posts that it is to delete from now on. */
  public void removal(Supplier<Removal> from) {
    removal = from;
  }

  /** The references of the posts that it was to delete, in that order. */
  public List<String> removals() {
    return List.copyOf(removals);
  }

  @Override
  public String name() {
    return SandboxNetwork.NAME;
  }

  @Override
  public int maxCharacters() {
    return SandboxNetwork.MAX_CHARACTERS;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return Connection.withoutCredentials();
  }

  @Override
  public Delivery deliver(Post post, Optional<String> credentials, Instant sendBefore) {
    throw new UnsupportedOperationException("Tests record deliveries themselves");
  }

  @Override
  public boolean tellsEngagement() {
    return talking;
  }

  @Override
  public EngagementReading engagement(String reference, Optional<String> credentials) {
    asked.add(reference);
    return answer.get();
  }

  @Override
  public boolean canRemove() {
    return removing;
  }

  @Override
  public Removal remove(String reference, Optional<String> credentials) {
    removals.add(reference);
    return removal.get();
  }
}
