package io.postly.analytics.bench;

import io.postly.action.fixture.BenchmarkDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Made-up calls and workflows of 390 days until now, evenly spread. Half of them are of one
 * workspace, which is the one that is measured; the others are of 19 more.
 */
final class BenchmarkData implements AutoCloseable {

  static final String WORKSPACE = "bench";

  private static final String MAKE_MONTHS =
      "SELECT make_activity_partition(now() - n * interval '1 month') FROM generate_series(0, 14)"
          + " n";
  // Six clients, two of each channel; one call of eight fails; 26 actions, the last of them rare.
  private static final String CALLS =
      """
      INSERT INTO activity (action_id, workspace, at, action, service, read_only, outcome, code, replayed, person_id,
        person_name, channel, client, draft_id, duration_ms, undo_possible, undo_until)
      SELECT uuidv7(at - now()), CASE WHEN a < 0.5 THEN 'bench' ELSE 'other-' || floor(b * 19)::int END, at,
        'action_' || CASE WHEN c < 0.0005 THEN 'z' ELSE chr(97 + floor(c * 25)::int) END, 'drafts-service', c < 0.5,
        CASE WHEN d < 0.875 THEN 'ok' WHEN d < 0.93 THEN 'workflow' WHEN d < 0.97 THEN 'validation' WHEN d < 0.9995 THEN 'auth'
          ELSE 'system' END,
        CASE WHEN d < 0.875 THEN NULL WHEN d < 0.93 THEN 'stale_revision' WHEN d < 0.97 THEN 'not_found'
          WHEN d < 0.9995 THEN 'permission_denied' ELSE 'service_unavailable' END,
        b < 0.01, 'person-' || floor(e * 100)::int, 'A Person', CASE floor(b * 6)::int % 3 WHEN 0 THEN 'mcp' WHEN 1 THEN 'rest'
          ELSE 'console' END, 'client-' || floor(b * 6)::int,
        CASE WHEN e < 0.6 THEN CAST(md5('draft' || (i / 25)) AS uuid) END, floor(b * 400)::int, d < 0.2, at + interval '30 days'
      FROM (SELECT i, now() - interval '390 days' * (1 - (i - ? + random()) / ?) AS at,
          random() a, random() b, random() c, random() d, random() e
        FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) i) made
      """;
  private static final String MARK =
      """
      INSERT INTO activity_mark SELECT DISTINCT workspace, date_trunc('hour', at, 'UTC') FROM activity
      """;
  private static final String MARK_WORKFLOWS =
      """
      WITH marked AS (DELETE FROM workflow_mark RETURNING workspace, day)
      INSERT INTO workflow_mark SELECT DISTINCT workspace, day FROM marked
      """;
  // One workflow for 25 calls, in the order of time as those of an installation are.
  private static final String WORKFLOWS =
      """
      INSERT INTO workflow (draft_id, workspace, channel, client, client_since, started_at, submitted_at, approved_at,
        scheduled_at, published_at, last_heard_at, person_seconds, saved_seconds, baseline, baseline_seconds, review_state,
        post_state)
      SELECT CAST(md5('draft' || n) AS uuid), CASE WHEN a < 0.5 THEN 'bench' ELSE 'other-' || floor(b * 19)::int END,
        CASE WHEN c < 0.8 THEN 'mcp' ELSE 'console' END, 'client-' || floor(d * 6)::int, at, at,
        CASE WHEN e < 0.9 THEN at + interval '1 minute' END, CASE WHEN e < 0.7 THEN at + interval '1 hour' END,
        CASE WHEN e < 0.6 THEN at + interval '2 hours' END, CASE WHEN e < 0.5 THEN at + interval '1 day' END, now(),
        600, CASE WHEN e < 0.5 AND c < 0.8 THEN 2100 END, CASE WHEN e < 0.5 AND c < 0.8 THEN 'configured' END,
        CASE WHEN e < 0.5 AND c < 0.8 THEN 2700 END,
        CASE WHEN e < 0.7 THEN 'approved' WHEN e < 0.8 THEN 'open' WHEN e < 0.9 THEN 'changes_requested' END,
        CASE WHEN e < 0.5 THEN 'published' WHEN e < 0.55 THEN 'failed' WHEN e < 0.6 THEN 'planned' END
      FROM (SELECT n, now() - interval '390 days' * (1 - (n - ? + random()) / ?) AS at, random() a, random() b, random() c, random() d, random() e
        FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) n) made
      ON CONFLICT DO NOTHING
      """;
  private static final String DECISIONS =
      """
      INSERT INTO decision (review_id, draft_id, workspace, decision, channel, requested_at, decided_at)
      SELECT gen_random_uuid(), draft_id, workspace, review_state, channel, submitted_at, submitted_at + random() * interval '1 day'
      FROM workflow WHERE review_state IN ('approved', 'changes_requested')
        AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.draft_id = workflow.draft_id)
      """;
  private static final int CALLS_PER_WORKFLOW = 25;
  private static final long AT_ONCE = 500_000;

