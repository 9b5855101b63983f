package io.postly.analytics.workflow;

import io.postly.analytics.count.Marked;
import io.postly.analytics.count.MarkedSpans;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * The counts in the database, by day: of workflows by their start, of what they saved by their
 * publication, and of decisions; by month: of the classes of how long decisions took. Triggers mark
 * the days whose counts no longer tell all.
 */
@ApplicationScoped
class WorkflowCounts {

  // Of so many marks at a time: a workflow leaves several, and when all is replayed there are many.
  private static final String MARKED =
      """
      SELECT DISTINCT workspace, day FROM (
        SELECT workspace, day FROM workflow_mark WHERE day < ? ORDER BY day, workspace LIMIT 20000
      ) first
      ORDER BY day, workspace LIMIT 200
      """;
  private static final String UNMARK =
      """
      DELETE FROM workflow_mark USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE workflow_mark.workspace = due.workspace AND workflow_mark.day = due.day
      """;
  private static final String FORGET_WORKFLOWS =
      """
      DELETE FROM workflow_day USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE workflow_day.workspace = due.workspace AND workflow_day.day = due.day
      """;
  private static final String COUNT_WORKFLOWS =
      """
      INSERT INTO workflow_day (workspace, day, channel, counted_by, client, stage, reason, workflows, submitted, approved,
        scheduled)
      SELECT due.workspace, due.day, counted.*
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      CROSS JOIN LATERAL (
        SELECT channel, CASE grouping(client) WHEN 0 THEN 'both' ELSE 'channel' END, coalesce(client, ''), stage, reason,
          count(*), count(submitted_at), count(approved_at), count(scheduled_at)
        FROM workflow_standing
        WHERE workspace = due.workspace AND started_at >= due.day AND started_at < due.day + interval '24 hours'
        GROUP BY channel, stage, reason, GROUPING SETS ((), (client))
        HAVING grouping(client) = 1 OR client IS NOT NULL
      ) counted
      """;
  private static final String FORGET_SAVED =
      """
      DELETE FROM saved_day USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE saved_day.workspace = due.workspace AND saved_day.day = due.day
      """;
  private static final String COUNT_SAVED =
      """
      INSERT INTO saved_day (workspace, day, channel, counted_by, client, samples, own, saved_seconds, baseline_seconds)
      SELECT due.workspace, due.day, counted.*
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      CROSS JOIN LATERAL (
        SELECT channel, CASE grouping(client) WHEN 0 THEN 'both' ELSE 'channel' END, coalesce(client, ''),
          count(*), count(*) FILTER (WHERE baseline = 'workspace'), sum(saved_seconds), sum(baseline_seconds)
        FROM workflow
        WHERE workspace = due.workspace AND published_at >= due.day AND published_at < due.day + interval '24 hours'
          AND saved_seconds IS NOT NULL AND channel IS NOT NULL
        GROUP BY channel, GROUPING SETS ((), (client))
        HAVING grouping(client) = 1 OR client IS NOT NULL
      ) counted
      """;
  private static final String FORGET_DECISIONS =
      """
      DELETE FROM decision_day USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE decision_day.workspace = due.workspace AND decision_day.day = due.day
      """;
  private static final String COUNT_DECISIONS =
      """
      INSERT INTO decision_day (workspace, day, channel, counted_by, client, decided, approved, rejected, approved_once)
      SELECT due.workspace, due.day, counted.*
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      CROSS JOIN LATERAL (
        SELECT channel, CASE grouping(client) WHEN 0 THEN 'both' ELSE 'channel' END, coalesce(client, ''),
          count(*), count(*) FILTER (WHERE decision = 'approved'), count(*) FILTER (WHERE decision = 'rejected'),
          count(*) FILTER (WHERE decision = 'approved' AND NOT repeated)
        FROM decision
        WHERE workspace = due.workspace AND decided_at >= due.day AND decided_at < due.day + interval '24 hours'
        GROUP BY channel, GROUPING SETS ((), (client))
        HAVING grouping(client) = 1 OR client IS NOT NULL
      ) counted
      """;
  private static final String MARK_MONTHS =
      """
      INSERT INTO workflow_month_mark (workspace, month)
      SELECT DISTINCT workspace, date_trunc('month', day, 'UTC')
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      ON CONFLICT DO NOTHING
      """;
  private static final String MARKED_MONTHS =
      """
      SELECT workspace, month FROM workflow_month_mark WHERE month < ? ORDER BY month, workspace LIMIT 20
      """;
  private static final String UNMARK_MONTHS =
      """
      DELETE FROM workflow_month_mark USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, month)
      WHERE workflow_month_mark.workspace = due.workspace AND workflow_month_mark.month = due.month
      """;
  private static final String FORGET_WAITS =
      """
      DELETE FROM wait_month USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, month)
      WHERE wait_month.workspace = due.workspace AND wait_month.month = due.month
      """;
  private static final String COUNT_WAITS =
      """
      INSERT INTO wait_month (workspace, month, channel, counted_by, client, wait_class, decisions)
      SELECT due.workspace, due.month, counted.*
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, month)
      CROSS JOIN LATERAL (
        SELECT channel, CASE grouping(client) WHEN 0 THEN 'both' ELSE 'channel' END, coalesce(client, ''), wait_class, count(*)
        FROM decision
        WHERE workspace = due.workspace AND decided_at >= due.month
          AND decided_at < (due.month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'
        GROUP BY channel, wait_class, GROUPING SETS ((), (client))
        HAVING grouping(client) = 1 OR client IS NOT NULL
      ) counted
      """;

  private final MarkedSpans spans;

  WorkflowCounts(MarkedSpans spans) {
    this.spans = spans;
  }

  /** Marked days before that one, the earliest first; not all of them if there are many. */
  List<Marked> daysBefore(Instant day) {
    return spans.before(day, MARKED);
  }

  /** Counts those days from workflows and decisions, and marks their months. */
  void countDays(List<Marked> days) {
    spans.run(
        List.of(
            UNMARK,
            FORGET_WORKFLOWS,
            COUNT_WORKFLOWS,
            FORGET_SAVED,
            COUNT_SAVED,
            FORGET_DECISIONS,
            COUNT_DECISIONS,
            MARK_MONTHS),
        days);
  }

  /** Marked months before that one, the earliest first; not all of them if there are many. */
  List<Marked> monthsBefore(Instant month) {
    return spans.before(month, MARKED_MONTHS);
  }

  /** Counts the waits of those months from decisions. */
  void countMonths(List<Marked> months) {
    spans.run(List.of(UNMARK_MONTHS, FORGET_WAITS, COUNT_WAITS), months);
  }
}
