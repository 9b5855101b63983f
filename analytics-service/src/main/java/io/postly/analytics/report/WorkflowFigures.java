package io.postly.analytics.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes what became of workflows and reviews, from the facts recorded of them. */
@ApplicationScoped
class WorkflowFigures {

  // Days without a mark are read from their counts, everything else from workflows and decisions.
  private static final String SPANS =
      """
      WITH marked AS MATERIALIZED (
        SELECT DISTINCT day FROM workflow_mark WHERE workspace = :workspace AND day >= :firstDay AND day < :lastDay
      ), uncounted (since, before) AS (
        VALUES (CAST(:from AS timestamptz), CAST(:firstDay AS timestamptz)),
          (CAST(:lastDay AS timestamptz), CAST(:to AS timestamptz))
        UNION ALL SELECT day, day + interval '24 hours' FROM marked
      ),
      """;
  private static final String STAGES =
      SPANS
          + """
          found AS (
            SELECT stage, reason, workflows, submitted, approved, scheduled FROM workflow_day
            WHERE workspace = :workspace AND channel = :channel AND counted_by = :countedBy AND client = :client
              AND day >= :firstDay AND day < :lastDay AND day NOT IN (SELECT day FROM marked)
            UNION ALL
            SELECT stage, reason, workflows, submitted, approved, scheduled FROM uncounted CROSS JOIN LATERAL (
              SELECT stage, reason, count(*) AS workflows, count(submitted_at) AS submitted, count(approved_at) AS approved,
                count(scheduled_at) AS scheduled
              FROM workflow_standing
              WHERE workspace = :workspace AND channel = :channel AND started_at >= since AND started_at < before
                AND (:client = '' OR client = :client)
              GROUP BY stage, reason) started
          )
          SELECT stage, reason, sum(workflows), sum(submitted), sum(approved), sum(scheduled) FROM found
          GROUP BY stage, reason
          ORDER BY array_position(ARRAY['started', 'submitted', 'approved', 'scheduled', 'published'], stage),
            sum(workflows) DESC, reason
          """;
  // A draft that was decided on once is a round of its own if it was approved; of the others, all
  // rounds of the period count if one of them approved.
  private static final String APPROVALS =
      SPANS
          + """
          found AS (
            SELECT decided, approved, rejected, approved_once FROM decision_day
            WHERE workspace = :workspace AND channel = :channel AND counted_by = :countedBy AND client = :client
              AND day >= :firstDay AND day < :lastDay AND day NOT IN (SELECT day FROM marked)
            UNION ALL
            SELECT decided, approved, rejected, approved_once FROM uncounted CROSS JOIN LATERAL (
              SELECT count(*) AS decided, count(*) FILTER (WHERE decision = 'approved') AS approved,
                count(*) FILTER (WHERE decision = 'rejected') AS rejected,
                count(*) FILTER (WHERE decision = 'approved' AND NOT repeated) AS approved_once
              FROM decision
              WHERE workspace = :workspace AND channel = :channel AND decided_at >= since AND decided_at < before
                AND (:client = '' OR client = :client)) decisions
          ), sums AS (
            SELECT coalesce(sum(decided), 0) AS decided, coalesce(sum(approved), 0) AS approved,
              coalesce(sum(rejected), 0) AS rejected, coalesce(sum(approved_once), 0) AS approved_once
            FROM found
          ), draft AS (
            SELECT count(*) AS rounds FROM decision
            WHERE repeated AND workspace = :workspace AND channel = :channel AND decided_at >= :from AND decided_at < :to
              AND (:client = '' OR client = :client)
            GROUP BY draft_id HAVING bool_or(decision = 'approved')
          ), repeatedly AS (
            SELECT count(*) AS drafts, coalesce(sum(rounds), 0) AS rounds FROM draft
          )
          SELECT decided, approved, rejected, approved_once + drafts, approved_once + rounds FROM sums, repeatedly
          """;
  private static final String SAVED =
      SPANS
          + """
          found AS (
            SELECT samples, own, saved_seconds, baseline_seconds FROM saved_day
            WHERE workspace = :workspace AND channel = :channel AND counted_by = :countedBy AND client = :client
              AND day >= :firstDay AND day < :lastDay AND day NOT IN (SELECT day FROM marked)
            UNION ALL
            SELECT samples, own, saved, baseline FROM uncounted CROSS JOIN LATERAL (
              SELECT count(*) AS samples, count(*) FILTER (WHERE baseline = 'workspace') AS own,
                sum(saved_seconds) AS saved, sum(baseline_seconds) AS baseline
              FROM workflow
              WHERE workspace = :workspace AND channel = :channel AND published_at >= since AND published_at < before
                AND saved_seconds IS NOT NULL AND (:client = '' OR client = :client)) published
          )
          SELECT coalesce(sum(saved_seconds), 0), coalesce(sum(samples), 0), coalesce(sum(own), 0),
            sum(baseline_seconds) / nullif(sum(samples), 0)
          FROM found
          """;
  private static final String PUBLISHED = "published";

