package io.postly.analytics.activity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The counts of hours and days in the database, and the marks of those to be counted. */
@ApplicationScoped
class ActivityCounts {

  // Of so many marks at a time: when all is replayed there are as many as calls. And of so few
  // hours: each is read from the
  // log, whatever it holds.
  private static final String MARKED =
      """
      SELECT DISTINCT workspace, hour FROM (
        SELECT workspace, hour FROM activity_mark WHERE hour < ? ORDER BY hour, workspace LIMIT 20000
      ) first
      ORDER BY hour, workspace LIMIT 200
      """;
  private static final String UNMARK =
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
      INSERT INTO activity_hour
      SELECT due.workspace, due.hour, counted.*
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

  private final DataSource dataSource;

  ActivityCounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Marked hours before that one, the earliest first; not all of them if there are many. */
  List<MarkedHour> markedBefore(Instant hour) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(MARKED)) {
      select.setObject(1, hour.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        List<MarkedHour> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new MarkedHour(
                  rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Marked hours were not read", e);
    }
  }

  /**
   * Counts those hours, and the days that they are of, from the log. The marks go first: a
   * statement that comes later sees every call whose mark was deleted, and of a call that is
   * committed in between the mark stays.
   */
  void count(List<MarkedHour> hours) {
    if (hours.isEmpty()) {
      return;
    }
    List<MarkedHour> days = hours.stream().map(ActivityCounts::day).distinct().toList();
    try (Connection connection = dataSource.getConnection()) {
      run(connection, UNMARK, hours);
      run(connection, FORGET_HOURS, hours);
      run(connection, COUNT_HOURS, hours);
      run(connection, FORGET_DAYS, days);
      run(connection, COUNT_DAYS, days);
    } catch (SQLException e) {
      throw new IllegalStateException("Hours were not counted", e);
    }
  }

  private static MarkedHour day(MarkedHour marked) {
    return new MarkedHour(marked.workspace(), marked.hour().truncatedTo(ChronoUnit.DAYS));
  }

  private static void run(Connection connection, String sql, List<MarkedHour> due)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", due.stream().map(MarkedHour::workspace).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "text", due.stream().map(marked -> marked.hour().toString()).toArray()));
      statement.executeUpdate();
    }
  }
}
