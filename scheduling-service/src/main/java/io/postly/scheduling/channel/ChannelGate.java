package io.postly.scheduling.channel;

import io.postly.scheduling.network.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps posts away from a channel that takes none at the moment: for as long as its network asks to
 * be left alone, for ever longer while nothing gets through, and until a person has mended it where
 * its account is not accepted. When it opens again, one post goes first, and the others once that
 * one got through. All dispatchers see the same gate, for it stands in the database.
 */
@ApplicationScoped
public class ChannelGate {

  private static final String OPEN =
      """
      UPDATE channel SET failures = 0, closed_until = NULL
      WHERE id = ANY (CAST(:channels AS uuid[])) AND (failures > 0 OR closed_until IS NOT NULL)
      """;

  private static final String OPENING =
      "SELECT id FROM channel WHERE id = ANY (CAST(:channels AS uuid[])) AND closed_until IS NOT"
          + " NULL";

  private static final String TAKE =
      "SELECT id FROM channel WHERE id = :channel AND closed_until IS NOT NULL FOR UPDATE SKIP"
          + " LOCKED";

  private static final Logger LOG = Logger.getLogger(ChannelGate.class);

  private final EntityManager entities;
  private final Event<ChannelInTrouble> troubles;

  ChannelGate(EntityManager entities, Event<ChannelInTrouble> troubles) {
    this.entities = entities;
    this.troubles = troubles;
  }

  /** Which of these channels were closed, and have not been shown to take posts again. */
  public Set<UUID> opening(Collection<UUID> channelIds) {
    if (channelIds.isEmpty()) {
      return Set.of();
    }
    List<?> opening =
        entities
            .createNativeQuery(OPENING, UUID.class)
            .setParameter("channels", distinct(channelIds))
            .getResultList();
    return opening.stream().map(UUID.class::cast).collect(Collectors.toSet());
  }

  /**
   * Lets nobody else try one of these channels until the end of the transaction.
   *
   * @return false if somebody else does, or if it has been shown to take posts
   */
  public boolean take(UUID channelId) {
    return !entities
        .createNativeQuery(TAKE, UUID.class)
        .setParameter("channel", channelId)
        .getResultList()
        .isEmpty();
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
      case CREDENTIALS ->
          change(
              channelId,
              channel -> {
                channel.renewSoon(now);
                channel.failed(now);
              });
      case PASSING ->
          change(
              channelId,
              channel ->
                  failure
                      .retryAfter()
                      .ifPresentOrElse(
                          asked -> channel.leaveAlone(asked, now), () -> channel.failed(now)));
      case KIND, POSTLY -> {
        // Nothing has been learnt of the channel.
      }
    }
  }

  /**
   * The network refuses the account for certain. Part of the caller's transaction, which has locked
   * the row.
   */
  void refused(Channel channel, Instant now) {
    needsAttention(channel, Delivery.CREDENTIALS_REFUSED, now);
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

  private void open(UUID channelId) {
    open(Set.of(channelId));
  }

  /**
   * Something got through to each of these channels. Usually there is nothing to write, and nobody
   * to wait for. Part of the caller's transaction.
   */
  public void open(Set<UUID> channelIds) {
    if (!channelIds.isEmpty()) {
      entities
          .createNativeQuery(OPEN)
          .setParameter("channels", distinct(channelIds))
          .executeUpdate();
    }
  }

  private static UUID[] distinct(Collection<UUID> channelIds) {
    return channelIds.stream().distinct().toArray(UUID[]::new);
  }

  private void change(UUID channelId, Consumer<Channel> step) {
    step.accept(entities.find(Channel.class, channelId, LockModeType.PESSIMISTIC_WRITE));
  }
}
