package io.postly.action.audit;

import io.postly.action.audit.chain.AuditEntry;
import io.postly.action.audit.chain.AuditHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The append-only record of every call, one hash chain per workspace. Appending locks the
 * workspace's last link until the transaction ends, so it is the last thing that a transaction
 * does.
 */
@ApplicationScoped
public class AuditTrail {

  private static final String START_CHAIN =
      "INSERT INTO audit_chain (workspace, sequence, hash) VALUES (?, 0, ?) ON CONFLICT DO NOTHING";
  private static final String LOCK_CHAIN =
      "SELECT sequence, hash FROM audit_chain WHERE workspace = ? FOR UPDATE";
  private static final String MOVE_CHAIN =
      "UPDATE audit_chain SET sequence = ?, hash = ? WHERE workspace = ?";
  private static final String APPEND =
      "INSERT INTO audit_entry (id, workspace, sequence, at, action, outcome, code, person_id, person_name, channel,"
          + " client, subject_type, subject_id, argument_digest, before_state, after_state, replayed, confirmation_id,"
          + " previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;

  private record Link(long sequence, String hash) {}

  AuditTrail(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Appends an entry in the current transaction. */
  public void append(AuditEntry entry) {
    try (Connection connection = dataSource.getConnection()) {
      Link last = lockChain(connection, entry.workspace());
      Link next = next(last, entry);
      insert(connection, entry, last, next);
      move(connection, entry.workspace(), next);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit entry was not written", e);
    }
  }

  private static Link next(Link last, AuditEntry entry) {
    long sequence = last.sequence() + 1;
    return new Link(sequence, AuditHash.of(last.hash(), sequence, entry));
  }

  private static Link lockChain(Connection connection, String workspace) throws SQLException {
    Optional<Link> last = lastLink(connection, workspace);
    if (last.isPresent()) {
      return last.get();
    }
    startChain(connection, workspace);
    return lastLink(connection, workspace).orElseThrow();
  }

  /** Waits for another call that starts the same chain. */
  private static void startChain(Connection connection, String workspace) throws SQLException {
    try (PreparedStatement start = connection.prepareStatement(START_CHAIN)) {
      start.setString(1, workspace);
      start.setString(2, AuditHash.FIRST);
      start.executeUpdate();
    }
  }

  private static Optional<Link> lastLink(Connection connection, String workspace)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK_CHAIN)) {
      lock.setString(1, workspace);
      try (ResultSet row = lock.executeQuery()) {
        return row.next()
            ? Optional.of(new Link(row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static void insert(Connection connection, AuditEntry entry, Link last, Link next)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      insert.setObject(1, entry.id());
      insert.setString(2, entry.workspace());
      insert.setLong(3, next.sequence());
      insert.setObject(4, entry.at().atOffset(ZoneOffset.UTC));
      insert.setString(5, entry.action());
      insert.setString(6, entry.outcome());
      insert.setString(7, entry.code());
      insert.setString(8, entry.personId());
      insert.setString(9, entry.personName());
      insert.setString(10, entry.channel());
      insert.setString(11, entry.client());
      insert.setString(12, entry.subjectType());
      insert.setObject(13, entry.subjectId());
      insert.setString(14, entry.argumentDigest());
      insert.setString(15, entry.before());
      insert.setString(16, entry.after());
      insert.setBoolean(17, entry.replayed());
      insert.setObject(18, entry.confirmationId());
      insert.setString(19, last.hash());
      insert.setString(20, next.hash());
      insert.executeUpdate();
    }
  }

  private static void move(Connection connection, String workspace, Link next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE_CHAIN)) {
      update.setLong(1, next.sequence());
      update.setString(2, next.hash());
      update.setString(3, workspace);
      update.executeUpdate();
    }
  }
}
