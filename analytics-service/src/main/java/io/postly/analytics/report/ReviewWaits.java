package io.postly.analytics.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Computes how long requests waited that were decided in a period: exactly, and without reading all
 * of them. Of whole months it is counted how many waits are of which class, everything else is
 * counted now; that tells which class a percentile is in, and only waits of that class are sorted.
 */
@ApplicationScoped
class ReviewWaits {

  private static final String PERCENTILES =
      """
      WITH marked AS MATERIALIZED (
        SELECT month FROM workflow_month_mark WHERE workspace = :workspace AND month >= :firstMonth AND month < :lastMonth
        UNION SELECT date_trunc('month', day, 'UTC') FROM workflow_mark
        WHERE workspace = :workspace AND day >= :firstMonth AND day < :lastMonth
      ), uncounted (since, before) AS (
        VALUES (CAST(:from AS timestamptz), CAST(:firstMonth AS timestamptz)),
          (CAST(:lastMonth AS timestamptz), CAST(:to AS timestamptz))
        UNION ALL SELECT month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC' FROM marked
      ), counted AS (
        SELECT wait_class, decisions FROM wait_month
        WHERE workspace = :workspace AND channel = :channel AND counted_by = :countedBy AND client = :client
          AND month >= :firstMonth AND month < :lastMonth AND month NOT IN (SELECT month FROM marked)
        UNION ALL
        SELECT wait_class, decisions FROM uncounted CROSS JOIN LATERAL (
          SELECT wait_class, count(*) AS decisions FROM decision
          WHERE workspace = :workspace AND channel = :channel AND decided_at >= since AND decided_at < before
            AND (:client = '' OR client = :client)
          GROUP BY wait_class) decided
      ), class AS (
        SELECT wait_class, sum(decisions) AS decisions, sum(sum(decisions)) OVER (ORDER BY wait_class) - sum(decisions) AS below,
          sum(sum(decisions)) OVER () AS all_decisions
        FROM counted GROUP BY wait_class
      ), percentile AS MATERIALIZED (
        SELECT share, CAST(floor(place) AS bigint) AS low, CAST(ceil(place) AS bigint) AS high,
          CAST(place - floor(place) AS double precision) AS fraction
        FROM (
          SELECT share, share * (max(all_decisions) - 1) AS place FROM class, (VALUES (0.5), (0.9)) AS wanted (share)
          GROUP BY share
        ) placed
      ), needed AS MATERIALIZED (
        SELECT DISTINCT wait_class, below FROM class JOIN percentile
        ON low >= below AND low < below + decisions OR high >= below AND high < below + decisions
      ), wait AS MATERIALIZED (
        SELECT CAST(below AS bigint) + number - 1 AS place, seconds FROM needed CROSS JOIN LATERAL (
          SELECT seconds, row_number() OVER (ORDER BY seconds) AS number FROM (
            SELECT date_part('epoch', decided_at - requested_at) AS seconds FROM decision
            WHERE workspace = :workspace AND channel = :channel AND wait_class = needed.wait_class
              AND decided_at >= :from AND decided_at < :to AND (:client = '' OR client = :client)
          ) of_class) numbered
      )
      SELECT lower.seconds + (higher.seconds - lower.seconds) * fraction
      FROM percentile JOIN wait lower ON lower.place = low JOIN wait higher ON higher.place = high
      ORDER BY share
      """;

  private final EntityManager entities;

  /**
   * How long requests waited, in seconds.
   *
   * @param median half of them waited no longer; null if there are none
   * @param nineOfTen that share of them waited no longer, interpolated; null if there are none
   */
  record Waits(Long median, Long nineOfTen) {}

  ReviewWaits(EntityManager entities) {
    this.entities = entities;
  }

  Waits of(Period period, Instant now) {
    List<Double> seconds = percentiles(period, now);
    return seconds.isEmpty()
        ? new Waits(null, null)
        : new Waits(Math.round(seconds.getFirst()), Math.round(seconds.getLast()));
  }

  @SuppressWarnings("unchecked") // The query was made for that class.
  private List<Double> percentiles(Period period, Instant now) {
    Period.Whole months = period.wholeHours(now).days().months();
    Query query =
        entities
            .createNativeQuery(PERCENTILES, Double.class)
            .setParameter("workspace", period.workspace())
            .setParameter("channel", period.startedThrough())
            .setParameter("countedBy", period.workflowsCountedBy())
            .setParameter("client", period.client() == null ? "" : period.client())
            .setParameter("from", utc(period.from()))
            .setParameter("to", utc(period.to()))
            .setParameter("firstMonth", utc(months.begin()))
            .setParameter("lastMonth", utc(months.end()));
    return query.getResultList();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
