package io.postly.action.undo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps, in the action's own transaction, how each action can be taken back. */
@ApplicationScoped
public class UndoRecords {

  private static final String INSERT =
      "INSERT INTO undo_record (action_id, workspace, possible, inverse_action, inverse_arguments, undo_until, reason)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;
  private final ObjectMapper mapper;

  UndoRecords(DataSource dataSource, ObjectMapper mapper) {
    this.dataSource = dataSource;
    this.mapper = mapper;
  }

  /** Adds the record of one action. */
  public void add(UUID actionId, String workspace, Undo undo) {
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
}
