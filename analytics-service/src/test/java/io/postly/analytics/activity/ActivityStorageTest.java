package io.postly.analytics.activity;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.EventBatch;
import io.postly.analytics.Facts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Months, marks and counts of the activity log. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ActivityStorageTest {

  private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  @Inject CountingDrill drill;
  @Inject DataSource dataSource;

  private final String workspace = "storage" + WORKSPACES.incrementAndGet();
  private final Facts facts = new Facts(workspace);

  @Test
  void aCallOfAMonthWithoutATableGetsOne() {
    assertFalse(hasTable(YearMonth.of(2019, 2)));

    call(Instant.parse("2019-02-28T23:59:59.999999Z")).apply();
    call(Instant.parse("2019-03-01T00:00:00Z")).apply();

    assertTrue(hasTable(YearMonth.of(2019, 2)));
    assertEquals(1, count("activity_2019_02"));
    assertEquals(1, count("activity_2019_03"));
  }

  @Test
  void theLastNanosecondOfAMonthIsInIt() {
    call(Instant.parse("2018-04-30T23:59:59.999999999Z")).apply();

    assertEquals(1, count("activity_2018_04"));
  }

  @Test
  void monthsAreMadeAhead() {
    Instant later = Instant.now().plus(Duration.ofDays(400));
    drill.keepMonths(later);

    YearMonth then = YearMonth.from(later.atOffset(ZoneOffset.UTC));
    assertTrue(hasTable(then));
    assertTrue(hasTable(then.plusMonths(2)));
  }

  @Test
  void wholeMonthsAreDroppedWithTheirCounts() throws SQLException {
    call(Instant.parse("2001-01-31T23:00:00Z")).apply();
    call(Instant.parse("2001-02-01T00:00:00Z")).apply();
    drill.countEnded();
    assertEquals(2, count("activity_hour"));
    assertEquals(2 * 3, count("activity_month_total"));
    call(Instant.parse("2001-01-31T23:30:00Z")).apply();
    run("INSERT INTO activity_month_mark VALUES ('%s', '2001-01-01Z')".formatted(workspace));

    List<String> dropped = drill.dropBefore(Instant.parse("2001-02-27T00:00:00Z"));

    assertEquals(List.of("activity_2001_01"), dropped);
    assertEquals(1, count("activity"));
    assertEquals(1, count("activity_hour"));
    assertEquals(1, count("activity_day"));
    assertEquals(2, count("activity_day_total"));
    assertEquals(3, count("activity_month_total"));
    assertEquals(0, count("activity_mark"));
    assertEquals(0, count("activity_month_mark"));
    assertTrue(drill.dropBefore(Instant.parse("2001-02-27T00:00:00Z")).isEmpty());
  }

  @Test
  void whatIsOlderThanTheRetentionIsNotKept() {
    call(Instant.parse("1901-01-31T23:00:00Z")).apply();

    assertEquals(0, count("activity"));
    assertFalse(hasTable(YearMonth.of(1901, 1)));
  }

  @Test
  void aMonthThatAnotherReplicaDroppedIsMadeAgain() throws SQLException {
    call(Instant.parse("2003-05-01T00:00:00Z")).apply();
    run("DROP TABLE activity_2003_05");

    call(Instant.parse("2003-05-02T00:00:00Z")).apply();

    assertEquals(1, count("activity_2003_05"));
  }

  @Test
  void oneMonthIsMadeOnceAlthoughManyNeedIt() throws Exception {
    Instant time = Instant.parse("2004-07-01T00:00:00Z");

    atTheSameTime(
        8,
        () -> {
          drill.forget(time);
          drill.partitionFor(time);
          return null;
        });

    assertTrue(hasTable(YearMonth.of(2004, 7)));
  }

  @Test
  void anEventThatComesTwiceCountsOnceWhateverItsIdentifier() {
    Facts.Fact call = call(NINE);
    call.apply();
    call.apply();
    drill.countEnded();

    assertEquals(1, count("activity"));
    assertEquals(1, sum("activity_hour"));
  }

  @Test
  void aLateCallHasItsHourDayAndMonthCountedAgain() {
    call(NINE).apply();
    call(NINE.plusSeconds(7200)).apply();
    drill.countEnded();
    assertEquals(2, sum("activity_day"));
    assertEquals(3 * 2, sum("activity_month_total"));
    assertEquals(0, oldMarks());

    call(NINE.plusSeconds(5)).apply();
    assertEquals(1, oldMarks());
    expectReported(3);
    drill.countEnded();

    assertEquals(3, sum("activity_hour"));
    assertEquals(3, sum("activity_day"));
    assertEquals(2 * 3, sum("activity_day_total"));
    assertEquals(3 * 3, sum("activity_month_total"));
    assertEquals(0, oldMarks());
    expectReported(3);
  }

  @Test
  void aReportOfWholeMonthsReadsNothingElse() throws SQLException {
    call(NINE).apply();
    call(NINE.plus(Duration.ofDays(1))).apply();
    drill.countEnded();
    for (String table : List.of("activity_day_total", "activity_hour")) {
      run("DELETE FROM %s WHERE workspace = '%s'".formatted(table, workspace));
    }

    expectReported(2);
    run("INSERT INTO activity_month_mark VALUES ('%s', '2026-01-01Z')".formatted(workspace));
    expectReported(1);
  }

  @Test
  void theOpenMonthIsLeftToItsDays() {
    call(NINE).apply();
    drill.countEndedAt(NINE.plus(Duration.ofHours(2)));

    assertEquals(2, count("activity_day_total"));
    assertEquals(0, count("activity_month_total"));
    expectReported(1);

    drill.countEndedAt(NINE.plus(Duration.ofDays(1)));
    assertEquals(3, count("activity_month_total"));
    expectReported(1);
  }

  @Test
  void aReplicaThatKnowsNoTotalsCannotCount() {
    String count =
        "INSERT INTO activity_hour SELECT '%s', '2026-01-01Z', 'a', 's', 'mcp', 'c', 'ok', NULL, 1, 0, 1"
            .formatted(workspace);

    SQLException refusal = assertThrows(SQLException.class, () -> run(count));

    assertTrue(refusal.getMessage().contains("in_totals"), refusal.getMessage());
  }

  @Test
  void theOpenHourIsLeftToTheLog() {
    Instant now = Instant.now();
    call(now).apply();
    drill.countEndedAt(now);

    assertEquals(1, count("activity_mark"));
    assertEquals(0, count("activity_hour"));
    Requests.as(Tokens.of(workspace, "analyst"))
        .queryParam("to", now.plusSeconds(60).toString())
        .get("/api/v1/workspaces/" + workspace + "/workflow-report")
        .then()
        .body("tools.find { it.action == 'update_draft' }.calls", equalTo(1));
  }

  @Test
  void whoeverFindsAnotherCountingLeavesItToThem() throws Exception {
    call(NINE).apply();
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                drill.holdLock();
                await(others.submit(drill::countEnded));
                assertEquals(1, count("activity_mark"));
              });
    }

    drill.countEnded();
    assertEquals(0, count("activity_mark"));
  }

  @Test
  void reportsAreRightWhileCallsComeAndAreCounted() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<EventBatch.Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.addAll(EventBatch.of(List.of(call(NINE.plusSeconds(i * 37L)))));
    }
    try (ExecutorService others = Executors.newFixedThreadPool(3)) {
      Future<?> counting = others.submit(() -> repeat(done, drill::countEnded));
      Future<?> countingToo = others.submit(() -> repeat(done, drill::countEnded));
      Future<?> reading =
          others.submit(
              () ->
                  repeat(
                      done,
                      () -> {
                        long before = oldCalls();
                        long reported = reported();
                        long after = oldCalls();
                        assertTrue(
                            before <= reported && reported <= after,
                            () -> before + " <= " + reported + " <= " + after);
                      }));
      EventBatch.apply(events);
      done.set(true);
      await(counting);
      await(countingToo);
      await(reading);
    }
    drill.countEnded();

    assertEquals(400, sum("activity_hour"));
    assertEquals(400, sum("activity_day"));
    assertEquals(3 * 400, sum("activity_month_total"));
    expectReported(400);
  }

  private static void repeat(AtomicBoolean done, Runnable work) {
    while (!done.get()) {
      work.run();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void atTheSameTime(int threads, Callable<Void> work) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(work);
      }
      for (Future<Void> one : pool.invokeAll(all)) {
        one.get();
      }
    }
  }

  private Facts.Fact call(Instant at) {
    return facts.action("update_draft", UUID.randomUUID(), null, at);
  }

  private void expectReported(int calls) {
    assertEquals(calls, reported());
  }

  private long reported() {
    return Requests.as(Tokens.of(workspace, "analyst"))
        .get(
            "/api/v1/workspaces/"
                + workspace
                + "/workflow-report?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .<Number>getList("tools.calls")
        .stream()
        .mapToLong(Number::longValue)
        .sum();
  }

  private static boolean hasTable(YearMonth month) {
    return PostlyBackends.count(
            "SELECT count(to_regclass('activity_%d_%02d'))"
                .formatted(month.getYear(), month.getMonthValue()))
        == 1;
  }

  private long count(String table) {
    return PostlyBackends.count(
        "SELECT count(*) FROM %s WHERE workspace = '%s'".formatted(table, workspace));
  }

  /** Without the calls that the tests themselves make. */
  private long oldCalls() {
    return PostlyBackends.count(
        "SELECT count(*) FROM activity WHERE workspace = '%s' AND at < '2026-03-01Z'"
            .formatted(workspace));
  }

  private long oldMarks() {
    return PostlyBackends.count(
        "SELECT count(*) FROM activity_mark WHERE workspace = '%s' AND hour < '2026-03-01Z'"
            .formatted(workspace));
  }

  private long sum(String table) {
    return PostlyBackends.count(
        "SELECT coalesce(sum(calls), 0) FROM %s WHERE workspace = '%s'"
            .formatted(table, workspace));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
