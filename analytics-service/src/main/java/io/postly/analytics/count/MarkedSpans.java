package io.postly.analytics.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads which spans are marked, and runs what counts them, in the current transaction. */
@ApplicationScoped
public class MarkedSpans {

  private final DataSource dataSource;

  MarkedSpans(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What is marked and begins before that time.
   *
   * @param query gives workspaces and beginnings, and takes the time
   */
  public List<Marked> before(Instant time, String query) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setObject(1, time.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        List<Marked> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Marked(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Marks were not read", e);
    }
  }

  /**
   * Runs the statements one after the other. Each sees what was committed before it, so one that
   * counts has to come after the one that deletes the marks: of what is committed in between, the
   * mark stays.
   *
   * @param statements each takes an array of workspaces and one of beginnings
   */
  public void run(List<String> statements, List<Marked> due) {
    if (due.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      for (String sql : statements) {
        run(connection, sql, due);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("What is marked was not counted", e);
    }
  }

  private static void run(Connection connection, String sql, List<Marked> due) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", due.stream().map(Marked::workspace).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "text", due.stream().map(marked -> marked.begin().toString()).toArray()));
      statement.executeUpdate();
    }
  }
}
