package io.postly.analytics.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes what became of workflows and reviews, from the facts recorded of them. */
@ApplicationScoped
class WorkflowFigures {

  // Where a workflow stops is the furthest stage it ever reached. Why is what it waits for now, if
  // that is a decision or its time, else what ended it: the review that was asked for last, before
  // the posts.
  private static final String STAGES =
      """
      SELECT stage, reason, count(*), count(submitted_at), count(approved_at), count(scheduled_at)
      FROM (
        SELECT submitted_at, approved_at, scheduled_at,
          CASE WHEN published_at IS NOT NULL THEN 'published' WHEN scheduled_at IS NOT NULL THEN 'scheduled'
            WHEN approved_at IS NOT NULL THEN 'approved' WHEN submitted_at IS NOT NULL THEN 'submitted'
            ELSE 'started' END AS stage,
          CASE WHEN published_at IS NOT NULL THEN 'published'
            WHEN archived THEN 'archived'
            WHEN review_state = 'open' THEN 'waiting_for_review'
            WHEN post_state = 'planned' THEN 'waiting_for_its_time'
            WHEN review_state IN ('changes_requested', 'rejected') THEN review_state
            WHEN post_state IN ('on_hold', 'unconfirmed', 'failed', 'missed', 'cancelled') THEN post_state
            WHEN review_state IN ('withdrawn', 'expired', 'superseded') THEN review_state
            WHEN review_state IS NULL THEN 'not_submitted'
            WHEN post_state IS NULL THEN 'not_scheduled'
            ELSE 'waiting_for_its_time' END AS reason
        FROM workflow
        WHERE workspace = :workspace AND channel = :channel AND started_at >= :from AND started_at < :to
          AND (:client = '' OR client = :client)
      ) workflow
      GROUP BY stage, reason
      ORDER BY array_position(ARRAY['started', 'submitted', 'approved', 'scheduled', 'published'], stage), count(*) DESC, reason
      """;
  private static final String APPROVALS =
      """
      WITH decided AS (
        SELECT draft_id, decision, extract(epoch FROM decided_at - requested_at) AS wait FROM decision
        WHERE workspace = :workspace AND channel = :channel AND decided_at >= :from AND decided_at < :to
          AND (:client = '' OR EXISTS (
            SELECT FROM workflow WHERE workflow.draft_id = decision.draft_id AND workflow.client = :client))
      ), approved AS (SELECT DISTINCT draft_id FROM decided WHERE decision = 'approved')
      SELECT count(*), count(*) FILTER (WHERE decision = 'approved'), count(*) FILTER (WHERE decision = 'rejected'),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY wait), percentile_cont(0.9) WITHIN GROUP (ORDER BY wait),
        (SELECT count(*) FROM approved), count(*) FILTER (WHERE draft_id IN (SELECT draft_id FROM approved))
      FROM decided
      """;
  private static final String SAVED =
      """
      SELECT coalesce(sum(saved_seconds), 0), count(*), count(*) FILTER (WHERE baseline = 'workspace'), avg(baseline_seconds)
      FROM workflow
      WHERE workspace = :workspace AND channel = :channel AND published_at >= :from AND published_at < :to
        AND saved_seconds IS NOT NULL AND (:client = '' OR client = :client)
      """;
  private static final String PUBLISHED = "published";

  private final EntityManager entities;

  WorkflowFigures(EntityManager entities) {
    this.entities = entities;
  }

  WorkflowReport.Funnel funnel(Period period) {
    Map<String, Long> reached = new LinkedHashMap<>();
    List<WorkflowReport.Stop> stops = new ArrayList<>();
    for (Object[] row : rows(STAGES, period)) {
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

  WorkflowReport.Approvals approvals(Period period) {
    Object[] row = rows(APPROVALS, period).getFirst();
    long decided = number(row[0]);
    long approved = number(row[1]);
    long rejected = number(row[2]);
    return new WorkflowReport.Approvals(
        decided,
        approved,
        decided - approved - rejected,
        rejected,
        ratio(approved, decided),
        seconds(row[3]),
        seconds(row[4]),
        ratio(number(row[6]), number(row[5])));
  }

  WorkflowReport.Saved saved(Period period) {
    Object[] row = rows(SAVED, period).getFirst();
    long samples = number(row[1]);
    if (samples == 0) {
      return WorkflowReport.Saved.nothing(period.isOfAssistants());
    }
    long own = number(row[2]);
    return new WorkflowReport.Saved(
        number(row[0]), samples, own, samples - own, seconds(row[3]), null);
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private List<Object[]> rows(String sql, Period period) {
    Query query =
        entities
            .createNativeQuery(sql, Object[].class)
            .setParameter("workspace", period.workspace())
            .setParameter("channel", period.startedThrough())
            .setParameter("client", period.client() == null ? "" : period.client())
            .setParameter("from", period.from().atOffset(ZoneOffset.UTC))
            .setParameter("to", period.to().atOffset(ZoneOffset.UTC));
    return query.getResultList();
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
