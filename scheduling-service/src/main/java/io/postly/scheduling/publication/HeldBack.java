package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.publishing.PublishingStops;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Says what waits for a person, where posts would else be taken to go out by themselves. */
@ApplicationScoped
class HeldBack {

  private final PublishingStops stops;
  private final PostingQueues queues;
  private final Channels channels;

  HeldBack(PublishingStops stops, PostingQueues queues, Channels channels) {
    this.stops = stops;
    this.queues = queues;
    this.channels = channels;
  }

  /**
   * What an assistant is to tell the person of these posts, a sentence each; empty if nothing keeps
   * them from going out by themselves.
   *
   * @param posts of that workspace
   */
  List<String> of(String workspace, List<Publication> posts) {
    return Stream.of(byStop(workspace), byPause(posts), byTrouble(posts))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> byStop(String workspace) {
    return stops
        .since(workspace)
        .map(
            _ ->
                "Tell the person that publishing is stopped in this workspace: posts stay planned,"
                    + " and go out only if it goes on in time; get_publishing_state says by whom"
                    + " and why.");
  }

  private Optional<String> byPause(List<Publication> posts) {
    long paused =
        channels(posts.stream().filter(post -> post.queued)).filter(queues::isPaused).count();
    return paused == 0
        ? Optional.empty()
        : Optional.of(
            "Tell the person that the queue is paused on %s: nothing of it goes out until a person lets the queue go on; get_queue says who paused it and why."
                .formatted(count(paused)));
  }

  /** The network has refused the account, or its access has ended. */
  private Optional<String> byTrouble(List<Publication> posts) {
    long inTrouble = channels(posts.stream()).filter(channels::isInTrouble).count();
    return inTrouble == 0
        ? Optional.empty()
        : Optional.of(
            "Tell the person that nothing goes out on %s until an admin has reconnected it in the console, under Channels; list_channels says why."
                .formatted(count(inTrouble)));
  }

  private static Stream<UUID> channels(Stream<Publication> posts) {
    return posts.map(post -> post.channelId).distinct();
  }

  private static String count(long channels) {
    return channels == 1 ? "one channel" : channels + " channels";
  }
}
