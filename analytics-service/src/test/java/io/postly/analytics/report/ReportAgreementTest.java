package io.postly.analytics.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    Map<String, JsonNode> before = figures();

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
      JsonNode report = report(period);
      String what = when + ", seed " + seed + ", " + period;
      assertAll(
          what,
          () -> assertEquals(expected.tools(period), tools(report), what),
          () -> assertEquals(expected.errors(period), errors(report), what),
          () -> assertEquals(expected.funnel(period), funnel(report), what),
          () -> assertEquals(expected.stopped(period), stopped(report), what),
          () -> assertEquals(expected.decisions(period), decisions(report), what),
          () -> assertClose(expected.wait(period, 0.5), report, "/approvals/median_wait_seconds"),
          () -> assertClose(expected.wait(period, 0.9), report, "/approvals/p90_wait_seconds"),
          () -> assertClose(expected.rounds(period), report, "/approvals/rounds_per_approval"),
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

  private static void assertCompared(ExpectedReport expected, Period period, JsonNode report) {
    long started = expected.funnel(period).getFirst();
    long before = expected.funnel(period.before()).getFirst();
    JsonNode drafts = compared(report, "started");
    assertEquals((double) started, drafts.required("value").doubleValue(), ROUNDING);
    assertEquals((double) before, drafts.required("previous").doubleValue(), ROUNDING);
    assertEquals((double) (started - before), drafts.required("change").doubleValue(), ROUNDING);
    long calls = expected.tools(period.before()).values().stream().mapToLong(List::getFirst).sum();
    assertEquals(
        (double) calls, compared(report, "calls").required("previous").doubleValue(), ROUNDING);
  }

  private static JsonNode compared(JsonNode report, String figure) {
    return report
        .required("compared")
        .valueStream()
        .filter(one -> one.required("figure").textValue().equals(figure))
        .findFirst()
        .orElseThrow();
  }

  private static void assertClose(Double expected, JsonNode report, String pointer) {
    JsonNode found = report.at(pointer);
    if (expected == null) {
      assertTrue(found.isMissingNode() || found.isNull(), pointer);
    } else {
      assertTrue(found.isNumber(), pointer);
      assertEquals(
          expected, found.doubleValue(), pointer.endsWith("seconds") ? 0.5 : ROUNDING, pointer);
    }
  }

  private static Map<String, List<Long>> tools(JsonNode report) {
    Map<String, List<Long>> tools = new TreeMap<>();
    for (JsonNode tool : report.required("tools")) {
      tools.put(
          tool.required("action").textValue(),
          List.of(number(tool, "calls"), number(tool, "failed")));
    }
    return tools;
  }

  private static Map<String, Long> errors(JsonNode report) {
    Map<String, Long> errors = new TreeMap<>();
    for (JsonNode error : report.required("errors")) {
      errors.put(error.required("code").textValue(), number(error, "count"));
    }
    return errors;
  }

  private static List<Long> funnel(JsonNode report) {
    JsonNode funnel = report.required("funnel");
    return List.of(
        number(funnel, "started"),
        number(funnel, "submitted"),
        number(funnel, "approved"),
        number(funnel, "scheduled"),
        number(funnel, "published"));
  }

  private static Map<String, Long> stopped(JsonNode report) {
    JsonNode funnel = report.required("funnel");
    Map<String, Long> stopped = new TreeMap<>();
    for (JsonNode stop : funnel.required("stopped")) {
      stopped.put(
          stop.required("stage").textValue() + "/" + stop.required("reason").textValue(),
          number(stop, "count"));
    }
    long accounted = stopped.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(
        number(funnel, "started"),
        accounted + number(funnel, "published"),
        "every workflow is in exactly one");
    return stopped;
  }

  private static List<Long> decisions(JsonNode report) {
    JsonNode approvals = report.required("approvals");
    return List.of(
        number(approvals, "decided"),
        number(approvals, "approved"),
        number(approvals, "changes_requested"),
        number(approvals, "rejected"));
  }

  private static List<Long> saved(JsonNode report) {
    JsonNode saved = report.required("time_saved");
    boolean any = number(saved, "samples") > 0;
    assertTrue(any != saved.has("reason"), "either a figure or a reason");
    return List.of(
        number(saved, "samples"),
        number(saved, "samples_against_workspace"),
        any ? number(saved, "seconds") : 0L);
  }

  private static long number(JsonNode of, String field) {
    JsonNode found = of.required(field);
    assertTrue(found.isNumber(), field);
    return found.longValue();
  }

  private Map<String, JsonNode> figures() {
    Map<String, JsonNode> figures = new TreeMap<>();
    for (Period period : periods(new Random(7))) {
      ObjectNode report = report(period);
      report.remove("action");
      figures.put(period.toString(), report);
    }
    return figures;
  }

  private ObjectNode report(Period period) {
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
    return (ObjectNode)
        Requests.json(
            200, request.get("/api/v1/workspaces/" + workspace + "/workflow-report").then());
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