  private final BenchmarkDatabase database;

  BenchmarkData() throws SQLException {
    database = new BenchmarkDatabase();
    database.run(MAKE_MONTHS);
  }

  BenchmarkDatabase database() {
    return database;
  }

  /** Adds what is missing to that many calls, with their workflows, and marks all hours. */
  void grow(long from, long to) {
    for (long begin = from; begin < to; begin += AT_ONCE) {
      addCalls(from, to, begin, Math.min(begin + AT_ONCE, to));
    }
    database.run(
        WORKFLOWS,
        from / CALLS_PER_WORKFLOW,
        (double) (to - from) / CALLS_PER_WORKFLOW,
        from / CALLS_PER_WORKFLOW,
        to / CALLS_PER_WORKFLOW);
    database.run(DECISIONS);
    database.run("TRUNCATE activity_mark");
    database.run(MARK);
    database.run(MARK_WORKFLOWS);
  }

  private void addCalls(long from, long to, long begin, long end) {
    database.run(CALLS, from, (double) (to - from), begin, end - 1);
  }

  /** How many calls there are, and what the tables take. */
  String size() throws SQLException {
    return lines(
        """
        SELECT (SELECT count(*) FROM activity) || ' rows in ' || (SELECT pg_size_pretty(sum(pg_total_relation_size(inhrelid)))
          FROM pg_inherits WHERE inhparent = CAST('activity' AS regclass)) || ', '
          || (SELECT count(*) FROM activity_hour) || ' of hours, ' || (SELECT count(*) FROM activity_day) || ' of days, '
          || (SELECT count(*) FROM activity_day_total) || ' totals of days, ' || (SELECT count(*) FROM activity_month_total)
          || ' of months'
        """);
  }

  /** How the filters of lists are answered. */
  Map<String, String> plans() throws SQLException {
    Map<String, String> plans = new LinkedHashMap<>();
    for (String filter :
        new String[] {
          "true",
          "action = 'action_z'",
          "outcome = 'system' AND outcome <> 'ok'",
          "person_id = 'person-77'",
          "draft_id = '" + someDraft() + "'"
        }) {
      plans.put(
          filter,
          lines(
              "EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM activity WHERE workspace = 'bench' AND "
                  + filter
                  + " ORDER BY at DESC, action_id DESC LIMIT 21"));
    }
    return plans;
  }

  String someDraft() {
    return database.read(
        String.class,
        "SELECT CAST(draft_id AS text) FROM activity WHERE workspace = 'bench' AND draft_id IS NOT"
            + " NULL LIMIT 1");
  }

  String yearAgo() {
    return Instant.now().minus(365, ChronoUnit.DAYS).plusSeconds(1234).toString();
  }

  String halfAYearAgo() {
    return Instant.now().minus(180, ChronoUnit.DAYS).toString();
  }

  private String lines(String query) throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Stream.Builder<String> lines = Stream.builder();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines.build().collect(Collectors.joining("\n"));
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
