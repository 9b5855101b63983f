package io.postly.analytics.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Computes reports from the recorded facts, so that every figure can be recomputed from the
 * activity log and the events.
 */
@ApplicationScoped
class WorkflowReports {

  private static final String FUNNEL =
      """
      SELECT count(*), count(submitted_at), count(approved_at), count(scheduled_at), count(published_at)
      FROM workflow
      WHERE workspace = :workspace AND channel = 'mcp' AND started_at >= :from AND started_at < :to
      """;
  private static final String APPROVALS =
      """
      SELECT count(*), count(*) FILTER (WHERE decision = 'approved'),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - requested_at)),
        count(DISTINCT draft_id) FILTER (WHERE decision = 'approved'),
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM decision approval
          WHERE approval.draft_id = decision.draft_id AND approval.channel = 'mcp' AND approval.decision = 'approved'
            AND approval.decided_at >= :from AND approval.decided_at < :to)),
        count(*) FILTER (WHERE decision = 'rejected')
      FROM decision
      WHERE workspace = :workspace AND channel = 'mcp' AND decided_at >= :from AND decided_at < :to
      """;
  private static final String SAVED =
      """
      SELECT coalesce(sum(saved_seconds), 0), count(saved_seconds),
        count(*) FILTER (WHERE baseline = 'workspace'), avg(baseline_seconds)
      FROM workflow
      WHERE workspace = :workspace AND saved_seconds IS NOT NULL AND closed_at >= :from AND closed_at < :to
      """;
  private static final String TOOLS =
      """
      SELECT action, count(*), count(*) FILTER (WHERE outcome = 'ok') FROM activity
      WHERE workspace = :workspace AND at >= :from AND at < :to GROUP BY action ORDER BY count(*) DESC, action
      """;
  private static final String ERRORS =
      """
      SELECT outcome, code, count(*) FROM activity
      WHERE workspace = :workspace AND at >= :from AND at < :to AND outcome <> 'ok'
      GROUP BY outcome, code ORDER BY count(*) DESC, outcome, code
      """;

  private final EntityManager entities;

  WorkflowReports(EntityManager entities) {
    this.entities = entities;
  }

  WorkflowReport report(String workspace, Instant from, Instant to) {
    Period period = new Period(workspace, from, to);
    return new WorkflowReport(
        from, to, funnel(period), approvals(period), saved(period), tools(period), errors(period));
  }

  private record Period(String workspace, Instant from, Instant to) {}

  private WorkflowReport.Funnel funnel(Period period) {
    Object[] row = single(FUNNEL, period);
    long started = number(row[0]);
    long published = number(row[4]);
    return new WorkflowReport.Funnel(
        started,
        number(row[1]),
        number(row[2]),
        number(row[3]),
        published,
        ratio(published, started));
  }

  private WorkflowReport.Approvals approvals(Period period) {
    Object[] row = single(APPROVALS, period);
    long decided = number(row[0]);
    long approved = number(row[1]);
    long rejected = number(row[5]);
    Long wait = row[2] == null ? null : Math.round(((Number) row[2]).doubleValue());
    return new WorkflowReport.Approvals(
        decided,
        approved,
        decided - approved - rejected,
        rejected,
        ratio(approved, decided),
        wait,
        ratio(number(row[4]), number(row[3])));
  }

  private WorkflowReport.Saved saved(Period period) {
    Object[] row = single(SAVED, period);
    long samples = number(row[1]);
    long own = number(row[2]);
    Long baseline = row[3] == null ? null : Math.round(((Number) row[3]).doubleValue());
    return new WorkflowReport.Saved(number(row[0]), samples, own, samples - own, baseline);
  }

  private List<WorkflowReport.ToolUse> tools(Period period) {
    return rows(TOOLS, period).stream()
        .map(
            row ->
                new WorkflowReport.ToolUse(
                    (String) row[0],
                    number(row[1]),
                    number(row[2]),
                    number(row[1]) - number(row[2])))
        .toList();
  }

  private List<WorkflowReport.Errors> errors(Period period) {
    return rows(ERRORS, period).stream()
        .map(row -> new WorkflowReport.Errors((String) row[0], (String) row[1], number(row[2])))
        .toList();
  }

  private Object[] single(String sql, Period period) {
    return rows(sql, period).getFirst();
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private List<Object[]> rows(String sql, Period period) {
    Query query =
        entities
            .createNativeQuery(sql, Object[].class)
            .setParameter("workspace", period.workspace())
            .setParameter("from", period.from().atOffset(ZoneOffset.UTC))
            .setParameter("to", period.to().atOffset(ZoneOffset.UTC));
    return query.getResultList();
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / (double) whole;
  }
}
