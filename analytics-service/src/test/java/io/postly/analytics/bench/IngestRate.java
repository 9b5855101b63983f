package io.postly.analytics.bench;

import io.postly.analytics.EventBatch;
import io.postly.analytics.Facts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How many events a second the service takes from Kafka, each in a transaction of its own; beside
 * it, how many of the same rows a plain COPY writes into a table with the same indexes.
 */
final class IngestRate {

  private static final int DRAFTS = 500;

  private final BenchmarkData data;

  IngestRate(BenchmarkData data) {
    this.data = data;
  }

  Map<String, Object> measure(int events) throws SQLException, IOException {
    EventBatch.apply(EventBatch.of(calls("ingest-warm-up", events / 10)));
    List<EventBatch.Event> batch = EventBatch.of(calls("ingest", events));
    long begin = System.nanoTime();
    EventBatch.apply(batch);
    double service = events / seconds(begin);
    double copy = events / copy();
    Map<String, Object> rates = new LinkedHashMap<>();
    rates.put("events", events);
    rates.put("serviceEventsPerSecond", Math.round(service));
    rates.put("copyRowsPerSecond", Math.round(copy));
    rates.put("copyRatio", copy / service);
    System.out.println("Ingest: " + rates);
    return rates;
  }

  /** In seconds. */
  private double copy() throws SQLException, IOException {
    data.database().run("CREATE TABLE copied (LIKE activity INCLUDING ALL)");
    CopyManager copies = data.database().connection().unwrap(PGConnection.class).getCopyAPI();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    copies.copyOut("COPY (SELECT * FROM activity WHERE workspace = 'ingest') TO STDOUT", rows);
    long begin = System.nanoTime();
    copies.copyIn("COPY copied FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
    double seconds = seconds(begin);
    data.database().run("DROP TABLE copied");
    return seconds;
  }

  private static List<Facts.Fact> calls(String workspace, int events) {
    Facts facts = new Facts(workspace);
    Random random = new Random(events);
    List<UUID> drafts = new ArrayList<>();
    for (int i = 0; i < DRAFTS; i++) {
      drafts.add(new UUID(random.nextLong(), random.nextLong()));
    }
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(1));
    List<Facts.Fact> calls = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      calls.add(
          facts.action(
              "update_draft",
              drafts.get(random.nextInt(DRAFTS)),
              random.nextInt(8) == 0 ? "stale_revision" : null,
              begin.plusMillis(i)));
    }
    return calls;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
