package io.postly.scheduling.channel;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells the others of channels and of what they take. A release whose networks take something else
 * tells of all channels twice more, since others know of a channel only what its event said: at
 * once, and when replicas of the release before, which leave out what they do not know, are surely
 * gone.
 *
 * <p>Of threads it tells the second time only. Replicas of the release before show, approve and
 * send first texts alone; as long as no channel is known to take threads, drafts refuse them, so
 * that none meets such a replica. So it is with content warnings, without which they would send. It
 * is the same with pictures on networks that took none before: those replicas would refuse such
 * posts. That an upgrade is over, this process knows when it has been up for an hour, or when one
 * that has been has told of a channel; and where nobody has ever connected a channel, as in a new
 * installation, nobody has worked with a release before.
 *
 * <p>Where a network takes pictures only of installations that it reaches, its channels are told of
 * again once that has changed: that it takes none any more, at once; that it takes some, once
 * replicas are surely gone that do not know the installation's new address. They would refuse such
 * posts for good.
 */
@ApplicationScoped
class ChannelAnnouncements {

  /**
   * Counted up with each change of what networks take. 1: pictures; 2: their shape; 3: threads; 4:
   * pictures on LinkedIn and X; 5: pictures on Threads; 6: content warnings, and drafts could not
   * keep how X counts before, and so knew no channel on X.
   */
  private static final int EDITION = 6;

  /** What a channel has seen of this edition. */
  private static final int AT_ONCE = 2 * EDITION - 1;

  private static final int ONCE_MORE = 2 * EDITION;

  /**
   * What a channel has seen that says that replicas are gone which cannot read what people grant by
   * signing in ({@link io.postly.scheduling.network.SignIn#isNew}).
   */
  private static final int SIGN_INS = 2 * 4;

  /** What a channel has seen of which others know whether it takes threads. */
  private static final int THREADS = 2 * 3;

  /** What a channel has seen of which others know whether it takes content warnings. */
  private static final int CONTENT_WARNINGS = 2 * 6;

  /**
   * What a channel has seen of which others know that it takes pictures, where a release before
   * took none.
   */
  private static final Map<String, Integer> PICTURES =
      Map.of("linkedin", 2 * 4, "x", 2 * 4, "threads", 2 * 5);

  /** No channel has this identifier. */
  private static final UUID NONE = new UUID(0, 0);

  private static final Duration LONGEST_UPGRADE = Duration.ofHours(1);

  private static final int AT_A_TIME = 100;

  private static final String OUTDATED =
      """
      SELECT * FROM channel WHERE disconnected_at IS NULL AND network IN (:networks)
      AND (announced < :announced OR announced = :complete
        AND announced_pictures <> (network = ANY (CAST(:taking AS text[])))
        AND (announced_pictures OR :gained))
      ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
      """;

  private static final String UPGRADE_IS_OVER =
      """
      SELECT NOT EXISTS (SELECT FROM channel WHERE id <> :channel)
      OR EXISTS (SELECT FROM channel WHERE announced >= :announced)
      """;

  private final EntityManager entities;
  private final Networks networks;
  private final Outbox outbox;
  private final Clock clock;
  private final Instant startedAt;

  ChannelAnnouncements(EntityManager entities, Networks networks, Outbox outbox, Clock clock) {
    this.entities = entities;
    this.networks = networks;
    this.outbox = outbox;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** Tells of a channel that has just been connected. */
  void announce(Channel channel, Network network) {
    announce(channel, network, isUpgradeOver(channel.id, ONCE_MORE) ? ONCE_MORE : AT_ONCE);
  }

  /** Whether replicas are surely gone that cannot read what people grant by signing in. */
  boolean mayPeopleSignIn() {
    return isUpgradeOver(NONE, SIGN_INS);
  }

  private boolean isUpgradeOver(UUID connected, int announced) {
    return !startedAt.plus(LONGEST_UPGRADE).isAfter(clock.instant())
        || (boolean)
            entities
                .createNativeQuery(UPGRADE_IS_OVER, Boolean.class)
                .setParameter("channel", connected)
                .setParameter("announced", announced)
                .getSingleResult();
  }

  private void announce(Channel channel, Network network, int announced) {
    int known = announced == ONCE_MORE ? ONCE_MORE : channel.announced;
    ChannelConnected connected = connected(channel, network, known);
    channel.announced = announced;
    channel.announcedPictures = connected.pictures() != null;
    outbox.add(
        new OutgoingEvent(
            ChannelConnected.TOPIC,
            ChannelConnected.TYPE,
            channel.id,
            channel.workspace,
            connected));
  }

  private static ChannelConnected connected(Channel channel, Network network, int known) {
    ChannelConnected connected =
        ChannelConnected.of(channel.workspace, ChannelView.of(channel, network), network);
    if (known < THREADS) {
      connected = connected.withoutThreads();
    }
    if (known < CONTENT_WARNINGS) {
      connected = connected.withoutContentWarnings();
    }
    return known < PICTURES.getOrDefault(network.name(), 0)
        ? connected.withoutPictures()
        : connected;
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
            .setParameter("complete", ONCE_MORE)
            .setParameter("gained", announced == ONCE_MORE)
            .setParameter("taking", takingPictures())
            .setParameter("most", AT_A_TIME)
            .getResultList();
    outdated.stream()
        .map(Channel.class::cast)
        .forEach(
            channel ->
                announce(
                    channel,
                    networks.get(channel.network),
                    Math.max(announced, channel.announced)));
    return outdated.size();
  }

  /** The networks that take pictures, as this installation is. */
  private String[] takingPictures() {
    return networks.all().stream()
        .filter(network -> network.pictures().isPresent())
        .map(Network::name)
        .toArray(String[]::new);
  }
}
