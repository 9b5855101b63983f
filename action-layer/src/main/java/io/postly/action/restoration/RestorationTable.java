package io.postly.action.restoration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Where the database was, and when it was brought back. */
@ApplicationScoped
class RestorationTable {

  private static final String NOTE_FIRST =
      "INSERT INTO database_identity (place, timeline) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String LOCK = "SELECT place, timeline FROM database_identity FOR UPDATE";
  private static final String NOTE = "UPDATE database_identity SET place = ?, timeline = ?";
  private static final String ADD =
      "INSERT INTO restoration (restored_at, noticed) VALUES (?, true)";
  private static final String LATEST = "SELECT max(restored_at) FROM restoration";

  private final DataSource dataSource;

  RestorationTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Where the database is now. */
  DatabaseIdentity identity() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return DatabaseIdentity.read(connection);
    }
  }

  /**
   * What was noted last, locked until the end of the transaction; where nothing was, this is noted.
   */
  DatabaseIdentity lockNoted(DatabaseIdentity here) {
    try (Connection connection = dataSource.getConnection();
        Statement lock = connection.createStatement()) {
      execute(connection, NOTE_FIRST, here);
      try (ResultSet row = lock.executeQuery(LOCK)) {
        row.next();
        return new DatabaseIdentity(row.getString(1), row.getString(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("It was not read where this database was", e);
    }
  }

  void note(DatabaseIdentity here) {
    try (Connection connection = dataSource.getConnection()) {
      execute(connection, NOTE, here);
    } catch (SQLException e) {
      throw new IllegalStateException("It was not noted where this database is", e);
    }
  }

  void addNoticed(Instant at) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setObject(1, at.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("It was not noted that this database was restored", e);
    }
  }

  Optional<Instant> latest() {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(LATEST)) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    } catch (SQLException e) {
      throw new IllegalStateException("It was not read when this database was restored", e);
    }
  }

  private static void execute(Connection connection, String statement, DatabaseIdentity identity)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setString(1, identity.place());
      prepared.setString(2, identity.timeline());
      prepared.executeUpdate();
    }
  }
}
