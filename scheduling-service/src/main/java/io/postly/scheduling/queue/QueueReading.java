package io.postly.scheduling.queue;

import io.postly.action.problem.ProblemException;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.publication.PublicationView;
import io.postly.scheduling.publication.QueuedPosts;
import io.postly.scheduling.slot.PostingQueue;
import io.postly.scheduling.slot.PostingQueues;
import io.postly.scheduling.slot.SlotTime;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows queues. */
@ApplicationScoped
class QueueReading {

  private static final int MOST_SHOWN_FREE = 5;
  private static final int MOST_OF_EACH = 20;

  private final PostingQueues queues;
  private final QueuedPosts posts;
  private final Channels channels;
  private final Workspaces workspaces;
  private final Clock clock;

  QueueReading(
      PostingQueues queues,
      QueuedPosts posts,
      Channels channels,
      Workspaces workspaces,
      Clock clock) {
    this.queues = queues;
    this.posts = posts;
    this.channels = channels;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  /** The queue of every channel, or of one. */
  QueueList get(String workspace, Optional<UUID> channelId) {
    ZoneId zone = workspaces.timeZone(workspace);
    List<QueueView> shown =
        channelId.isPresent()
            ? List.of(view(channel(workspace, channelId.get())))
            : channels.of(workspace).stream().map(channel -> view(channel, MOST_OF_EACH)).toList();
    return new QueueList(zone.getId(), shown);
  }

  /** The queue of one channel, whole. */
  QueueView view(Channel channel) {
    return view(channel, Integer.MAX_VALUE);
  }

  Channel channel(String workspace, UUID channelId) {
    return channels
        .find(workspace, channelId)
        .orElseThrow(() -> ProblemException.notFound("channel"));
  }

  private QueueView view(Channel channel, int most) {
    Instant now = clock.instant();
    Optional<PostingQueue> queue = queues.find(channel.id());
    List<PublicationView> waiting = posts.shown(channel.workspace(), channel.id(), now);
    return new QueueView(
        channel.id(),
        channel.name(),
        channel.network(),
        queue.flatMap(PostingQueue::pausedSince).isPresent(),
        queue.flatMap(PostingQueue::pausedSince).orElse(null),
        queue.flatMap(PostingQueue::pausedBy).orElse(null),
        queue.flatMap(PostingQueue::pauseReason).orElse(null),
        QueuedPosts.fingerprint(waiting),
        waiting.size(),
        waiting.subList(0, Math.min(most, waiting.size())),
        queue.map(found -> nextFree(found, channel.workspace(), now)).orElse(List.of()));
  }

  private List<SlotTime> nextFree(PostingQueue queue, String workspace, Instant now) {
    ZoneId zone = workspaces.timeZone(workspace);
    return queues.nextFree(queue, now, MOST_SHOWN_FREE, Set.of()).stream()
        .map(time -> SlotTime.of(time, zone))
        .toList();
  }
}
