package io.postly.scheduling.channel;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Tells the others of channels and of what they take. A release whose networks take something else
 * tells of all channels twice more, since others know of a channel only what its event said: at
 * once, and when replicas of the release before, which leave out what they do not know, are surely
 * gone.
 */
@ApplicationScoped
class ChannelAnnouncements {

  /** Counted up with each change of what networks take. 1: pictures; 2: their shape; 3: threads. */
  private static final int EDITION = 3;

  /** What a channel has seen of this edition. */
  private static final int AT_ONCE = 2 * EDITION - 1;

  private static final int ONCE_MORE = 2 * EDITION;

  private static final int AT_A_TIME = 100;

  private static final String OUTDATED =
      """
      SELECT * FROM channel WHERE announced < :announced AND disconnected_at IS NULL
      AND network IN (:networks) ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;
  private final Networks networks;
  private final Outbox outbox;

  ChannelAnnouncements(EntityManager entities, Networks networks, Outbox outbox) {
    this.entities = entities;
    this.networks = networks;
    this.outbox = outbox;
  }

  /** Tells of a channel. */
  void announce(Channel channel, Network network) {
    announce(channel, network, AT_ONCE);
  }

  private void announce(Channel channel, Network network, int announced) {
    channel.announced = announced;
    outbox.add(
        new OutgoingEvent(
            ChannelConnected.TOPIC,
            ChannelConnected.TYPE,
            channel.id,
            channel.workspace,
            ChannelConnected.of(channel.workspace, ChannelView.of(channel, network), network)));
  }

  /**
   * Tells of all channels that an earlier release has told of. After the first time there are more
   * only if a replica of that release still connects some, if one was locked, or if this failed.
   */
  @Scheduled(every = "5m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void announceOutdated() {
    announceAll(AT_ONCE);
  }

  /** Tells of them once more. An upgrade takes minutes, and this process is a part of it. */
  @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void announceOnceMore() {
    announceAll(ONCE_MORE);
  }

  private void announceAll(int announced) {
    boolean mayBeMore = true;
    while (mayBeMore) {
      mayBeMore =
          QuarkusTransaction.requiringNew().call(() -> announceSome(announced)) == AT_A_TIME;
    }
  }

  /** How many it has told of. */
  private int announceSome(int announced) {
    List<?> outdated =
        entities
            .createNativeQuery(OUTDATED, Channel.class)
            .setParameter("announced", announced)
            .setParameter("networks", networks.names())
            .setParameter("most", AT_A_TIME)
            .getResultList();
    outdated.stream()
        .map(Channel.class::cast)
        .forEach(channel -> announce(channel, networks.get(channel.network), announced));
    return outdated.size();
  }
}