  private final EntityManager entities;
  private final ReviewWaits waits;

  WorkflowFigures(EntityManager entities, ReviewWaits waits) {
    this.entities = entities;
    this.waits = waits;
  }

  WorkflowReport.Funnel funnel(Period period, Instant now) {
    Map<String, Long> reached = new LinkedHashMap<>();
    List<WorkflowReport.Stop> stops = new ArrayList<>();
    for (Object[] row : rows(STAGES, period, now)) {
      String stage = (String) row[0];
      long count = number(row[2]);
      reached.merge("started", count, Long::sum);
      reached.merge("submitted", number(row[3]), Long::sum);
      reached.merge("approved", number(row[4]), Long::sum);
      reached.merge("scheduled", number(row[5]), Long::sum);
      if (stage.equals(PUBLISHED)) {
        reached.put(PUBLISHED, count);
      } else {
        stops.add(new WorkflowReport.Stop(stage, (String) row[1], count));
      }
    }
    return new WorkflowReport.Funnel(
        reached.getOrDefault("started", 0L),
        reached.getOrDefault("submitted", 0L),
        reached.getOrDefault("approved", 0L),
        reached.getOrDefault("scheduled", 0L),
        reached.getOrDefault(PUBLISHED, 0L),
        ratio(reached.getOrDefault(PUBLISHED, 0L), reached.getOrDefault("started", 0L)),
        List.copyOf(stops));
  }

  WorkflowReport.Approvals approvals(Period period, Instant now) {
    Object[] row = rows(APPROVALS, period, now).getFirst();
    ReviewWaits.Waits wait = waits.of(period, now);
    long decided = number(row[0]);
    long approved = number(row[1]);
    long rejected = number(row[2]);
    return new WorkflowReport.Approvals(
        decided,
        approved,
        decided - approved - rejected,
        rejected,
        ratio(approved, decided),
        wait.median(),
        wait.nineOfTen(),
        ratio(number(row[4]), number(row[3])));
  }

  WorkflowReport.Saved saved(Period period, Instant now) {
    Object[] row = rows(SAVED, period, now).getFirst();
    long samples = number(row[1]);
    if (samples == 0) {
      return WorkflowReport.Saved.nothing(period.isOfAssistants());
    }
    long own = number(row[2]);
    return new WorkflowReport.Saved(
        number(row[0]), samples, own, samples - own, seconds(row[3]), null);
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private List<Object[]> rows(String sql, Period period, Instant now) {
    Period.Whole days = period.wholeHours(now).days();
    Query query =
        entities
            .createNativeQuery(sql, Object[].class)
            .setParameter("workspace", period.workspace())
            .setParameter("channel", period.startedThrough())
            .setParameter("countedBy", period.workflowsCountedBy())
            .setParameter("client", period.client() == null ? "" : period.client())
            .setParameter("from", utc(period.from()))
            .setParameter("to", utc(period.to()))
            .setParameter("firstDay", utc(days.begin()))
            .setParameter("lastDay", utc(days.end()));
    return query.getResultList();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Long seconds(Object value) {
    return value == null ? null : Math.round(((Number) value).doubleValue());
  }

  private static Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / (double) whole;
  }
}
