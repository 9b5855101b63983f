package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.removal.Removals;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Which posts can get another text at all, whatever it is. */
@ApplicationScoped
class UpdatablePosts {

  static final String PUBLISH_ANEW =
      "Tell the person: the post stays, or goes with delete_post, and the draft is published anew.";

  /** What a receiver takes for another post, it would publish again. */
  static final String HAVE_IT_SAID =
      "Tell the person: where the receiver heeds post.updated, an admin says so by"
          + " reconnecting the channel by Postly's API; else the post is changed where the receiver has put it.";

  private final Removals removals;
  private final Channels channels;
  private final PostingQueues queues;
  private final UpdateOffers offers;

  UpdatablePosts(Removals removals, Channels channels, PostingQueues queues, UpdateOffers offers) {
    this.removals = removals;
    this.channels = channels;
    this.queues = queues;
    this.offers = offers;
  }

  /**
   * The post's channel, which stays until the transaction ends. The publication's row must be
   * locked, the update's not yet: whoever lets the channel go locks its queue first.
   *
   * @throws ProblemException {@code not_updatable}
   */
  Channel requireChannel(Publication post) {
    if (post.state != PublicationState.PUBLISHED) {
      throw refused("The post is " + post.state.words() + ".");
    }
    if (removals.isWanted(post.id)) {
      throw refused("The post is deleted, or is to be.")
          .nextStep("Look at the calendar for whether it is gone.");
    }
    queues.lock(post.workspace, post.channelId);
    if (!channels.disconnected(Set.of(post.channelId)).isEmpty()) {
      throw refused("Its channel has been disconnected.")
          .nextStep("Tell the person that the text can be changed at the network itself only.");
    }
    Channel channel = channels.find(post.channelId).orElseThrow();
    if (channel.trouble().isPresent()) {
      throw refused("Nothing goes out on its channel until a person reconnects it.")
          .nextStep("Ask an admin to reconnect the channel, then repeat the call.");
    }
    requireSupport(post, channel);
    return channel;
  }

  private void requireSupport(Publication post, Channel channel) {
    UpdateSupport support = offers.of(post.network);
    if (support == UpdateSupport.NONE) {
      throw refused("Posts on " + post.network + " cannot be changed.").nextStep(PUBLISH_ANEW);
    }
    if (!channel.isUpdatable(support)) {
      throw refused("Nobody has said that the channel's receiver takes changes for changes.")
          .nextStep(HAVE_IT_SAID);
    }
    if (support == UpdateSupport.BY_REFERENCE && post.reference == null) {
      throw refused(
              "The post can only be changed at the network itself: Postly does not know by what name"
                  + " it stands.")
          .nextStep("Tell the person.");
    }
  }

  /** One wish at a time: what is asked for ends by itself, or with its draft's next revision. */
  void requireIdle(Optional<PostUpdate> earlier) {
    if (earlier.filter(update -> update.state.isUnderWay()).isPresent()) {
      throw refused("Its network is being asked already.")
          .nextStep(
              "Look at the calendar for what becomes of it. If that text is not to go out, revise"
                  + " the draft: what is not being sent ends with that.")
          .retryable();
    }
  }

  static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.NOT_UPDATABLE, detail);
  }
}
