package io.postly.action.event;

import io.postly.action.identifier.Identifiers;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.transaction.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;

/**
 * Takes events in the transaction that makes them true; {@link OutboxRelay} sends them after its
 * commit, in order per key, at least once. The order holds because whoever adds an event for a key
 * has locked the key's object before.
 */
@ApplicationScoped
public class Outbox {

  private static final String INSERT =
      "INSERT INTO outbox (event_id, topic, type, event_key, workspace, occurred_at, data, traceparent)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

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
    List<String> data = events.stream().map(event -> codec.write(event.data())).toList();
    data.forEach(Outbox::requireSendable);
    // First: without a transaction it fails, before the row would be written for good.
    afterCommit.run(relay::wake);
    OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    String trace = traces.current().orElse(null);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < events.size(); i++) {
        OutgoingEvent event = events.get(i);
        insert.setObject(1, Identifiers.next());
        insert.setString(2, event.topic());
        insert.setString(3, event.type());
        insert.setObject(4, event.key());
        insert.setString(5, event.workspace());
        insert.setObject(6, now);
        insert.setString(7, data.get(i));
        insert.setString(8, trace);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("The event was not added to the outbox", e);
    }
  }

  private static void requireSendable(String data) {
    if (data.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw ProblemException.of(
          ActionErrorCode.PAYLOAD_TOO_LARGE, "The result would be too large; shorten the texts.");
    }
  }
}
