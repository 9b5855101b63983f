package io.postly.scheduling.channel;

import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of channels whose latest post, or part of a thread, did not arrive, as far as is known: of
 * one network, the network's fault; of one channel, its credentials'. Every replica tells the same
 * numbers.
 */
@ApplicationScoped
class ChannelHealth {

  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final String FAILING =
      """
      SELECT channel.network, count(*) FROM channel CROSS JOIN LATERAL (
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
      ) latest
      WHERE latest.state <> 'published' AND channel.disconnected_at IS NULL
      GROUP BY channel.network
      """;

  private final EntityManager entities;
  private final Clock clock;
  private final Map<String, AtomicLong> failing = new HashMap<>();

  ChannelHealth(EntityManager entities, Clock clock, Networks networks, MeterRegistry meters) {
    this.entities = entities;
    this.clock = clock;
    for (String network : networks.names()) {
      AtomicLong count = new AtomicLong();
      failing.put(network, count);
      Metric.CHANNELS_FAILING.gauge(meters, count, AtomicLong::doubleValue, network);
    }
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void measure() {
    Map<String, Long> counts = count(clock.instant().minus(REMEMBERED));
    failing.forEach((network, count) -> count.set(counts.getOrDefault(network, 0L)));
  }

  private Map<String, Long> count(Instant since) {
    Map<String, Long> counts = new HashMap<>();
    Query query =
        entities
            .createNativeQuery(FAILING, Object[].class)
            .setParameter("since", since.atOffset(ZoneOffset.UTC));
    for (Object[] row : rows(query)) {
      counts.put((String) row[0], ((Number) row[1]).longValue());
    }
    return counts;
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }
}
