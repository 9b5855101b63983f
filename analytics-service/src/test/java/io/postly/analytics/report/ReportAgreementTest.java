package io.postly.analytics.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.EventBatch;
import io.postly.analytics.Facts;
import io.postly.analytics.activity.CountingDrill;
import io.postly.analytics.rebuild.RebuildDrill;
import io.postly.analytics.workflow.ClosingDrill;
import io.postly.analytics.workflow.WorkflowCountingDrill;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure of a report is what the events themselves say, however much has been counted. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReportAgreementTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();
  private static final double ROUNDING = 0.0001;

  @Inject ClosingDrill closing;
  @Inject CountingDrill counting;
  @Inject WorkflowCountingDrill workflows;
  @Inject RebuildDrill rebuild;

  private final String workspace = "agreement" + WORKSPACES.incrementAndGet();
  private final Tokens analyst = Tokens.of(workspace, "analyst");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyFigureIsWhatTheEventsSay(long seed) {
    RandomFacts random = new RandomFacts(workspace, seed);
    List<Facts.Fact> facts = random.make(60, 300);
    List<Facts.Fact> shuffled = random.shuffled(facts);
    int half = shuffled.size() / 2;
    EventBatch.apply(EventBatch.of(shuffled.subList(0, half)));
    closing.closeEnded();
    countEnded();

    EventBatch.apply(EventBatch.of(shuffled.subList(half, shuffled.size())));
    closing.closeEnded();
    ExpectedReport expected = new ExpectedReport(facts);
    assertAgrees(expected, "with late events that are not counted yet", seed);

    countEnded();
    assertAllCounted();
    assertAgrees(expected, "with everything counted", seed);

    List<Facts.Fact> late = new RandomFacts(workspace, seed + 100).make(10, 60);
    EventBatch.apply(EventBatch.of(late));
    closing.closeEnded();
    List<Facts.Fact> all = new ArrayList<>(facts);
    all.addAll(late);
    expected = new ExpectedReport(all);
    assertAgrees(expected, "with events that came after the counting", seed);

    countEnded();
    assertAllCounted();
    assertAgrees(expected, "with those counted too", seed);
  }

  @Test
  void replayingEverythingChangesNoFigure() {
    RandomFacts random = new RandomFacts(workspace, 42);
    List<Facts.Fact> facts = random.make(50, 150);
    List<EventBatch.Event> events = EventBatch.of(facts);
    EventBatch.apply(events);
    closing.closeEnded();
    countEnded();
    Map<String, Object> before = figures();

    EventBatch.apply(shuffled(events, random));
    assertEquals(before, figures(), "what comes again is known");

    rebuild.forgetCallsOfOthers(workspace);
    rebuild.emptyOnce("analytics-service-agreement");
    assertEquals(0, count("workflow"));
    EventBatch.apply(shuffled(events, random));
    closing.closeEnded();
    EventBatch.apply(shuffled(events, random));
    closing.closeEnded();
    assertEquals(before, figures(), "everything was rebuilt");

    countEnded();
    assertAllCounted();
    assertEquals(before, figures(), "and counted");

    rebuild.emptyOnce("analytics-service-agreement");
    assertEquals(before, figures(), "a rebuild is done once");
  }

  private void countEnded() {
    counting.countEnded();
    workflows.countEnded();
  }

  private static List<EventBatch.Event> shuffled(
      List<EventBatch.Event> events, RandomFacts random) {
    List<EventBatch.Event> rest = new ArrayList<>(events);
    List<EventBatch.Event> shuffled = new ArrayList<>();
    for (Facts.Fact fact : random.shuffled(events.stream().map(EventBatch.Event::fact).toList())) {
      EventBatch.Event event =
          rest.stream().filter(one -> one.fact().equals(fact)).findFirst().orElseThrow();
      rest.remove(event);
      shuffled.add(event);
    }
    return shuffled;
  }

  private void assertAgrees(ExpectedReport expected, String when, long seed) {
    Random random = new Random(seed);
    for (Period period : periods(random)) {
      JsonPath report = report(period);
      String what = when + ", seed " + seed + ", " + period;
      assertAll(
          what,
          () -> assertEquals(expected.tools(period), tools(report), what),
          () -> assertEquals(expected.errors(period), errors(report), what),
          () -> assertEquals(expected.funnel(period), funnel(report), what),
          () -> assertEquals(expected.stopped(period), stopped(report), what),
          () -> assertEquals(expected.decisions(period), decisions(report), what),
          () -> assertClose(expected.wait(period, 0.5), report, "approvals.median_wait_seconds"),
          () -> assertClose(expected.wait(period, 0.9), report, "approvals.p90_wait_seconds"),
          () -> assertClose(expected.rounds(period), report, "approvals.rounds_per_approval"),
          () -> assertEquals(expected.saved(period), saved(report), what),
          () -> assertCompared(expected, period, report));
    }
  }

  /** Ragged and whole ones, of hours, days and months, with and without filters. */
  private List<Period> periods(Random random) {
    Instant begin = RandomFacts.BEGIN;
    Instant end = begin.plus(RandomFacts.SPAN);
    Instant ragged = begin.plusMillis(random.nextLong(Duration.ofDays(4).toMillis()));
    return List.of(
        new Period(workspace, begin, end.plus(Duration.ofDays(5)), null, null),
        new Period(workspace, ragged, ragged.plusSeconds(1 + random.nextInt(3_000)), null, null),
        new Period(workspace, ragged, ragged.plusSeconds(1 + random.nextInt(80_000)), null, null),
        new Period(workspace, ragged, ragged.plusSeconds(400_000), null, "agent"),
        new Period(workspace, ragged, end, "console", null),
        new Period(workspace, ragged, end, "mcp", "chat"),
        new Period(workspace, begin.plus(Duration.ofDays(40)), end, "rest", null),
        new Period(workspace, ragged, ragged.plus(Duration.ofDays(30)), null, null),
        new Period(workspace, ragged, end.plusSeconds(1234), null, null),
        new Period(workspace, ragged, end.plus(Duration.ofDays(3)), null, "chat"));
  }

  private static void assertCompared(ExpectedReport expected, Period period, JsonPath report) {
    long started = expected.funnel(period).getFirst();
    long before = expected.funnel(period.before()).getFirst();
    String figure = "compared.find { it.figure == 'started' }.";
    assertEquals((double) started, report.getDouble(figure + "value"), ROUNDING);
    assertEquals((double) before, report.getDouble(figure + "previous"), ROUNDING);
    assertEquals((double) (started - before), report.getDouble(figure + "change"), ROUNDING);
    long calls = expected.tools(period.before()).values().stream().mapToLong(List::getFirst).sum();
    assertEquals(
        (double) calls,
        report.getDouble("compared.find { it.figure == 'calls' }.previous"),
        ROUNDING);
  }

  private static void assertClose(Double expected, JsonPath report, String path) {
    if (expected == null) {
      assertNull(report.get(path), path);
    } else {
      assertEquals(
          expected, report.getDouble(path), path.endsWith("seconds") ? 0.5 : ROUNDING, path);
    }
  }

  private static Map<String, List<Long>> tools(JsonPath report) {
    Map<String, List<Long>> tools = new TreeMap<>();
    for (Map<String, Object> tool : report.<Map<String, Object>>getList("tools")) {
      tools.put(
          (String) tool.get("action"), List.of(number(tool, "calls"), number(tool, "failed")));
    }
    return tools;
  }

  private static Map<String, Long> errors(JsonPath report) {
    Map<String, Long> errors = new TreeMap<>();
    for (Map<String, Object> error : report.<Map<String, Object>>getList("errors")) {
      errors.put((String) error.get("code"), number(error, "count"));
    }
    return errors;
  }

  private static List<Long> funnel(JsonPath report) {
    Map<String, Object> funnel = report.getMap("funnel");
    return List.of(
        number(funnel, "started"),
        number(funnel, "submitted"),
        number(funnel, "approved"),
        number(funnel, "scheduled"),
        number(funnel, "published"));
  }

  private static Map<String, Long> stopped(JsonPath report) {
    Map<String, Long> stopped = new TreeMap<>();
    for (Map<String, Object> stop : report.<Map<String, Object>>getList("funnel.stopped")) {
      stopped.put(stop.get("stage") + "/" + stop.get("reason"), number(stop, "count"));
    }
    long accounted = stopped.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(
        report.getLong("funnel.started"),
        accounted + report.getLong("funnel.published"),
        "every workflow is in exactly one");
    return stopped;
  }

  private static List<Long> decisions(JsonPath report) {
    Map<String, Object> approvals = report.getMap("approvals");
    return List.of(
        number(approvals, "decided"),
        number(approvals, "approved"),
        number(approvals, "changes_requested"),
        number(approvals, "rejected"));
  }

  private static List<Long> saved(JsonPath report) {
    Map<String, Object> saved = report.getMap("time_saved");
    boolean any = number(saved, "samples") > 0;
    assertTrue(any != saved.containsKey("reason"), "either a figure or a reason");
    return List.of(
        number(saved, "samples"),
        number(saved, "samples_against_workspace"),
        any ? number(saved, "seconds") : 0L);
  }

  private static long number(Map<String, Object> of, String field) {
    return ((Number) of.get(field)).longValue();
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new TreeMap<>();
    for (Period period : periods(new Random(7))) {
      Map<String, Object> report = new TreeMap<>(report(period).<String, Object>getMap("$"));
      report.remove("action");
      figures.put(period.toString(), report);
    }
    return figures;
  }

  private JsonPath report(Period period) {
    RequestSpecification request =
        Requests.as(analyst)
            .queryParam("from", period.from().toString())
            .queryParam("to", period.to().toString());
    if (period.channel() != null) {
      request.queryParam("channel", period.channel());
    }
    if (period.client() != null) {
      request.queryParam("client", period.client());
    }
    return request
        .get("/api/v1/workspaces/" + workspace + "/workflow-report")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Without the calls that the test itself makes: they are of an hour, and a month, still open. */
  private void assertAllCounted() {
    assertEquals(0, countHere("activity_mark", "hour < '2026-06-01Z'"), "hours are counted");
    assertEquals(0, countHere("activity_month_mark", "month < '2026-06-01Z'"), "so are months");
    assertEquals(0, countHere("workflow_mark", "true"), "so are workflows");
    assertEquals(0, countHere("workflow_month_mark", "true"), "and waits");
    assertTrue(countHere("activity_month_total", "counted_by = 'none'") > 0);
    assertTrue(countHere("decision_day", "counted_by = 'both'") > 0);
    assertTrue(countHere("wait_month", "counted_by = 'both'") > 0);
  }

  private long countHere(String table, String condition) {
    return count("%s WHERE workspace = '%s' AND %s".formatted(table, workspace, condition));
  }

  private static long count(String table) {
    return PostlyBackends.count("SELECT count(*) FROM " + table);
  }
}
