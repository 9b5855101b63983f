package io.postly.action.audit.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One workspace's chain as a service's database has it. Reads a part at a time, through a
 * connection that is its caller's; changes nothing.
 */
public final class AuditChain {

  private static final String LINKS =
      "SELECT sequence, previous_hash, hash, id, workspace, at, action, outcome, code, person_id, person_name,"
          + " channel, client, subject_type, subject_id, argument_digest, before_state, after_state, replayed,"
          + " confirmation_id"
          + " FROM audit_entry WHERE workspace = ? AND sequence > ? AND sequence <= ?";
  private static final String IN_ORDER = " ORDER BY sequence LIMIT ?";
  private static final String WITHIN = " AND at >= ? AND at < ?";
  private static final String HEAD = "SELECT sequence, hash FROM audit_chain WHERE workspace = ?";
  // One statement, so that what is appended meanwhile and the head that it moves are seen together.
  private static final String BEYOND_HEAD =
      "SELECT EXISTS (SELECT FROM audit_chain WHERE workspace = ?), min(sequence) FROM audit_entry"
          + " WHERE workspace = ? AND sequence > COALESCE("
          + "(SELECT sequence FROM audit_chain WHERE workspace = ?), 0)";
  private static final String LAST_SEQUENCE =
      "SELECT COALESCE(max(sequence), 0) FROM audit_entry WHERE workspace = ?";
  private static final String WORKSPACES =
      "SELECT workspace FROM audit_chain UNION SELECT workspace FROM audit_entry ORDER BY 1";

  private final Connection connection;
  private final String workspace;

  /**
   * A chain.
   *
   * @param connection to the service's database; stays open
   */
  public AuditChain(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  /**
   * The chain's own record of its end.
   *
   * @param sequence the last entry's number
   * @param hash the last entry's hash
   */
  public record Head(long sequence, String hash) {

    static final Head NONE = new Head(0, AuditHash.FIRST);
  }

  /** The workspaces of which the database has a chain, or an entry without one, by name. */
  public static List<String> workspaces(Connection connection) throws SQLException {
    List<String> workspaces = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(WORKSPACES);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        workspaces.add(row.getString(1));
      }
    }
    return workspaces;
  }

  /** The end that the chain records; number 0 and the first hash if it records none. */
  public Head head() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HEAD)) {
      select.setString(1, workspace);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new Head(row.getLong(1), row.getString(2)) : Head.NONE;
      }
    }
  }

  /**
   * Entries in the order of the chain.
   *
   * @param after only those with a higher number
   * @param through none with a higher number
   * @param limit the most to read
   */
  public List<AuditLink> links(long after, long through, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LINKS + IN_ORDER)) {
      bindRange(select, after, through);
      select.setInt(4, limit);
      return read(select);
    }
  }

  /**
   * Entries of a time in the order of the chain, which is not always that of their times.
   *
   * @param after only those with a higher number
   * @param from written at this instant or later
   * @param to written before this instant
   * @param limit the most to read
   */
  public List<AuditLink> links(long after, Instant from, Instant to, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LINKS + WITHIN + IN_ORDER)) {
      bindRange(select, after, Long.MAX_VALUE);
      select.setObject(4, from.atOffset(ZoneOffset.UTC));
      select.setObject(5, to.atOffset(ZoneOffset.UTC));
      select.setInt(6, limit);
      return read(select);
    }
  }

  /** The highest number that an entry has, whatever the chain records of its end. */
  long lastSequence() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST_SEQUENCE)) {
      select.setString(1, workspace);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** What stands behind the recorded end although nothing should. */
  Optional<AuditFault> beyondHead() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BEYOND_HEAD)) {
      for (int parameter = 1; parameter <= 3; parameter++) {
        select.setString(parameter, workspace);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        boolean hasHead = row.getBoolean(1);
        long sequence = row.getLong(2);
        return row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new AuditFault(
                    sequence, hasHead ? AuditFault.Kind.INSERTED : AuditFault.Kind.HEAD_MISMATCH));
      }
    }
  }

  private void bindRange(PreparedStatement select, long after, long through) throws SQLException {
    select.setString(1, workspace);
    select.setLong(2, after);
    select.setLong(3, through);
  }

  private static List<AuditLink> read(PreparedStatement select) throws SQLException {
    List<AuditLink> links = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        links.add(
            new AuditLink(
                row.getLong("sequence"),
                row.getString("previous_hash"),
                row.getString("hash"),
                entry(row)));
      }
    }
    return links;
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getString("workspace"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("action"),
        row.getString("outcome"),
        row.getString("code"),
        row.getString("person_id"),
        row.getString("person_name"),
        row.getString("channel"),
        row.getString("client"),
        row.getString("subject_type"),
        row.getObject("subject_id", UUID.class),
        row.getString("argument_digest"),
        row.getString("before_state"),
        row.getString("after_state"),
        row.getBoolean("replayed"),
        row.getObject("confirmation_id", UUID.class));
  }
}
