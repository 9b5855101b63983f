package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The posts of a channel that go out slot by slot.
 *
 * @param pausedSince null if it is not paused
 * @param pausedBy who paused it, or null
 * @param pauseReason why, in that person's words, or null
 * @param waiting how many posts wait in it
 * @param posts the first of them
 * @param nextFree the next free slots; empty if no slots are set
 */
@TemplateData
@RegisterForReflection
public record Queue(
    UUID channelId,
    String channelName,
    String network,
    boolean paused,
    Instant pausedSince,
    Person pausedBy,
    String pauseReason,
    int waiting,
    List<Post> posts,
    List<SlotTime> nextFree) {

  private static final int SHOWN = 3;

  /** A slot of one week. */
  @TemplateData
  @RegisterForReflection
  public record SlotTime(Instant at) {}

  /** Takes lists that are left out for none. */
  public Queue {
    posts = posts == null ? List.of() : List.copyOf(posts);
    nextFree = nextFree == null ? List.of() : List.copyOf(nextFree);
  }

  /** The posts that go out first. */
  public List<Post> first() {
    return posts.stream().limit(SHOWN).toList();
  }

  /** How many wait after those. */
  public int more() {
    return Math.max(0, waiting - first().size());
  }

  /** The next free slots, as many as a page needs. */
  public List<SlotTime> free() {
    return nextFree.stream().limit(SHOWN).toList();
  }

  /** Whether posts can be queued. */
  public boolean hasSlots() {
    return !nextFree.isEmpty() || waiting > 0;
  }
}
