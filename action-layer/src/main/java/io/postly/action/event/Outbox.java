package io.postly.action.event;

import io.postly.action.identifier.Identifiers;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Takes events in the transaction that makes them true; {@link OutboxRelay} sends them after its
 * commit, in order per key, at least once. The order holds because whoever adds an event for a key
 * has locked the key's object before.
 */
@ApplicationScoped
public class Outbox {

  /** All in one statement; the order of the events is that of their ids. */
  private static final String INSERT =
      """
      INSERT INTO outbox (event_id, topic, type, event_key, workspace, occurred_at, data, traceparent)
      SELECT event_id, topic, type, event_key, workspace, ?, data, ?
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[])
        WITH ORDINALITY AS event (event_id, topic, type, event_key, workspace, data, position)
      ORDER BY position
      """;

  /** Kafka takes 1 MiB at most, with headers and framing. */
  private static final int LARGEST = 900_000;

  private final DataSource dataSource;
  private final EventCodec codec;
  private final OutboxRelay relay;
  private final AfterCommit afterCommit;
  private final EventTraces traces;
  private final Clock clock;

  Outbox(
      DataSource dataSource,
      EventCodec codec,
      OutboxRelay relay,
      AfterCommit afterCommit,
      EventTraces traces,
      Clock clock) {
    this.dataSource = dataSource;
    this.codec = codec;
    this.relay = relay;
    this.afterCommit = afterCommit;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * Adds an event to the current transaction.
   *
   * @throws IllegalStateException if there is none
   * @throws ProblemException {@code payload_too_large} for an event that the broker would not take
   */
  public void add(OutgoingEvent event) {
    addAll(List.of(event));
  }

  /**
   * Adds events to the current transaction, in this order.
   *
   * @throws IllegalStateException if there is none
   * @throws ProblemException {@code payload_too_large} for an event that the broker would not take
   */
  public void addAll(List<OutgoingEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    String[] data = events.stream().map(event -> codec.write(event.data())).toArray(String[]::new);
    Stream.of(data).forEach(Outbox::requireSendable);
    // First: without a transaction it fails, before the row would be written for good.
    afterCommit.run(relay::wake);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
      insert.setString(2, traces.current().orElse(null));
      insert.setArray(3, column(connection, "uuid", events, _ -> Identifiers.next()));
      insert.setArray(4, column(connection, "text", events, OutgoingEvent::topic));
      insert.setArray(5, column(connection, "text", events, OutgoingEvent::type));
      insert.setArray(6, column(connection, "uuid", events, OutgoingEvent::key));
      insert.setArray(7, column(connection, "text", events, OutgoingEvent::workspace));
      insert.setArray(8, connection.createArrayOf("text", data));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The event was not added to the outbox", e);
    }
  }

  private static Array column(
      Connection connection,
      String type,
      List<OutgoingEvent> events,
      Function<OutgoingEvent, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, events.stream().map(value).toArray());
  }

  private static void requireSendable(String data) {
    if (data.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw ProblemException.of(
          ActionErrorCode.PAYLOAD_TOO_LARGE, "The result would be too large; shorten the texts.");
    }
  }
}
