package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A network that tells how people have taken posts, changes and deletes them, in place of the
 * sandbox. Keeps which posts it was asked about.
 */
public final class TalkingNetwork implements Network {

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> removals = new ConcurrentLinkedQueue<>();
  private final Queue<Post> updated = new ConcurrentLinkedQueue<>();
  private volatile boolean talking = true;
  private volatile UpdateSupport support = UpdateSupport.BY_REFERENCE;
  private volatile Supplier<Delivery> update = TalkingNetwork::delivered;
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

  /** Whether it changes posts from now on. */
  public void updates(UpdateSupport from) {
    support = from;
  }

  /** What becomes of posts that it is to change from now on. */
  public void update(Supplier<Delivery> from) {
    update = from;
  }

  /** The posts as it was to change them, in that order. */
  public List<Post> updated() {
    return List.copyOf(updated);
  }

  /** It has done what it was asked. */
  public static Delivery delivered() {
    return new Delivery.Delivered(Instant.EPOCH, Optional.empty());
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
  public UpdateSupport updates() {
    return support;
  }

  @Override
  public Delivery update(
      Post post, Optional<String> reference, Optional<String> credentials, Instant sendBefore) {
    updated.add(post.after(reference.orElseThrow()));
    return update.get();
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
