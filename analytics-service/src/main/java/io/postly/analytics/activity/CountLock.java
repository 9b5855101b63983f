package io.postly.analytics.activity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets one transaction at a time, of all replicas, change the counts of hours and days. */
@ApplicationScoped
class CountLock {

  private static final String TAKE = "SELECT pg_advisory_xact_lock(hashtext('activity counts'))";
  private static final String TRY = "SELECT pg_try_advisory_xact_lock(hashtext('activity counts'))";

  private final DataSource dataSource;

  CountLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Waits for it; the current transaction has it until its end. */
  void take() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(TAKE)) {
      select.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("The lock of the counts was not had", e);
    }
  }

  /** Whether the current transaction has it, until its end; false if another one has. */
  boolean tryTake() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(TRY);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("The lock of the counts was not had", e);
    }
  }
}
