package io.postly.scheduling.publication;

import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Says what a person has stopped, where posts would else be taken to go out by themselves. */
@ApplicationScoped
class HeldBack {

  private final PublishingStops stops;
  private final PostingQueues queues;

  HeldBack(PublishingStops stops, PostingQueues queues) {
    this.stops = stops;
    this.queues = queues;
  }

  /** What an assistant is to tell the person of posts that have got slots; empty if nothing. */
  Optional<String> byPause(List<Publication> posts) {
    long paused =
        posts.stream()
            .filter(post -> post.queued)
            .map(post -> post.channelId)
            .distinct()
            .filter(queues::isPaused)
            .count();
    return paused == 0
        ? Optional.empty()
        : Optional.of(
            "Tell the person that the queue is paused on %s: nothing of it goes out until a person lets the queue go on; get_queue says who paused it and why."
                .formatted(paused == 1 ? "one channel" : paused + " channels"));
  }

  /** What an assistant is to tell the person of the workspace; empty if nothing. */
  Optional<String> byStop(String workspace) {
    return stops
        .since(workspace)
        .map(
            _ ->
                "Tell the person that publishing is stopped in this workspace; get_publishing_state"
                    + " says by whom and why.");
  }
}
