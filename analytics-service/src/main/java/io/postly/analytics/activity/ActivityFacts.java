package io.postly.analytics.activity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Writes calls into the activity log: each once, with the mark that its hour is to be counted. */
@ApplicationScoped
class ActivityFacts {

  private static final String RECORD =
      """
      WITH fact AS (
        INSERT INTO activity (action_id, workspace, at, action, service, read_only, outcome, code, replayed, person_id,
          person_name, channel, client, subject_type, subject_id, draft_id, duration_ms, undo_possible, undo_until,
          undo_reason, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING RETURNING workspace, at
      )
      INSERT INTO activity_mark (workspace, hour) SELECT workspace, date_trunc('hour', at, 'UTC') FROM fact
      """;

  private final DataSource dataSource;
  private final ActivityPartitions partitions;

  ActivityFacts(DataSource dataSource, ActivityPartitions partitions) {
    this.dataSource = dataSource;
    this.partitions = partitions;
  }

  /**
   * Keeps the call, in the current transaction; does nothing if it is kept already.
   *
   * @throws IllegalStateException if it was not kept; a passing failure if its month has been
   *     dropped meanwhile
   */
  void record(ActionPerformed event) {
    partitions.makeFor(event.at());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(RECORD)) {
      bind(insert, event);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failure(event.at(), e);
    }
  }

  private static void bind(PreparedStatement insert, ActionPerformed event) throws SQLException {
    ActionPerformed.Offer undo = event.undo();
    Object[] values = {
      event.actionId(),
      event.workspace(),
      utc(event.at()),
      event.action(),
      event.service(),
      event.readOnly(),
      event.outcome(),
      event.code(),
      event.replayed(),
      event.person().id(),
      event.person().name(),
      event.channel(),
      event.client(),
      event.subjectType(),
      event.subjectId(),
      event.draftId(),
      event.durationMs(),
      undo == null ? null : undo.possible(),
      undo == null ? null : utc(undo.until()),
      undo == null ? null : undo.reason(),
      event.undoes()
    };
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
  }

  private IllegalStateException failure(Instant at, SQLException reason) {
    if (!lacksPartition(reason)) {
      return new IllegalStateException("The call was not recorded", reason);
    }
    partitions.forget(at);
    // Without the reason as its cause: by its state it would be taken for a fault of the event.
    return new IllegalStateException(
        "The call was not recorded", new SQLTransientException(reason.getMessage()));
  }

  /** A row without a partition is told as a check that failed, and no check is named. */
  private static boolean lacksPartition(SQLException reason) {
    if (!PSQLState.CHECK_VIOLATION.getState().equals(reason.getSQLState())
        || !(reason instanceof PSQLException told)) {
      return false;
    }
    ServerErrorMessage message = told.getServerErrorMessage();
    return message != null && message.getConstraint() == null;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
