package io.postly.scheduling.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.action.fixture.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * How the database executes the service's own statements: it writes into its log of each that a
 * call leads to ({@code auto_explain}), with times and buffers. The log must be a file ({@link
 * TestEngines#POSTGRES_LOG}).
 */
final class QueryPlans {

  private static final List<String> SETTINGS =
      List.of(
          "session_preload_libraries = 'auto_explain'",
          "auto_explain.log_min_duration = 0",
          "auto_explain.log_analyze = on",
          "auto_explain.log_buffers = on");
  private static final String OLDER =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND backend_start < ?
        AND pid <> pg_backend_pid()
      """;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final BenchmarkDatabase database;
  private final AgroalDataSource pool;

  QueryPlans(BenchmarkDatabase database, AgroalDataSource pool) {
    this.database = database;
    this.pool = pool;
  }

  /** The plans of everything that the call reads publications with. */
  List<String> of(Runnable call) throws InterruptedException {
    SETTINGS.forEach(setting -> database.run(alter("SET " + setting)));
    renewConnections();
    List<String> plans;
    try {
      int before = lines().size();
      call.run();
      plans = plans(linesFrom(before));
    } finally {
      database.run(alter("RESET ALL"));
      renewConnections();
    }
    if (plans.isEmpty()) {
      throw new IllegalStateException("The database told of no plan");
    }
    return plans;
  }

  /** What has been logged since there were so many lines, up to now. */
  private List<String> linesFrom(int before) throws InterruptedException {
    String end = "plans end " + UUID.randomUUID();
    database.run("DO $$ BEGIN RAISE LOG '%s'; END $$".formatted(end));
    long latest = System.nanoTime() + LONGEST.toNanos();
    List<String> lines = lines();
    while (lines.stream().noneMatch(line -> line.contains(end))) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("The database did not tell all in " + LONGEST);
      }
      Thread.sleep(PAUSE);
      lines = lines();
    }
    return lines.subList(before, lines.size());
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of(System.getProperty(TestEngines.POSTGRES_LOG)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Each is told of in lines that belong together: the first has a time, the others are indented.
   */
  private static List<String> plans(List<String> lines) {
    List<String> plans = new ArrayList<>();
    StringBuilder plan = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("\t") && !plan.isEmpty()) {
        plan.append('\n').append(line.substring(1));
      } else if (line.contains("LOG:  duration:") && line.endsWith("plan:")) {
        plans.add(plan.toString());
        plan = new StringBuilder(line.substring(line.indexOf("duration:")));
      }
    }
    plans.add(plan.toString());
    return plans.stream().filter(QueryPlans::readsPublications).toList();
  }

  private String alter(String what) {
    return "ALTER DATABASE %s %s"
        .formatted(database.read(String.class, "SELECT current_database()"), what);
  }

  /** Only new ones know of changed settings. */
  private void renewConnections() throws InterruptedException {
    Instant now = Instant.now();
    long end = System.nanoTime() + LONGEST.toNanos();
    do {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Connections were not given back in " + LONGEST);
      }
      pool.flush(FlushMode.GRACEFUL);
      Thread.sleep(PAUSE);
    } while (database.read(Long.class, OLDER, now) > 0);
  }

  private static boolean readsPublications(String plan) {
    String text = plan.toLowerCase(Locale.ROOT);
    return text.contains("query text: select") && text.contains("from publication");
  }
}
