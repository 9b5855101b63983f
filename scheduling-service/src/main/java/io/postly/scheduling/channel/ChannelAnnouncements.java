package io.postly.scheduling.channel;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Tells the others of channels and of what they take. A release whose networks take something else
 * tells of all channels once more: others know of a channel only what its event said.
 */
@ApplicationScoped
class ChannelAnnouncements {

  /** Counted up with each change of what networks take. 1: pictures, 2: threads. */
  static final int EDITION = 2;

  private static final int AT_A_TIME = 100;

  private static final String OUTDATED =
      """
      SELECT * FROM channel WHERE announced < :edition AND disconnected_at IS NULL
      ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
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
    channel.announced = EDITION;
    outbox.add(
        new OutgoingEvent(
            ChannelConnected.TOPIC,
            ChannelConnected.TYPE,
            channel.id,
            channel.workspace,
            ChannelConnected.of(channel.workspace, ChannelView.of(channel, network), network)));
  }

  /** Tells of channels that an earlier release has told of. */
  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void announceOutdated() {
    List<?> outdated =
        entities
            .createNativeQuery(OUTDATED, Channel.class)
            .setParameter("edition", EDITION)
            .setParameter("most", AT_A_TIME)
            .getResultList();
    outdated.stream()
        .map(Channel.class::cast)
        .forEach(
            channel ->
                networks.find(channel.network).ifPresent(network -> announce(channel, network)));
  }
}
