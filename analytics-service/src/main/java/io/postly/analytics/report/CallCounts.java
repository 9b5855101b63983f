package io.postly.analytics.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Counts the calls of a period: whole months, days and hours from what was counted before,
 * everything else from the activity log itself. One statement reads all of it, so that a call is
 * seen once although it is counted meanwhile.
 */
@ApplicationScoped
class CallCounts {

  private static final String COUNT =
      """
      WITH marked AS MATERIALIZED (
        SELECT DISTINCT hour FROM activity_mark
        WHERE workspace = :workspace AND hour >= :firstHour AND hour < :lastHour
      ), marked_day AS MATERIALIZED (
        SELECT DISTINCT date_trunc('day', hour, 'UTC') AS day FROM marked WHERE hour >= :firstDay AND hour < :lastDay
      ), marked_month AS MATERIALIZED (
        SELECT month FROM activity_month_mark WHERE workspace = :workspace AND month >= :firstMonth AND month < :lastMonth
        UNION SELECT date_trunc('month', day, 'UTC') FROM marked_day WHERE day >= :firstMonth AND day < :lastMonth
      ), of_days (since, before) AS (
        VALUES (CAST(:firstDay AS timestamptz), CAST(:firstMonth AS timestamptz)),
          (CAST(:lastMonth AS timestamptz), CAST(:lastDay AS timestamptz))
        UNION ALL SELECT month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC' FROM marked_month
      ), of_hours (since, before) AS (
        VALUES (CAST(:firstHour AS timestamptz), CAST(:firstDay AS timestamptz)),
          (CAST(:lastDay AS timestamptz), CAST(:lastHour AS timestamptz))
        UNION ALL SELECT day, day + interval '24 hours' FROM marked_day
      ), of_calls (since, before) AS (
        VALUES (CAST(:from AS timestamptz), CAST(:firstHour AS timestamptz)),
          (CAST(:lastHour AS timestamptz), CAST(:to AS timestamptz))
        UNION ALL SELECT hour, hour + interval '1 hour' FROM marked
      ), counted AS (
        SELECT action, service, outcome, code, calls FROM activity_month_total
        WHERE workspace = :workspace AND counted_by = :countedBy AND client = :client AND (:channel = '' OR channel = :channel)
          AND month >= :firstMonth AND month < :lastMonth AND month NOT IN (SELECT month FROM marked_month)
        UNION ALL
        SELECT action, service, outcome, code, calls FROM of_days CROSS JOIN LATERAL (
          SELECT action, service, outcome, code, sum(calls) AS calls FROM activity_day_total
          WHERE :client = '' AND workspace = :workspace AND counted_by = :countedBy AND channel = :channel
            AND day >= since AND day < before AND day NOT IN (SELECT day FROM marked_day)
          GROUP BY action, service, outcome, code) days
        UNION ALL
        SELECT action, service, outcome, code, calls FROM of_days CROSS JOIN LATERAL (
          SELECT action, service, outcome, code, sum(calls) AS calls FROM activity_day
          WHERE :client <> '' AND workspace = :workspace AND client = :client AND (:channel = '' OR channel = :channel)
            AND day >= since AND day < before AND day NOT IN (SELECT day FROM marked_day)
          GROUP BY action, service, outcome, code) days
        UNION ALL
        SELECT action, service, outcome, code, calls FROM of_hours CROSS JOIN LATERAL (
          SELECT action, service, outcome, code, sum(calls) AS calls FROM activity_hour
          WHERE workspace = :workspace AND hour >= since AND hour < before AND hour NOT IN (SELECT hour FROM marked)
            AND (:channel = '' OR channel = :channel) AND (:client = '' OR client = :client)
          GROUP BY action, service, outcome, code) hours
        UNION ALL
        SELECT action, service, outcome, code, calls FROM of_calls CROSS JOIN LATERAL (
          SELECT action, service, outcome, code, count(*) AS calls FROM activity
          WHERE workspace = :workspace AND at >= since AND at < before
            AND (:channel = '' OR channel = :channel) AND (:client = '' OR client = :client)
          GROUP BY action, service, outcome, code) calls
      )
      SELECT action, service, outcome, code, sum(calls) FROM counted
      GROUP BY action, service, outcome, code ORDER BY sum(calls) DESC, action, service, outcome, code
      """;

  private final EntityManager entities;

  CallCounts(EntityManager entities) {
    this.entities = entities;
  }

  /** All calls of the period, the most frequent kind first. */
  List<CallCount> of(Period period, Instant now) {
    Period.Whole hours = period.wholeHours(now);
    Period.Whole days = hours.days();
    Period.Whole months = days.months();
    Query query =
        entities
            .createNativeQuery(COUNT, Object[].class)
            .setParameter("workspace", period.workspace())
            .setParameter("from", utc(period.from()))
            .setParameter("to", utc(period.to()))
            .setParameter("firstHour", utc(hours.begin()))
            .setParameter("lastHour", utc(hours.end()))
            .setParameter("firstDay", utc(days.begin()))
            .setParameter("lastDay", utc(days.end()))
            .setParameter("firstMonth", utc(months.begin()))
            .setParameter("lastMonth", utc(months.end()))
            .setParameter("countedBy", period.countedBy())
            .setParameter("channel", period.channel() == null ? "" : period.channel())
            .setParameter("client", period.client() == null ? "" : period.client());
    return rows(query).stream()
        .map(
            row ->
                new CallCount(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    ((Number) row[4]).longValue()))
        .toList();
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
