package io.postly.scheduling.channel;

import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps posts away from a channel that takes none at the moment: for as long as its network asks to
 * be left alone, for ever longer while nothing gets through, and until a person has mended it where
 * its account is refused twice in a row. When it opens again, one post goes first, and the others
 * once that one got through. While what it shares with other channels fails, it is closed at once,
 * so that they take turns in trying it. All dispatchers see the same gate, for it stands in the
 * database.
 */
@ApplicationScoped
public class ChannelGate {

  private static final String OPEN =
      """
      UPDATE channel SET failures = 0, closed_until = NULL, refused_at = NULL
      WHERE id = ANY (CAST(:channels AS uuid[])) AND (failures > 0 OR closed_until IS NOT NULL)
      """;

  private static final String OPENING =
      "SELECT id FROM channel WHERE id = ANY (CAST(:channels AS uuid[])) AND closed_until IS NOT"
          + " NULL";

  private static final String TAKE =
      "SELECT id FROM channel WHERE id = :channel AND closed_until IS NOT NULL FOR UPDATE SKIP"
          + " LOCKED";

  private static final String LEFT_ALONE =
      """
      SELECT id, closed_until FROM channel
      WHERE workspace = :workspace AND trouble IS NULL AND closed_until > :now
      """;

  /**
   * SQL: whether a channel takes posts at :now, as far as is known. Part of a query of {@code
   * channel}. The servers are looked up once for the whole query.
   */
  public static final String TAKES_POSTS =
      """
      channel.trouble IS NULL AND (channel.free_at IS NULL OR channel.free_at <= :now)
        AND (channel.closed_until IS NULL OR channel.closed_until <= :now)
        AND (channel.server IS NULL
          OR channel.server NOT IN (
            SELECT name FROM network_server WHERE free_at > :now OR next_try_at > :now))
      """;

  private static final Logger LOG = Logger.getLogger(ChannelGate.class);

  private final EntityManager entities;
  private final NetworkServers servers;
  private final Event<ChannelInTrouble> troubles;

  ChannelGate(EntityManager entities, NetworkServers servers, Event<ChannelInTrouble> troubles) {
    this.entities = entities;
    this.servers = servers;
    this.troubles = troubles;
  }

  /**
   * Until when channels of a workspace are left alone; without those that are not, and those that a
   * person has to mend first.
   */
  Map<UUID, Instant> leftAlone(String workspace, Instant now) {
    List<?> rows =
        entities
            .createNativeQuery(LEFT_ALONE, Tuple.class)
            .setParameter("workspace", workspace)
            .setParameter("now", now)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(
            Collectors.toMap(
                row -> row.get("id", UUID.class), row -> row.get("closed_until", Instant.class)));
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
      case Delivery.Delivered _ -> gotThrough(Set.of(channelId));
      case Delivery.Unknown unknown ->
          change(channelId, channel -> failed(channel, unknown.reason(), Optional.empty(), now));
      case Delivery.NotDelivered failure -> {
        learn(channelId, failure, now);
        if (HttpVerdict.isAnswer(failure.reason())) {
          servers.answered(Set.of(channelId));
        }
      }
    }
  }

  /**
   * Its network asks for it, whatever it was asked. Part of the caller's transaction.
   *
   * @param asked for how long
   */
  public void leaveAlone(UUID channelId, Duration asked, Instant now) {
    change(channelId, channel -> channel.leaveAlone(asked, now));
  }

  /** While its server fails, a channel waits at once: the next to try it is another one. */
  private void failed(Channel channel, String reason, Optional<Duration> asked, Instant now) {
    boolean isItsServer = HttpVerdict.isServersFailure(reason) && servers.failed(channel, now);
    asked.ifPresentOrElse(
        pause -> channel.leaveAlone(pause, now), () -> channel.failed(now, isItsServer));
  }

  private void learn(UUID channelId, Delivery.NotDelivered failure, Instant now) {
    switch (failure.cause()) {
      case POST -> open(Set.of(channelId));
      case ACCOUNT -> change(channelId, channel -> doubted(channel, failure.reason(), now));
      case CREDENTIALS ->
          change(
              channelId,
              channel -> {
                channel.renewSoon(now);
                channel.failed(now, false);
              });
      case PASSING ->
          change(
              channelId, channel -> failed(channel, failure.reason(), failure.retryAfter(), now));
      case KIND, POSTLY -> {
        // Nothing has been learnt of the channel.
      }
    }
  }

  /**
   * Whatever the refusal looks like, one alone disconnects nobody: it may be a proxy's or a
   * firewall's, or that of a replica of another release which cannot read what others can.
   */
  private void doubted(Channel channel, String why, Instant now) {
    channel.refused(now);
    if (channel.isRefusedForGood(now)) {
      needsAttention(channel, why, now);
    } else {
      LOG.infof("Channel %s: tried again before a person is asked to help: %s", channel.id(), why);
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

  /**
   * Something got through to each of these channels. Usually there is nothing to write, and nobody
   * to wait for. Part of the caller's transaction.
   */
  public void gotThrough(Set<UUID> channelIds) {
    if (!channelIds.isEmpty()) {
      open(channelIds);
      servers.answered(channelIds);
    }
  }

  private void open(Set<UUID> channelIds) {
    entities.createNativeQuery(OPEN).setParameter("channels", distinct(channelIds)).executeUpdate();
  }

  private static UUID[] distinct(Collection<UUID> channelIds) {
    return channelIds.stream().distinct().toArray(UUID[]::new);
  }

  private void change(UUID channelId, Consumer<Channel> step) {
    step.accept(entities.find(Channel.class, channelId, LockModeType.PESSIMISTIC_WRITE));
  }
}
