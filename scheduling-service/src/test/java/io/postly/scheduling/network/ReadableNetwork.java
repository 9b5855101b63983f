package io.postly.scheduling.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A network that shows of posts what a test wants. Keeps which posts it was asked about. */
public final class ReadableNetwork implements Network {

  private final String name;
  private final Queue<UUID> asked = new ConcurrentLinkedQueue<>();
  private volatile Function<Post, Reading> answer = ReadableNetwork::standing;

  public ReadableNetwork(String name) {
    this.name = name;
  }

  /** What it shows from now on. */
  public ReadableNetwork showing(Function<Post, Reading> from) {
    answer = from;
    return this;
  }

  /** The posts that it was asked about, in that order. */
  public List<UUID> asked() {
    return List.copyOf(asked);
  }

  /** The post stands. */
  public static Reading standing(Post post) {
    return new Reading.Found(post.dueAt(), Optional.empty(), Optional.empty());
  }

  @Override
  public String name() {
    return name;
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
    throw new UnsupportedOperationException("Nothing is sent here");
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Reading read(Post post, Optional<String> credentials) {
    asked.add(post.publicationId());
    return answer.apply(post);
  }
}
