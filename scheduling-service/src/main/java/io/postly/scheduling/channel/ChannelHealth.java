package io.postly.scheduling.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.postly.scheduling.network.Networks;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of channels that are in trouble, or whose latest post, or part of a thread, did not arrive,
 * as far as is known: of one network, the network's fault; of one channel, its credentials'. And of
 * servers that fail. Every replica tells the same numbers.
 */
@ApplicationScoped
class ChannelHealth {

  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final String FAILING =
      """
      SELECT channel.network, count(*) FROM channel LEFT JOIN LATERAL (
        SELECT state FROM (
          (SELECT state, changed_at FROM publication
            WHERE channel_id = channel.id AND state IN ('published', 'failed', 'unconfirmed') AND changed_at >= :since
            ORDER BY changed_at DESC LIMIT 1)
          UNION ALL
          (SELECT state, changed_at FROM publication_part
            WHERE channel_id = channel.id AND state IN ('published', 'failed', 'unconfirmed') AND changed_at >= :since
              AND (reason IS NULL OR reason NOT IN ('post_deleted', 'content_changed', 'draft_archived'))
            ORDER BY changed_at DESC LIMIT 1)
        ) post ORDER BY changed_at DESC LIMIT 1
      ) latest ON true
      WHERE (latest.state <> 'published' OR channel.trouble_since >= :since) AND channel.disconnected_at IS NULL
      GROUP BY channel.network
      """;

  private static final String FAILING_SERVERS =
      """
      SELECT network, count(*) FROM network_server
      WHERE cardinality(failing) = :telling AND failed_at >= :since
      GROUP BY network
      """;

  private final EntityManager entities;
  private final Clock clock;
  private final Measurement measured;
  private final Networks networks;
  private final MeterRegistry meters;
  private final Map<String, AtomicLong> failing = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> failingServers = new ConcurrentHashMap<>();

  ChannelHealth(
      EntityManager entities,
      Clock clock,
      Networks networks,
      Measurements measurements,
      MeterRegistry meters) {
    this.entities = entities;
    this.clock = clock;
    this.measured = measurements.begin();
    this.networks = networks;
    this.meters = meters;
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void measure() {
    Instant since = clock.instant().minus(REMEMBERED);
    set(
        Metric.CHANNELS_FAILING,
        failing,
        entities
            .createNativeQuery(FAILING, Object[].class)
            .setParameter("since", since.atOffset(ZoneOffset.UTC)));
    set(
        Metric.NETWORK_SERVERS_FAILING,
        failingServers,
        entities
            .createNativeQuery(FAILING_SERVERS, Object[].class)
            .setParameter("telling", NetworkServer.TELLING_CHANNELS)
            .setParameter("since", clock.instant().minus(NetworkServer.MEMORY)));
    measured.succeeded();
  }

  private void set(Metric metric, Map<String, AtomicLong> gauges, Query query) {
    Map<String, Long> counts = new HashMap<>();
    for (Object[] row : rows(query)) {
      counts.put((String) row[0], ((Number) row[1]).longValue());
    }
    for (String network : networks.names()) {
      gauges
          .computeIfAbsent(network, _ -> gauge(metric, network))
          .set(counts.getOrDefault(network, 0L));
    }
  }

  /** Made with the first number: none would look as if more channels failed since the start. */
  private AtomicLong gauge(Metric metric, String network) {
    AtomicLong count = new AtomicLong();
    metric.gauge(meters, count, AtomicLong::doubleValue, network);
    return count;
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }
}
