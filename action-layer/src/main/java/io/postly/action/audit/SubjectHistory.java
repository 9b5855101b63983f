package io.postly.action.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads from the audit trail what people have done to an object. */
@ApplicationScoped
public class SubjectHistory {

  private static final String ENTRY =
      "SELECT action, person_name, at, subject_type, subject_id FROM audit_entry WHERE id = ?";

  // Exactly the actions that change something have an undo record.
  private static final String SINCE =
      """
      SELECT later.action, later.person_name, later.at, later.subject_type, later.subject_id
      FROM audit_entry earlier
      JOIN audit_entry later ON later.workspace = earlier.workspace AND later.subject_id = earlier.subject_id
        AND later.subject_type = earlier.subject_type AND later.sequence > earlier.sequence AND later.outcome = 'ok'
      JOIN undo_record ON undo_record.action_id = later.id
      WHERE earlier.id = ?
      ORDER BY later.sequence DESC LIMIT ?
      """;

  private final DataSource dataSource;

  SubjectHistory(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The entry of an action that is known to be there. */
  public PastAction entry(UUID actionId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ENTRY)) {
      select.setObject(1, actionId);
      return read(select).getFirst();
    } catch (SQLException e) {
      throw new IllegalStateException("The audit entry was not read", e);
    }
  }

  /**
   * The last changes of an action's object that came after the action and succeeded, in their
   * order, at most that many.
   */
  public List<PastAction> since(UUID actionId, int most) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SINCE)) {
      select.setObject(1, actionId);
      select.setInt(2, most);
      return read(select).reversed();
    } catch (SQLException e) {
      throw new IllegalStateException("The audit entries were not read", e);
    }
  }

  private static List<PastAction> read(PreparedStatement select) throws SQLException {
    List<PastAction> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new PastAction(
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                row.getObject(5, UUID.class)));
      }
    }
    return found;
  }
}
