package io.postly.action.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The outbox as its relay sees it. */
@ApplicationScoped
class OutboxTable {

  // Any constant will do; the lock is this database's own, and ends with the transaction.
  private static final long RELAY_LOCK = 7_065_737_464_791L;

  private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(" + RELAY_LOCK + ")";
  private static final String OLDEST =
      "SELECT id, event_id, topic, type, event_key, workspace, occurred_at, data, traceparent FROM outbox"
          + " WHERE event_key <> ALL (?) ORDER BY id LIMIT ?";
  private static final String KEEP =
      """
      WITH sent AS (DELETE FROM outbox WHERE id = ANY (?) RETURNING *)
      INSERT INTO sent_event
        (id, event_id, topic, type, event_key, workspace, occurred_at, data, traceparent, sent_at)
      SELECT id, event_id, topic, type, event_key, workspace, occurred_at, data, traceparent, ? FROM sent
      ON CONFLICT DO NOTHING
      """;
  // Ids follow time, and their index tells at once, however many wait.
  private static final String OLDEST_AT = "SELECT occurred_at FROM outbox ORDER BY id LIMIT 1";

  /** Whether this transaction is now the only one that relays. */
  boolean tryLock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK);
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The oldest events but those of the keys to pass over. */
  List<OutboxRow> oldest(Connection connection, Set<UUID> passedOver, int limit)
      throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
      select.setArray(1, connection.createArrayOf("uuid", passedOver.toArray()));
      select.setInt(2, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
    }
    return rows;
  }

  /** Takes out what was sent, and keeps it apart for a while. */
  void keepSent(Connection connection, Collection<Long> ids, Instant now) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      Array array = connection.createArrayOf("bigint", ids.toArray());
      keep.setArray(1, array);
      keep.setObject(2, now.atOffset(ZoneOffset.UTC));
      keep.executeUpdate();
    }
  }

  /** Since when the oldest event has been waiting; null if none is. */
  Instant oldestAt(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OLDEST_AT);
        ResultSet row = select.executeQuery()) {
      OffsetDateTime oldest = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
      return oldest == null ? null : oldest.toInstant();
    }
  }

  private static OutboxRow read(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getString(4),
        row.getObject(5, UUID.class),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        row.getString(8),
        row.getString(9));
  }
}
