package io.postly.scheduling.publication;

import io.postly.action.confirmation.Preview;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.slot.PostingQueue;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The posts that have a slot of their channel's queue and can still be moved. A paused queue holds
 * those too whose slot has passed.
 */
@ApplicationScoped
public class QueuedPosts {

  private final Publications publications;
  private final PublicationChanges changes;
  private final PublicationViews views;
  private final PublicationPreviews previews;
  private final ChannelLocks locks;
  private final PostingQueues queues;

  QueuedPosts(
      Publications publications,
      PublicationChanges changes,
      PublicationViews views,
      PublicationPreviews previews,
      ChannelLocks locks,
      PostingQueues queues) {
    this.publications = publications;
    this.changes = changes;
    this.views = views;
    this.previews = previews;
    this.locks = locks;
    this.queues = queues;
  }

  /** One post and its slot. */
  public record QueuedPost(UUID id, Instant slot) {}

  /** What the queue holds, the first to go out first. */
  public List<PublicationView> shown(String workspace, UUID channelId, Instant now) {
    return views.of(workspace, publications.queued(channelId, earliest(channelId, now)));
  }

  /** Names the posts and their times: another fingerprint means that the queue has changed. */
  public static String fingerprint(List<PublicationView> shown) {
    return Fingerprint.of(shown.stream().map(post -> post.id() + " " + post.dueAt()).toList());
  }

  /**
   * Takes the locks of everything that the queue holds, and of the queue itself, in the order in
   * which all take them.
   *
   * @throws ProblemException {@code stale_queue}, retryable, if a post came in meanwhile
   */
  public PostingQueue lock(String workspace, UUID channelId) {
    return locks
        .lock(workspace, channelId, () -> publications.queuedWithDrafts(channelId))
        .orElseThrow(
            () ->
                ProblemException.of(
                        SchedulingErrorCode.STALE_QUEUE,
                        "Somebody is changing the queue at this moment.")
                    .retryable());
  }

  /** What the queue holds, the first to go out first. */
  public List<QueuedPost> of(UUID channelId, Instant now) {
    return publications.queued(channelId, earliest(channelId, now)).stream()
        .map(post -> new QueuedPost(post.id, post.dueAt))
        .toList();
  }

  /** Gives posts other slots. Their locks are held. */
  public void give(Map<UUID, Instant> slots, Instant now) {
    slots.forEach(
        (id, slot) -> changes.apply(publications.lock(id), post -> post.moveToSlot(slot, now)));
  }

  /**
   * What a person is shown before posts get other slots.
   *
   * @param what in a few words, as the beginning of a sentence
   * @param moved the posts with the slots that they have got; they may be none
   */
  public Preview preview(String workspace, String what, Map<UUID, Instant> moved) {
    return previews.moving(
        workspace, what, moved.keySet().stream().map(publications::lock).toList());
  }

  private Instant earliest(UUID channelId, Instant now) {
    return queues.isPaused(channelId) ? Instant.EPOCH : now;
  }
}
