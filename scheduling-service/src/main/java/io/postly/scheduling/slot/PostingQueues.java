package io.postly.scheduling.slot;

import io.postly.scheduling.rule.ChannelTimes;
import io.postly.scheduling.rule.RuleBook;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The channels' queues. Whoever gives a time of a channel away locks its queue first, after drafts
 * and publications, and of several channels in the order of their identifiers.
 */
@ApplicationScoped
public class PostingQueues {

  private static final String MAKE_KNOWN =
      """
      INSERT INTO posting_queue (channel_id, workspace, slots, slots_version)
      VALUES (:channel, :workspace, '{}', 0) ON CONFLICT DO NOTHING
      """;

  /** The times at which something of the channel goes out, queued or not. */
  private static final String TAKEN =
      """
      SELECT id, due_at FROM publication
      WHERE channel_id = :channel AND due_at > :after
        AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed')
      """;

  private final EntityManager entities;
  private final Workspaces workspaces;
  private final RuleBook rules;

  PostingQueues(EntityManager entities, Workspaces workspaces, RuleBook rules) {
    this.entities = entities;
    this.workspaces = workspaces;
    this.rules = rules;
  }

  /** The channel's queue; empty if nobody has set slots or planned anything there. */
  public Optional<PostingQueue> find(UUID channelId) {
    return Optional.ofNullable(entities.find(PostingQueue.class, channelId));
  }

  /** The channel's queue, locked until the transaction ends; made if there is none. */
  public PostingQueue lock(String workspace, UUID channelId) {
    entities
        .createNativeQuery(MAKE_KNOWN)
        .setParameter("channel", channelId)
        .setParameter("workspace", workspace)
        .executeUpdate();
    return entities.find(PostingQueue.class, channelId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Several channels' queues, locked in one order whoever does it. */
  public Map<UUID, PostingQueue> lock(String workspace, Collection<UUID> channelIds) {
    Map<UUID, PostingQueue> locked = new TreeMap<>();
    new TreeSet<>(channelIds).forEach(id -> locked.put(id, lock(workspace, id)));
    return locked;
  }

  /**
   * Whether something of the queue may begin to be sent. If so, nobody pauses it before the end of
   * the transaction.
   */
  public boolean mayBegin(UUID channelId) {
    return Optional.ofNullable(
            entities.find(PostingQueue.class, channelId, LockModeType.PESSIMISTIC_READ))
        .flatMap(PostingQueue::pausedSince)
        .isEmpty();
  }

  /** Whether the channel's queue is paused, as it is known at this moment. */
  public boolean isPaused(UUID channelId) {
    return find(channelId).flatMap(PostingQueue::pausedSince).isPresent();
  }

  /**
   * The next slots of the queue at which nothing of its channel goes out, the first first; those
   * are left out that would break a rule of the workspace once the ones before are taken. With the
   * queue locked, nobody else gets them.
   *
   * @param except the posts that will not be where they are
   * @return at most that many; fewer if the channel has no more within {@link SlotTimes#HORIZON}
   */
  public List<Instant> nextFree(PostingQueue queue, Instant now, int most, Set<UUID> except) {
    Set<Instant> taken = taken(queue.channelId, now, except);
    ChannelTimes times = rules.times(queue.workspace, queue.channelId, now, except);
    return queue.times(workspaces.timeZone(queue.workspace)).after(now).stream()
        .filter(time -> !taken.contains(time))
        .filter(times::take)
        .limit(most)
        .toList();
  }

  /**
   * Whether nothing of the channel goes out at that instant.
   *
   * @param except the posts that will not be where they are
   */
  public boolean isFree(UUID channelId, Instant time, Set<UUID> except) {
    return !taken(channelId, time.minusNanos(1000), except).contains(time);
  }

  private Set<Instant> taken(UUID channelId, Instant after, Set<UUID> except) {
    Set<Instant> taken = new HashSet<>();
    for (Object row :
        entities
            .createNativeQuery(TAKEN, Object[].class)
            .setParameter("channel", channelId)
            .setParameter("after", after)
            .getResultList()) {
      Object[] columns = (Object[]) row;
      if (!except.contains((UUID) columns[0])) {
        taken.add((Instant) columns[1]);
      }
    }
    return taken;
  }
}
