package io.postly.action.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps, in the action's own transaction, how each action can be taken back, and what has taken it
 * back.
 */
@ApplicationScoped
public class UndoRecords {

  private static final String INSERT =
      "INSERT INTO undo_record (action_id, workspace, possible, inverse_action, inverse_arguments, undo_until, reason)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String LOCK =
      "SELECT inverse_action, inverse_arguments, undo_until, reason, undone_by, undone_at FROM undo_record"
          + " WHERE action_id = ? AND workspace = ? FOR UPDATE";
  private static final String MARK_UNDONE =
      "UPDATE undo_record SET undone_by = ?, undone_at = ? WHERE action_id = ?";

  private final DataSource dataSource;
  private final ObjectMapper mapper;
  private final Inverses inverses;

  UndoRecords(DataSource dataSource, ObjectMapper mapper, Inverses inverses) {
    this.dataSource = dataSource;
    this.mapper = mapper;
    this.inverses = inverses;
  }

  /**
   * Adds the record of one action.
   *
   * @throws IllegalStateException if it offers an action that has no {@link Inverse}: nobody could
   *     take it back
   */
  public void add(UUID actionId, String workspace, Undo undo) {
    if (undo.possible() && inverses.find(undo.by()).isEmpty()) {
      throw new IllegalStateException("There is no inverse that runs " + undo.by());
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, actionId);
      insert.setString(2, workspace);
      insert.setBoolean(3, undo.possible());
      insert.setString(4, undo.by());
      insert.setString(5, undo.possible() ? mapper.writeValueAsString(undo.arguments()) : null);
      insert.setTimestamp(6, undo.until() == null ? null : Timestamp.from(undo.until()));
      insert.setString(7, undo.reason());
      insert.executeUpdate();
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("The undo record was not written", e);
    }
  }

  /**
   * The record of an action of that workspace, which nobody else takes back until this transaction
   * ends; empty if there is none.
   */
  Optional<UndoRecord> lock(UUID actionId, String workspace) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setObject(1, actionId);
      select.setString(2, workspace);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(actionId, row)) : Optional.empty();
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("The undo record was not read", e);
    }
  }

  /** Notes, on a locked record, which action has taken it back, and when. */
  void markUndone(UUID actionId, UUID by, Instant at) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(MARK_UNDONE)) {
      update.setObject(1, by);
      update.setTimestamp(2, Timestamp.from(at));
      update.setObject(3, actionId);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The undo record was not changed", e);
    }
  }

  private UndoRecord read(UUID actionId, ResultSet row)
      throws SQLException, JsonProcessingException {
    return new UndoRecord(
        actionId,
        row.getString(1),
        arguments(row.getString(2)),
        instant(row.getTimestamp(3)),
        row.getString(4),
        row.getObject(5, UUID.class),
        instant(row.getTimestamp(6)));
  }

  private JsonNode arguments(String json) throws JsonProcessingException {
    return json == null ? null : mapper.readTree(json);
  }

  private static Instant instant(Timestamp column) {
    return column == null ? null : column.toInstant();
  }
}
