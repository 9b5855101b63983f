package io.postly.scheduling.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** The database's clock. */
@ApplicationScoped
class DatabaseClock implements SharedClock {

  private final DataSource dataSource;

  DatabaseClock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Reading read() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement("SELECT clock_timestamp()")) {
      return read(query);
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not tell the time", e);
    }
  }

  private static Reading read(PreparedStatement query) throws SQLException {
    long asked = System.nanoTime();
    try (ResultSet answer = query.executeQuery()) {
      long answered = System.nanoTime();
      answer.next();
      return new Reading(answer.getObject(1, OffsetDateTime.class).toInstant(), asked, answered);
    }
  }
}
