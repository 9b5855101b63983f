package io.postly.action.idempotency;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the first answer to each keyed call, in the call's own transaction. A second call with the
 * same key waits for the first one to end, then gets its answer.
 */
@ApplicationScoped
public class IdempotencyRecords {

  private static final String CLAIM =
      "INSERT INTO idempotency_record (person_id, idempotency_key, argument_digest, created_at) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";
  private static final String READ =
      "SELECT argument_digest, status, body FROM idempotency_record WHERE person_id = ? AND idempotency_key = ?";
  private static final String COMPLETE =
      "UPDATE idempotency_record SET status = ?, body = ? WHERE person_id = ? AND idempotency_key = ?";
  private static final String PURGE = "DELETE FROM idempotency_record WHERE created_at < ?";

  private final DataSource dataSource;

  IdempotencyRecords(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Claims the key for the current transaction.
   *
   * @return the answer of an earlier call with the same key and arguments, or empty if this call is
   *     the first
   * @throws ProblemException {@code idempotency_key_reused} if the earlier call had other arguments
   */
  public Optional<StoredAnswer> claim(
      String person, String key, String argumentDigest, Instant now) {
    try (Connection connection = dataSource.getConnection()) {
      return insert(connection, person, key, argumentDigest, now)
          ? Optional.empty()
          : Optional.of(read(connection, person, key, argumentDigest));
    } catch (SQLException e) {
      throw new IllegalStateException("The idempotency key was not claimed", e);
    }
  }

  /** Stores the answer of the call that claimed the key. */
  public void complete(String person, String key, int status, String body) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(COMPLETE)) {
      update.setInt(1, status);
      update.setString(2, body);
      update.setString(3, person);
      update.setString(4, key);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The answer was not stored", e);
    }
  }

  /**
   * Stores the answer of a call whose own claim was rolled back, unless the key is taken by now.
   */
  public void store(
      String person, String key, String argumentDigest, Instant now, int status, String body) {
    try (Connection connection = dataSource.getConnection()) {
      if (!insert(connection, person, key, argumentDigest, now)) {
        return;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The answer was not stored", e);
    }
    complete(person, key, status, body);
  }

  /** Forgets the answers that are older than that instant. */
  public int purge(Instant before) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(PURGE)) {
      delete.setTimestamp(1, Timestamp.from(before));
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Old answers were not removed", e);
    }
  }

  private static boolean insert(
      Connection connection, String person, String key, String argumentDigest, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      insert.setString(1, person);
      insert.setString(2, key);
      insert.setString(3, argumentDigest);
      insert.setTimestamp(4, Timestamp.from(now));
      return insert.executeUpdate() == 1;
    }
  }

  private static StoredAnswer read(
      Connection connection, String person, String key, String argumentDigest) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, person);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("The idempotency record is gone", "40001");
        }
        if (!row.getString(1).equals(argumentDigest)) {
          throw ProblemException.of(
              ActionErrorCode.IDEMPOTENCY_KEY_REUSED,
              "This key was used before, for a call with other arguments.");
        }
        return new StoredAnswer(row.getInt(2), row.getString(3));
      }
    }
  }
}
