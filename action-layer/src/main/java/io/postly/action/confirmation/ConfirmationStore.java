package io.postly.action.confirmation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.problem.ConfirmationOffer;
import jakarta.enterprise.context.ApplicationScoped;
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
import javax.sql.DataSource;

/** Confirmations in the database, in the current transaction. */
@ApplicationScoped
class ConfirmationStore {

  private static final String COLUMNS =
      "id, workspace, person_id, client, action, title, argument_digest, content_hash, summary, content, preview, state,"
          + " requested_at, expires_at";
  private static final String INSERT =
      "INSERT INTO confirmation ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String LOCK_IN_FORCE =
      "SELECT "
          + COLUMNS
          + " FROM confirmation WHERE workspace = ? AND person_id = ? AND client = ? AND action = ?"
          + " AND argument_digest = ? AND state <> 'used' AND expires_at >= ?"
          + " ORDER BY requested_at DESC, id DESC FOR UPDATE";
  private static final String LOCK_BINDING = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
  private static final String COUNT_OPEN =
      "SELECT count(*) FROM confirmation WHERE person_id = ? AND client = ? AND state = 'open' AND expires_at >= ?";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM confirmation WHERE workspace = ? AND id = ?";
  private static final String LOCK = FIND + " FOR UPDATE";
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM confirmation WHERE workspace = ? AND person_id = ?"
          + " AND (NOT ? OR (state = 'open' AND expires_at >= ?))"
          + " ORDER BY requested_at DESC, id DESC LIMIT ?";
  private static final String DECIDE =
      "UPDATE confirmation SET state = ?, decided_at = ? WHERE id = ?";
  private static final String USE =
      "UPDATE confirmation SET state = 'used', decided_at = coalesce(decided_at, ?), used_at = ?, used_by = ?"
          + " WHERE id = ?";
  private static final String PURGE = "DELETE FROM confirmation WHERE expires_at < ?";

  private final DataSource dataSource;
  private final ObjectMapper mapper;

  ConfirmationStore(DataSource dataSource, ObjectMapper mapper) {
    this.dataSource = dataSource;
    this.mapper = mapper;
  }

  void add(Confirmation confirmation) {
    execute(
        INSERT,
        insert -> {
          Binding binding = confirmation.binding();
          insert.setObject(1, confirmation.id());
          insert.setString(2, binding.workspace());
          insert.setString(3, binding.personId());
          insert.setString(4, binding.client());
          insert.setString(5, binding.action());
          insert.setString(6, confirmation.title());
          insert.setString(7, binding.argumentDigest());
          insert.setString(8, confirmation.contentHash());
          insert.setString(9, confirmation.summary());
          insert.setString(10, json(confirmation.content()));
          insert.setString(11, confirmation.preview());
          insert.setString(12, confirmation.stored().label());
          insert.setObject(13, utc(confirmation.requestedAt()));
          insert.setObject(14, utc(confirmation.expiresAt()));
        });
  }

  /** Keeps others from asking for the same call until this transaction ends. */
  void lock(Binding binding) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(LOCK_BINDING)) {
      statement.setString(1, binding.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("The confirmation was not locked", e);
    }
  }

  /** How many wait for that person's decision, of all that the client has asked for. */
  int countOpen(Binding binding, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNT_OPEN)) {
      statement.setString(1, binding.personId());
      statement.setString(2, binding.client());
      statement.setObject(3, utc(now));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Confirmations were not counted", e);
    }
  }

  /** Those of that call that are not used and still in time, locked; the newest first. */
  List<Confirmation> lockInForce(Binding binding, Instant now) {
    return query(
        LOCK_IN_FORCE,
        select -> {
          select.setString(1, binding.workspace());
          select.setString(2, binding.personId());
          select.setString(3, binding.client());
          select.setString(4, binding.action());
          select.setString(5, binding.argumentDigest());
          select.setObject(6, utc(now));
        });
  }

  /** One of the workspace's. */
  Optional<Confirmation> find(String workspace, UUID id) {
    return one(FIND, workspace, id);
  }

  /** One of the workspace's, locked. */
  Optional<Confirmation> lock(String workspace, UUID id) {
    return one(LOCK, workspace, id);
  }

  private Optional<Confirmation> one(String sql, String workspace, UUID id) {
    return query(
            sql,
            select -> {
              select.setString(1, workspace);
              select.setObject(2, id);
            })
        .stream()
        .findFirst();
  }

  /** Those of one person, the last requested first. */
  List<Confirmation> list(
      String workspace, String personId, boolean onlyOpen, Instant now, int limit) {
    return query(
        LIST,
        select -> {
          select.setString(1, workspace);
          select.setString(2, personId);
          select.setBoolean(3, onlyOpen);
          select.setObject(4, utc(now));
          select.setInt(5, limit);
        });
  }

  void decide(UUID id, ConfirmationState state, Instant now) {
    execute(
        DECIDE,
        update -> {
          update.setString(1, state.label());
          update.setObject(2, utc(now));
          update.setObject(3, id);
        });
  }

  void use(UUID id, UUID actionId, Instant now) {
    execute(
        USE,
        update -> {
          update.setObject(1, utc(now));
          update.setObject(2, utc(now));
          update.setObject(3, actionId);
          update.setObject(4, id);
        });
  }

  /** Forgets those that expired before that instant. */
  int purge(Instant before) {
    return execute(PURGE, delete -> delete.setObject(1, utc(before)));
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private int execute(String sql, Parameters parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The confirmation was not written", e);
    }
  }

  private List<Confirmation> query(String sql, Parameters parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<Confirmation> found = new ArrayList<>();
        while (rows.next()) {
          found.add(read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Confirmations were not read", e);
    }
  }

  private Confirmation read(ResultSet row) throws SQLException {
    return new Confirmation(
        row.getObject("id", UUID.class),
        new Binding(
            row.getString("workspace"),
            row.getString("person_id"),
            row.getString("client"),
            row.getString("action"),
            row.getString("argument_digest")),
        row.getString("title"),
        row.getString("content_hash"),
        row.getString("summary"),
        content(row.getString("content")),
        row.getString("preview"),
        ConfirmationState.of(row.getString("state")),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private String json(List<ConfirmationOffer.Content> content) {
    try {
      return mapper.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A confirmation's content is not JSON", e);
    }
  }

  private List<ConfirmationOffer.Content> content(String json) {
    try {
      return mapper.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A confirmation's content is not JSON", e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
