package io.postly.scheduling.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network in place of the sandbox whose posts reply to each other. Keeps what stands on it; what
 * becomes of a text may be laid down before.
 */
public final class ScriptedThreads implements Network {

  private final List<Post> standing = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final Map<String, Supplier<Delivery>> scripts = new HashMap<>();

  /** All networks of a test that knows this one alone. */
  public Networks alone() {
    return new Networks(List.of(this));
  }

  /** What becomes of that text, instead of being published; null for that again. */
  public synchronized void script(String text, Supplier<Delivery> outcome) {
    scripts.put(text, outcome);
  }

  /** What stands, in the order in which it came. */
  public synchronized List<String> texts() {
    return standing.stream().map(Post::text).toList();
  }

  /** What each post that stands replies to. */
  public synchronized List<Optional<String>> follows() {
    return standing.stream().map(Post::follows).toList();
  }

  /** What was to be deleted, in that order. */
  public synchronized List<String> removals() {
    return List.copyOf(removals);
  }

  /** What the network knows a text by. */
  public static String reference(String text) {
    return "reference of " + text;
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
  public ThreadLimit thread() {
    return ThreadLimit.REPLIES;
  }

  @Override
  public Connection connect(Optional<NewAccount> account) {
    return Connection.withoutCredentials();
  }

  @Override
  public synchronized Delivery deliver(
      Post post, Optional<String> credentials, Instant sendBefore) {
    Supplier<Delivery> script = scripts.get(post.text());
    if (script != null) {
      return script.get();
    }
    standing.add(post);
    return new Delivery.Delivered(
        Instant.parse("2026-12-01T10:00:00Z"),
        Optional.of("https://network.example/" + standing.size()),
        Optional.of(reference(post.text())));
  }

  @Override
  public boolean canRemove() {
    return true;
  }

  @Override
  public synchronized Removal remove(String reference, Optional<String> credentials) {
    removals.add(reference);
    return new Removal.Removed();
  }
}
