package io.postly.action.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Which events have been applied. */
@ApplicationScoped
class InboxTable {

  private static final String INSERT =
      "INSERT INTO inbox (event_id, type, applied_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String PURGE = "DELETE FROM inbox WHERE applied_at < ?";

  private final DataSource dataSource;

  InboxTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Marks the event as applied; false if it had been before. */
  boolean markApplied(IncomingEvent event, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, event.id());
      insert.setString(2, event.type());
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("The event was not marked as applied", e);
    }
  }

  int purge(Instant before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(PURGE)) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Old inbox rows were not removed", e);
    }
  }
}
