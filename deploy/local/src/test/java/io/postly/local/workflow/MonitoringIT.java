package io.postly.local.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Dashboard;
import io.postly.monitoring.dashboard.Panel;
import io.postly.monitoring.figure.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What dashboards and rules ask, asked of a real Prometheus that watches the set during a day of
 * work in short: six drafts of an assistant, four approved, three of them published, two sent back,
 * and some calls that are refused. Pictures of every panel are in {@code target/dashboards}.
 */
class MonitoringIT {

  private static final String WORKSPACE = "acme";
  private static final int DRAFTS = 6;
  private static final int APPROVED = 4;
  private static final int PUBLISHED = 3;
  private static final Percentage ROUGHLY = Percentage.withPercentage(20);

  /** Matchers, windows and lists of labels. */
  private static final Pattern NO_SERIES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)");

  /** A word that calls no function. */
  private static final Pattern SERIES =
      Pattern.compile("(?<![\\w:])[a-zA-Z_:][\\w:]*(?![\\w:]*\\s*\\()");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private static PrometheusServer prometheus;
  private static Metrics before;
  private static Metrics after;
  private static Instant begin;
  private static Instant end;

  @BeforeAll
  static void workForADay() throws IOException {
    Actions editor = Packaging.MCP.as("acme-editor");
    Day day =
        new Day(editor, Packaging.MCP.as("acme-approver"), Channels.sandbox(editor, WORKSPACE));
    // Series that begin within the day would lack their first events.
    before = work(day, Metrics.settled(), 1, 1, 1);
    prometheus = PrometheusServer.start(Path.of("target", "prometheus"));
    begin = Instant.now();
    prometheus.awaitScrapes(3);
    after = work(day, before, DRAFTS, APPROVED, PUBLISHED);
    // Of a consumer that has just started, the lag is told after a minute.
    Eventually.within(
        Duration.ofSeconds(90),
        () ->
            assertThat(prometheus.query("kafka_consumer_fetch_manager_records_lag")).isNotEmpty());
    prometheus.awaitScrapes(2);
    end = Instant.now();
  }

  /** Gives what the parts tell when all that comes of the work has been counted. */
  private static Metrics work(Day day, Metrics from, int drafts, int approved, int published) {
    day.work(drafts, approved, published);
    Eventually.holds(
        () ->
            assertThat(
                    Metrics.scrape()
                        .since(
                            from,
                            "postly_workflows_completed_total",
                            "channel=\"mcp\"",
                            "result=\"published\""))
                .isEqualTo(published));
    return Metrics.settled();
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  /** Counts are exact; shares and sums over a window are worked out between scrapes. */
  @Test
  void theFiveFiguresAreThoseOfTheDay() {
    double calls = after.since(before, "postly_tool_calls_total");
    double errors = after.since(before, "postly_errors_total");

    assertThat(figure(Figure.TOOL_USAGE)).isCloseTo(calls, ROUGHLY);
    assertThat(figure(Figure.WORKFLOW_COMPLETION))
        .isCloseTo((double) PUBLISHED / DRAFTS, within(0.02));
    assertThat(figure(Figure.APPROVAL_RATE)).isCloseTo((double) APPROVED / DRAFTS, within(0.02));
    assertThat(figure(Figure.TIME_SAVED))
        .isCloseTo(after.since(before, "postly_time_saved_seconds_total"), ROUGHLY);
    assertThat(figure(Figure.ERROR_RATE)).isCloseTo(errors / calls, ROUGHLY);
    assertThat(errors).isGreaterThanOrEqualTo(2 * DRAFTS);
  }

  @Test
  void whatPrometheusHasIsWhatPartsTell() {
    assertThat(prometheus.number("sum(postly_reviews_decided_total)"))
        .isEqualTo(after.sum("postly_reviews_decided_total"));
    assertThat(prometheus.number("sum(postly_workflows_started_total)"))
        .isEqualTo(after.sum("postly_workflows_started_total"));
  }

  @Test
  void everyMetricThatIsDefinedIsScraped() {
    Set<String> missing = new TreeSet<>();
    for (Metric metric : Metric.values()) {
      String name = metric.prometheusName() + (metric.kind() == Metric.Kind.TIMER ? "_count" : "");
      if (prometheus.query(name).isEmpty()) {
        missing.add(name);
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noMetricOfPostlysIsScrapedThatIsNotDefined() {
    Set<String> undefined = new TreeSet<>();
    for (JsonNode found : prometheus.query("count by (__name__) ({__name__=~\"postly_.*\"})")) {
      String name = found.at("/metric/__name__").asText();
      if (List.of(Metric.values()).stream()
          .noneMatch(metric -> name.startsWith(metric.prometheusName()))) {
        undefined.add(name);
      }
    }

    assertThat(undefined).isEmpty();
  }

  @Test
  void everyQueryOfEveryDashboardIsAnswered() throws IOException {
    Set<String> unanswered = new TreeSet<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Panel panel : dashboard.panels()) {
        DrawnPanel drawn = new DrawnPanel(panel, begin);
        for (Panel.Query query : panel.queries()) {
          JsonNode lines =
              prometheus.range(concrete(query.expression()), begin, end, Duration.ofSeconds(1));
          if (lines.isEmpty()) {
            unanswered.add(dashboard.title() + ", " + panel.title() + ": " + query.expression());
          }
          drawn.add(query, lines);
        }
        drawn.save(Path.of("target", "dashboards", dashboard.id()));
      }
    }

    assertThat(unanswered).isEmpty();
  }

  @Test
  void whatRulesAndAlertsAskIsThere() {
    Set<String> missing = new TreeSet<>();
    for (String expression : prometheus.rules()) {
      for (String name : series(expression)) {
        if (prometheus.query(name).isEmpty()) {
          missing.add(name + ", asked by " + expression);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noAlertFiresOnADayLikeAnyOther() {
    assertThat(prometheus.query("ALERTS{alertstate=\"firing\",severity=\"page\"}")).isEmpty();
  }

  private static double figure(Figure figure) {
    String window = Duration.between(begin, Instant.now()).toSeconds() + 1 + "s";
    return prometheus.number(figure.expression(UnaryOperator.identity(), window));
  }

  /** The names of the series in an expression. */
  private static Set<String> series(String expression) {
    return SERIES
        .matcher(NO_SERIES.matcher(expression).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .filter(word -> !OPERATORS.contains(word))
        .collect(Collectors.toSet());
  }

  /** What Grafana puts in place of its variables. */
  private static String concrete(String expression) {
    return expression
        .replace("$environment", ".*")
        .replace("$service", ".*")
        .replace("$__rate_interval", "10s")
        .replace("$__range", Duration.between(begin, end).toSeconds() + "s");
  }

  /** Some drafts, of which the first are approved, and the first of these published. */
  private record Day(Actions editor, Actions approver, String channel) {

    void work(int drafts, int approved, int published) {
      WorkflowScenario workflow = new WorkflowScenario(editor, approver);
      IntStream.range(0, drafts)
          .forEach(
              number -> {
                WorkflowScenario.Draft draft = workflow.writeDraft("Day's work", channel);
                refuse(draft);
                String review = workflow.submit(draft);
                if (number < approved) {
                  workflow.approve(draft, review);
                } else {
                  workflow.requestChanges(draft, review, "Shorter");
                }
                if (number < published) {
                  String publication = workflow.publishNow(draft);
                  Eventually.holds(
                      () -> assertThat(workflow.stateOf(publication)).isEqualTo("published"));
                }
              });
    }

    private void refuse(WorkflowScenario.Draft draft) {
      Map<String, Object> stale =
          Map.of(
              "workspace", WORKSPACE, "draft_id", draft.id(), "expected_revision", 1, "text", "a");
      assertThat(editor.call("update_draft", stale).code()).isEqualTo("stale_revision");
      assertThat(approver.call("update_draft", stale).code()).isNotEmpty();
      // The gateway itself refuses what names no draft.
      assertThat(editor.call("get_draft", Map.of("workspace", WORKSPACE)).code()).isNotEmpty();
    }
  }
}
