package io.postly.analytics.activity;

import io.postly.analytics.count.Marked;
import io.postly.analytics.count.MarkedSpans;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The counts of hours, days and months in the database, and the marks of those to be counted. */
@ApplicationScoped
class ActivityCounts {

  // Of so many marks at a time: when all is replayed there are as many as calls. And of so few
  // hours: each is read from the log, whatever it holds.
  private static final String MARKED_HOURS =
      """
      SELECT DISTINCT workspace, hour FROM (
        SELECT workspace, hour FROM activity_mark WHERE hour < ? ORDER BY hour, workspace LIMIT 20000
      ) first
      ORDER BY hour, workspace LIMIT 200
      """;
  private static final String UNMARK_HOURS =
      """
      DELETE FROM activity_mark USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, hour)
      WHERE activity_mark.workspace = due.workspace AND activity_mark.hour = due.hour
      """;
  private static final String FORGET_HOURS =
      """
      DELETE FROM activity_hour USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, hour)
      WHERE activity_hour.workspace = due.workspace AND activity_hour.hour = due.hour
      """;
  private static final String COUNT_HOURS =
      """
      INSERT INTO activity_hour (workspace, hour, action, service, channel, client, outcome, code, calls, replayed, duration_ms,
        in_totals)
      SELECT due.workspace, due.hour, counted.*, true
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, hour)
      CROSS JOIN LATERAL (
        SELECT action, service, channel, client, outcome, code, count(*), count(*) FILTER (WHERE replayed), sum(duration_ms)
        FROM activity
        WHERE workspace = due.workspace AND at >= due.hour AND at < due.hour + interval '1 hour'
        GROUP BY action, service, channel, client, outcome, code
      ) counted
      """;
  private static final String FORGET_DAYS =
      """
      DELETE FROM activity_day USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE activity_day.workspace = due.workspace AND activity_day.day = due.day
      """;
  private static final String COUNT_DAYS =
      """
      INSERT INTO activity_day
      SELECT due.workspace, due.day, counted.*
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      CROSS JOIN LATERAL (
        SELECT action, service, channel, client, outcome, code, sum(calls), sum(replayed), sum(duration_ms)
        FROM activity_hour
        WHERE workspace = due.workspace AND hour >= due.day AND hour < due.day + interval '24 hours'
        GROUP BY action, service, channel, client, outcome, code
      ) counted
      """;
  private static final String FORGET_DAY_TOTALS =
      """
      DELETE FROM activity_day_total USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      WHERE activity_day_total.workspace = due.workspace AND activity_day_total.day = due.day
      """;
  private static final String TOTAL_DAYS =
      """
      INSERT INTO activity_day_total (workspace, day, counted_by, channel, action, service, outcome, code, calls)
      SELECT workspace, day, CASE grouping(channel) WHEN 0 THEN 'channel' ELSE 'none' END, coalesce(channel, ''), action, service,
        outcome, code, sum(calls)
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      JOIN activity_day USING (workspace, day)
      GROUP BY workspace, day, action, service, outcome, code, GROUPING SETS ((), (channel))
      """;
  private static final String MARK_MONTHS =
      """
      INSERT INTO activity_month_mark (workspace, month)
      SELECT DISTINCT workspace, date_trunc('month', day, 'UTC')
      FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, day)
      ON CONFLICT DO NOTHING
      """;
  private static final String MARKED_MONTHS =
      """
      SELECT workspace, month FROM activity_month_mark WHERE month < ? ORDER BY month, workspace LIMIT 20
      """;
  private static final String UNMARK_MONTHS =
      """
      DELETE FROM activity_month_mark USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, month)
      WHERE activity_month_mark.workspace = due.workspace AND activity_month_mark.month = due.month
      """;
  private static final String FORGET_MONTH_TOTALS =
      """
      DELETE FROM activity_month_total USING unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS due (workspace, month)
      WHERE activity_month_total.workspace = due.workspace AND activity_month_total.month = due.month
      """;
  private static final String TOTAL_MONTHS =
      """
      INSERT INTO activity_month_total (workspace, month, counted_by, channel, client, action, service, outcome, code, calls)
      SELECT due.workspace, due.month, total.*
      FROM (
        SELECT workspace, month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC' AS next
        FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])) AS marked (workspace, month)
      ) due
      CROSS JOIN LATERAL (
        SELECT counted_by, channel, '', action, service, outcome, code, sum(calls) FROM activity_day_total
        WHERE workspace = due.workspace AND day >= due.month AND day < due.next
        GROUP BY counted_by, channel, action, service, outcome, code
        UNION ALL
        SELECT 'client', channel, client, action, service, outcome, code, sum(calls) FROM activity_day
        WHERE workspace = due.workspace AND day >= due.month AND day < due.next
        GROUP BY channel, client, action, service, outcome, code
      ) total
      """;

  private final MarkedSpans spans;

  ActivityCounts(MarkedSpans spans) {
    this.spans = spans;
  }

  /** Marked hours before that one, the earliest first; not all of them if there are many. */
  List<Marked> hoursBefore(Instant hour) {
    return spans.before(hour, MARKED_HOURS);
  }

  /** Counts those hours from the log, then the days that they are of, whose months it marks. */
  void countHours(List<Marked> hours) {
    List<Marked> days = hours.stream().map(ActivityCounts::day).distinct().toList();
    spans.run(List.of(UNMARK_HOURS, FORGET_HOURS, COUNT_HOURS), hours);
    spans.run(List.of(FORGET_DAYS, COUNT_DAYS, FORGET_DAY_TOTALS, TOTAL_DAYS, MARK_MONTHS), days);
  }

  /** Marked months before that one, the earliest first; not all of them if there are many. */
  List<Marked> monthsBefore(Instant month) {
    return spans.before(month, MARKED_MONTHS);
  }

  /** Sums those months up from their days. */
  void countMonths(List<Marked> months) {
    spans.run(List.of(UNMARK_MONTHS, FORGET_MONTH_TOTALS, TOTAL_MONTHS), months);
  }

  private static Marked day(Marked hour) {
    return new Marked(hour.workspace(), hour.begin().truncatedTo(ChronoUnit.DAYS));
  }
}
