package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes the next free slot of queues, which stay locked until the transaction ends. */
@ApplicationScoped
class NextSlots {

  /** The most posts of one queue. */
  static final int MOST_QUEUED = 200;

  private final PostingQueues queues;
  private final Publications publications;

  NextSlots(PostingQueues queues, Publications publications) {
    this.queues = queues;
    this.publications = publications;
  }

  /**
   * The next free slot of each channel.
   *
   * @throws ProblemException {@code no_free_slot}, with a violation for each channel that has none
   */
  Map<UUID, Instant> take(String workspace, Collection<UUID> channelIds, Instant now) {
    Map<UUID, Instant> slots = new HashMap<>();
    List<String> without = new ArrayList<>();
    queues
        .lock(workspace, channelIds)
        .forEach(
            (channelId, queue) -> {
              if (publications.countQueued(channelId) >= MOST_QUEUED) {
                without.add(
                    "the queue of channel %s holds %d posts, as many as it may; more slots do not help"
                        .formatted(channelId, MOST_QUEUED));
                return;
              }
              List<Instant> next = queues.nextFree(queue, now, 1, Set.of());
              if (next.isEmpty()) {
                without.add("no free slot on channel " + channelId);
              } else {
                slots.put(channelId, next.getFirst());
              }
            });
    if (!without.isEmpty()) {
      ProblemException problem =
          ProblemException.of(
              SchedulingErrorCode.NO_FREE_SLOT,
              "The queue has no free slot on " + without.size() + " of the channels.");
      without.forEach(where -> problem.violation("channel_ids", where));
      throw problem;
    }
    return slots;
  }
}
