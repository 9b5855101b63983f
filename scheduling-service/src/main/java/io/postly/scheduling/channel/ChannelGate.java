package io.postly.scheduling.channel;

import io.postly.scheduling.network.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps posts away from a channel that takes none at the moment: for as long as its network asks to
 * be left alone, for ever longer while nothing gets through, and until a person has mended it where
 * its account is not accepted. All dispatchers see the same gate, for it stands in the database.
 */
@ApplicationScoped
public class ChannelGate {

  private static final String OPEN =
      """
      UPDATE Channel SET failures = 0, closedUntil = NULL
      WHERE id = :channel AND (failures > 0 OR closedUntil IS NOT NULL)
      """;

  private static final Logger LOG = Logger.getLogger(ChannelGate.class);

  private final EntityManager entities;
  private final Event<ChannelInTrouble> troubles;

  ChannelGate(EntityManager entities, Event<ChannelInTrouble> troubles) {
    this.entities = entities;
    this.troubles = troubles;
  }

  /** Takes note of what became of a post. Part of the caller's transaction. */
  public void learn(UUID channelId, Delivery delivery, Instant now) {
    switch (delivery) {
      case Delivery.Delivered _ -> open(channelId);
      case Delivery.Unknown _ -> change(channelId, channel -> channel.failed(now));
      case Delivery.NotDelivered failure -> learn(channelId, failure, now);
    }
  }

  private void learn(UUID channelId, Delivery.NotDelivered failure, Instant now) {
    switch (failure.cause()) {
      case POST -> open(channelId);
      case ACCOUNT -> change(channelId, channel -> needsAttention(channel, failure.reason(), now));
      case PASSING ->
          change(
              channelId,
              channel ->
                  failure
                      .retryAfter()
                      .ifPresentOrElse(
                          asked -> channel.leaveAlone(asked, now), () -> channel.failed(now)));
    }
  }

  private void needsAttention(Channel channel, String why, Instant now) {
    if (channel.trouble().isEmpty()) {
      LOG.warnf("Channel %s: nothing goes out until a person reconnects it: %s", channel.id(), why);
      channel.needsAttention(why, now);
      troubles.fire(
          new ChannelInTrouble(
              channel.id, channel.workspace, channel.network, channel.name, why, now));
    }
  }

  /** Usually there is nothing to write, and nobody to wait for. */
  private void open(UUID channelId) {
    entities.createQuery(OPEN).setParameter("channel", channelId).executeUpdate();
  }

  private void change(UUID channelId, Consumer<Channel> step) {
    step.accept(entities.find(Channel.class, channelId, LockModeType.PESSIMISTIC_WRITE));
  }
}
