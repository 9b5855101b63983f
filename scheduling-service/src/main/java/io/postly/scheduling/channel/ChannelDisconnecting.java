package io.postly.scheduling.channel;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Lets a channel go: its credentials are forgotten and given back, its past stays. */
@ApplicationScoped
class ChannelDisconnecting {

  private final Channels channels;
  private final ChannelPosts posts;
  private final Networks networks;
  private final ChannelGrants grants;
  private final Event<CredentialsLeft> leavings;
  private final Outbox outbox;
  private final ActionContext context;
  private final Clock clock;

  ChannelDisconnecting(
      Channels channels,
      ChannelPosts posts,
      Networks networks,
      ChannelGrants grants,
      Event<CredentialsLeft> leavings,
      Outbox outbox,
      ActionContext context,
      Clock clock) {
    this.channels = channels;
    this.posts = posts;
    this.networks = networks;
    this.grants = grants;
    this.leavings = leavings;
    this.outbox = outbox;
    this.context = context;
    this.clock = clock;
  }

  DisconnectedChannel disconnect(String workspace, UUID channelId, Disconnection wanted) {
    channels.connected(workspace, channelId);
    context.subject("channel", channelId, null);
    ChannelPosts.Unfinished unfinished = lockPosts(workspace, channelId);
    // Whoever records what became of a part has the channel, and waits for the part after it.
    requireSettled(unfinished);
    Channel channel = channels.lockConnected(workspace, channelId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int cancelled = endWaiting(channelId, unfinished, wanted.cancelsPosts(), now);
    ChannelView before =
        ChannelView.of(channel, networks.get(channel.network())).seenBy(grants.visibility(channel));
    channel
        .sealedCredentials()
        .ifPresent(credentials -> leavings.fire(new CredentialsLeft(credentials, false)));
    channel.disconnect(now);
    outbox.add(
        new OutgoingEvent(
            ChannelDisconnected.TOPIC,
            ChannelDisconnected.TYPE,
            channelId,
            workspace,
            new ChannelDisconnected(channelId, workspace, now)));
    context.change(before, null);
    context.undo(
        Undo.impossible("Its credentials are not kept; the account can be connected anew."));
    context.nextStep("Take the channel out of drafts that name it, with update_draft.");
    return new DisconnectedChannel(before, cancelled);
  }

  private ChannelPosts.Unfinished lockPosts(String workspace, UUID channelId) {
    return posts
        .lock(workspace, channelId)
        .orElseThrow(
            () ->
                ProblemException.of(
                        SchedulingErrorCode.CHANNEL_IN_USE,
                        "Somebody is planning posts on it at this moment.")
                    .retryable());
  }

  /** What is being sent ends by itself; what is unconfirmed may wait for a person. */
  private static void requireSettled(ChannelPosts.Unfinished unfinished) {
    if (unfinished.unconfirmed() > 0) {
      throw ProblemException.of(
              SchedulingErrorCode.CHANNEL_IN_USE,
              unfinished.unconfirmed()
                  + " of its posts, or their new texts, may or may not stand on the network.")
          .nextStep(
              "Ask a person to look at the network and to settle them with settle_post; then repeat"
                  + " the call. get_calendar shows which are unconfirmed.");
    }
    if (unfinished.sending() > 0) {
      throw ProblemException.of(
              SchedulingErrorCode.CHANNEL_IN_USE,
              unfinished.sending() + " of its posts are being sent at this moment.")
          .nextStep("Repeat the call in a minute.")
          .retryable();
    }
  }

  private int endWaiting(
      UUID channelId, ChannelPosts.Unfinished unfinished, boolean cancelled, Instant now) {
    int planned = unfinished.waiting().size() + unfinished.threads();
    int waiting = planned + unfinished.updates();
    if (waiting > 0 && !cancelled) {
      throw ProblemException.of(
          SchedulingErrorCode.CHANNEL_IN_USE,
          planned > 0
              ? planned + " posts wait to go out on it."
              : unfinished.updates() + " of its posts wait for another text.");
    }
    posts.cancel(channelId, unfinished.waiting(), now);
    return waiting;
  }
}
