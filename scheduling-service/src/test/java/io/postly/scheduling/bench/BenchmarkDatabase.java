package io.postly.scheduling.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database of the service under test, past the service and without its limits of time. */
final class BenchmarkDatabase implements AutoCloseable {

  private final Connection connection;

  BenchmarkDatabase() throws SQLException {
    Config config = ConfigProvider.getConfig();
    connection =
        DriverManager.getConnection(
            config.getValue("quarkus.datasource.jdbc.url", String.class),
            config.getValue("quarkus.datasource.username", String.class),
            config.getValue("quarkus.datasource.password", String.class));
  }

  void run(String statement, Object... arguments) {
    try (PreparedStatement prepared = prepared(statement, arguments)) {
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stands in the first column of the first row. */
  <T> T read(Class<T> type, String query, Object... arguments) {
    try (PreparedStatement prepared = prepared(query, arguments);
        ResultSet row = prepared.executeQuery()) {
      row.next();
      return row.getObject(1, type);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private PreparedStatement prepared(String statement, Object... arguments) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < arguments.length; i++) {
      prepared.setObject(
          i + 1, arguments[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : arguments[i]);
    }
    return prepared;
  }

  /** Forgets what another benchmark has left. */
  void empty() {
    run("TRUNCATE publication, draft_copy, draft_revision, approval_copy, channel CASCADE");
    run("DROP TABLE IF EXISTS scheduled_tasks");
  }

  /** As autovacuum does in time. */
  void settle() {
    run("VACUUM ANALYZE");
    run("CHECKPOINT");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
