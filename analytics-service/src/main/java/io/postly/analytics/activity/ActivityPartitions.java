package io.postly.analytics.activity;

import io.postly.analytics.count.CountLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The tables, one per month in UTC, that the activity log is made of. */
@ApplicationScoped
class ActivityPartitions {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'activity_'uuuu_MM", Locale.ROOT);
  private static final String MAKE = "SELECT make_activity_partition(?)";
  private static final String OLDER =
      """
      SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
      WHERE inhparent = CAST('activity' AS regclass) AND relname < ? ORDER BY relname
      """;
  // Readers queue behind one who waits for a table to drop, so it must not wait for long.
  private static final String HURRY = "SET LOCAL lock_timeout = '2s'";
  private static final List<String> FORGET_COUNTS =
      List.of(
          "DELETE FROM activity_mark WHERE hour < ?",
          "DELETE FROM activity_hour WHERE hour < ?",
          "DELETE FROM activity_day WHERE day < ?",
          "DELETE FROM activity_day_total WHERE day < ?",
          "DELETE FROM activity_month_mark WHERE month < ?",
          "DELETE FROM activity_month_total WHERE month < ?");

  private final DataSource dataSource;
  private final CountLock lock;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  ActivityPartitions(DataSource dataSource, CountLock lock) {
    this.dataSource = dataSource;
    this.lock = lock;
  }

  /** Makes sure that calls of that time can be kept; in a transaction of its own. */
  void makeFor(Instant at) {
    YearMonth month = month(at);
    if (!known.contains(month)) {
      QuarkusTransaction.requiringNew().run(() -> make(at));
      known.add(month);
    }
  }

  /** Looks anew, before the next call of that month, whether its table is there. */
  void forget(Instant at) {
    known.remove(month(at));
  }

  /**
   * Drops what is wholly older than the month of that time, with the counts made of it; in a
   * transaction of its own.
   *
   * @return the names of the tables dropped, the oldest first
   */
  List<String> dropBefore(Instant time) {
    OffsetDateTime begin = month(time).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    List<String> dropped = QuarkusTransaction.requiringNew().call(() -> dropBefore(begin));
    known.removeIf(month -> month.isBefore(month(time)));
    return dropped;
  }

  private List<String> dropBefore(OffsetDateTime begin) {
    // Else hours could be counted from what is being dropped.
    lock.take(ActivityCounting.COUNTS);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(HURRY);
      List<String> older = olderThan(connection, begin);
      if (!older.isEmpty()) {
        // The tables last: from then on until the commit, all who read wait.
        forgetCounts(connection, begin);
        for (String table : older) {
          statement.execute("DROP TABLE " + statement.enquoteIdentifier(table, false));
        }
      }
      return older;
    } catch (SQLException e) {
      throw new IllegalStateException("Old months of the activity log were not dropped", e);
    }
  }

  private static List<String> olderThan(Connection connection, OffsetDateTime begin)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OLDER)) {
      select.setString(1, NAME.format(begin));
      try (ResultSet rows = select.executeQuery()) {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
          names.add(rows.getString(1));
        }
        return names;
      }
    }
  }

  private static void forgetCounts(Connection connection, OffsetDateTime begin)
      throws SQLException {
    for (String sql : FORGET_COUNTS) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setObject(1, begin);
        delete.executeUpdate();
      }
    }
  }

  private void make(Instant at) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement make = connection.prepareStatement(MAKE)) {
      make.setObject(1, at.atOffset(ZoneOffset.UTC));
      make.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("There is no table for calls of " + month(at), e);
    }
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
