package io.postly.scheduling.slot;

import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * How a channel's queue stands: when it has slots, and whether it is paused. Its row is the lock
 * under which the channel's times are given away.
 */
@Entity
public class PostingQueue {

  @Id UUID channelId;
  String workspace;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> slots;

  int slotsVersion;
  Instant pausedAt;
  String pauseReason;
  String pausedBy;
  String pausedByName;

  protected PostingQueue() {}

  /** The weekly slots as instants. */
  public SlotTimes times(ZoneId zone) {
    return new SlotTimes(slots(), zone);
  }

  /** Since when nothing of the queue goes out; empty if it does. */
  public Optional<Instant> pausedSince() {
    return Optional.ofNullable(pausedAt);
  }

  /** Why it is paused, where a reason was given. */
  public Optional<String> pauseReason() {
    return Optional.ofNullable(pauseReason);
  }

  /** Who paused it; empty if it is not paused. */
  public Optional<Person> pausedBy() {
    return Optional.ofNullable(pausedBy).map(id -> new Person(id, pausedByName));
  }

  /**
   * Lets nothing of the queue go out from now on.
   *
   * @param reason may be null
   */
  public void pause(Person person, String reason, Instant now) {
    pausedAt = now;
    pauseReason = reason;
    pausedBy = person.id();
    pausedByName = person.name();
  }

  /** Lets the queue go out again. */
  public void resume() {
    pausedAt = null;
    pauseReason = null;
    pausedBy = null;
    pausedByName = null;
  }

  SortedSet<PostingSlot> slots() {
    SortedSet<PostingSlot> sorted = new TreeSet<>();
    slots.forEach(slot -> sorted.add(PostingSlot.parse(slot)));
    return sorted;
  }

  void replaceSlots(Collection<PostingSlot> wanted) {
    slots = new TreeSet<>(wanted).stream().map(PostingSlot::toString).toList();
    slotsVersion++;
  }
}
