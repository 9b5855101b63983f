package io.postly.scheduling.publication;

import io.postly.scheduling.content.Contents;
import io.postly.scheduling.slot.PostingQueue;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes the locks of many posts of one channel, and of its queue, in the order in which all take
 * them: drafts, publications, the queue. From then on nobody plans anything on the channel until
 * the transaction ends.
 */
@ApplicationScoped
class ChannelLocks {

  private final Contents contents;
  private final Publications publications;
  private final PostingQueues queues;

  ChannelLocks(Contents contents, Publications publications, PostingQueues queues) {
    this.contents = contents;
    this.publications = publications;
    this.queues = queues;
  }

  /**
   * Locks posts and the queue.
   *
   * @param posts looks the posts up, each with its draft, without loading them
   * @return the queue; empty if a post came in meanwhile, which is not locked
   */
  Optional<PostingQueue> lock(String workspace, UUID channelId, Supplier<Map<UUID, UUID>> posts) {
    Map<UUID, UUID> found = posts.get();
    found.values().stream().distinct().sorted().forEach(contents::lock);
    found.keySet().stream().sorted().forEach(publications::lock);
    PostingQueue queue = queues.lock(workspace, channelId);
    return found.keySet().containsAll(posts.get().keySet()) ? Optional.of(queue) : Optional.empty();
  }
}
