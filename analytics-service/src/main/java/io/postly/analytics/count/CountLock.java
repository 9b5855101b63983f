package io.postly.analytics.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets one transaction at a time, of all replicas, change counts of one kind. */
@ApplicationScoped
public class CountLock {

  private static final String TAKE = "SELECT pg_advisory_xact_lock(hashtext(?))";
  private static final String TRY = "SELECT pg_try_advisory_xact_lock(hashtext(?))";

  private final DataSource dataSource;

  CountLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Waits for it; the current transaction has it until its end.
   *
   * @param counts the kind of counts
   */
  public void take(String counts) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(TAKE)) {
      select.setString(1, counts);
      select.execute();
    } catch (SQLException e) {
      throw failure(counts, e);
    }
  }

  /**
   * Whether the current transaction has it, until its end; false if another one has.
   *
   * @param counts the kind of counts
   */
  public boolean tryTake(String counts) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(TRY)) {
      select.setString(1, counts);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw failure(counts, e);
    }
  }

  private static IllegalStateException failure(String counts, SQLException reason) {
    return new IllegalStateException("The lock of the " + counts + " was not had", reason);
  }
}
