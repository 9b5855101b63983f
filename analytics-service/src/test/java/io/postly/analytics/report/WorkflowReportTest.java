package io.postly.analytics.report;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.Facts;
import io.postly.analytics.workflow.ClosingDrill;
import io.postly.analytics.workflow.WorkflowCountingDrill;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WorkflowReportTest {

  private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
  private static final String PERIOD = "?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z";
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  @Inject ClosingDrill closing;
  @Inject WorkflowCountingDrill counting;
  @Inject DataSource dataSource;

  private String workspace;
  private Tokens analyst;
  private Facts facts;

  @BeforeEach
  void aWorkspaceOfItsOwn() {
    useNewWorkspace();
  }

  @Test
  void anEmptyPeriodHasNoRates() {
    Requests.as(analyst)
        .get(address())
        .then()
        .statusCode(200)
        .body("funnel.started", equalTo(0))
        .body("funnel.completion", nullValue())
        .body("approvals.rate", nullValue())
        .body("time_saved.samples", equalTo(0))
        .body("time_saved.seconds", nullValue())
        .body(
            "time_saved.reason",
            equalTo("No workflow of an assistant was published in the period."));
  }

  @Test
  void whatIsKnownLateIsTakenIntoAccount() {
    workflow(UUID.randomUUID(), "published").stream()
        .map(fact -> later(fact, Duration.ofDays(1)))
        .forEach(Facts.Fact::apply);
    closing.closeEnded();
    assertEquals(1, report().getInt("time_saved.samples_against_configured"));

    publishedByHand("console", 60);
    publishedByHand("console", 120);
    publishedByHand("console", 240);
    closing.closeEnded();

    JsonPath report = report();
    assertEquals(1, report.getInt("time_saved.samples_against_workspace"));
    assertEquals(120 - 390, report.getInt("time_saved.seconds"));
  }

  @Test
  void aWorkflowWhoseCallsAreNoLongerKeptIsNoSample() {
    Instant longAgo = Instant.parse("1901-01-31T09:00:00Z");
    for (int i = 0; i < 3; i++) {
      UUID draft = UUID.randomUUID();
      facts.drafted(draft, "console", longAgo).apply();
      facts.publication(UUID.randomUUID(), draft, "published", longAgo.plusSeconds(60)).apply();
    }
    workflow(UUID.randomUUID(), "published").forEach(Facts.Fact::apply);
    closing.closeEnded();

    JsonPath report = report();
    assertEquals(0, report.getInt("time_saved.samples_against_workspace"));
    assertEquals(1, report.getInt("time_saved.samples_against_configured"));
  }

  @Test
  void everyCategoryOfErrorsHasItsCommonestNextStep() {
    UUID draft = UUID.randomUUID();
    for (int i = 0; i < 2; i++) {
      facts
          .action("approve_draft", draft, "self_approval", NINE)
          .with("service", "approvals-service")
          .apply();
    }
    facts.action("update_draft", draft, "stale_revision", NINE).apply();
    facts.action("list_drafts", null, null, NINE).with("outcome", "system").apply();
    facts
        .action("list_drafts", null, "rate_limited_by_the_moon", NINE)
        .with("outcome", "system")
        .with("category", "system")
        .apply();

    JsonPath report = report();
    assertEquals(3, report.getInt("errors_by_category.find { it.category == 'workflow' }.count"));
    assertEquals(
        "Ask another person who may approve. An admin can also let authors approve their own, in the console under Policy.",
        report.getString("errors_by_category.find { it.category == 'workflow' }.next_step"));
    assertEquals(2, report.getInt("errors_by_category.find { it.category == 'system' }.count"));
    assertEquals(1, report.getInt("errors.find { it.code == 'unknown' }.count"));
    assertNull(report.getString("errors_by_category.find { it.category == 'system' }.next_step"));
  }

  @Test
  void comparesWithThePeriodBefore() {
    facts.drafted(UUID.randomUUID(), "mcp", NINE).apply();
    facts.drafted(UUID.randomUUID(), "mcp", NINE).apply();
    facts.drafted(UUID.randomUUID(), "mcp", NINE.minus(Duration.ofDays(59))).apply();

    String started = "compared.find { it.figure == 'started' }";
    JsonPath report = report();
    assertEquals(2.0f, report.getFloat(started + ".value"));
    assertEquals(1.0f, report.getFloat(started + ".previous"));
    assertEquals(1.0f, report.getFloat(started + ".change"));
    assertNull(report.getString("compared.find { it.figure == 'approval_rate' }.change"));
  }

  @Test
  void whatIsNoLongerKeptIsNotComparedWith() {
    Requests.as(analyst)
        .queryParam("from", "1900-01-01T00:00:00Z")
        .queryParam("to", "2026-01-01T00:00:00Z")
        .get("/api/v1/workspaces/" + workspace + "/workflow-report")
        .then()
        .statusCode(200)
        .body("compared", nullValue());
  }

  @Test
  void refusesOtherChannels() {
    Requests.as(analyst)
        .get(address() + "&channel=fax")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("channel"));
  }

  @Test
  void followsAWorkflowFromIntentToPublication() {
    double startedBefore = counter("postly_workflows_started_total{channel=\"mcp\"}");
    double completedBefore =
        counter("postly_workflows_completed_total{channel=\"mcp\",result=\"published\"}");
    double savedBefore = counter("postly_time_saved_seconds_total{baseline=\"configured\"}");
    workflow(UUID.randomUUID(), "published").forEach(Facts.Fact::apply);
    workflow(UUID.randomUUID(), "cancelled").forEach(Facts.Fact::apply);
    facts.drafted(UUID.randomUUID(), "rest", NINE).apply();

    closing.closeEnded();

    JsonPath report = report();
    assertEquals(2, report.getInt("funnel.started"));
    assertEquals(2, report.getInt("funnel.approved"));
    assertEquals(1, report.getInt("funnel.published"));
    assertEquals(0.5f, report.getFloat("funnel.completion"));
    assertEquals(1.0f, report.getFloat("approvals.rate"));
    assertEquals(600, report.getInt("approvals.median_wait_seconds"));
    // Three calls, 90 seconds and an hour apart; the hour counts as five minutes.
    assertEquals(2700 - 90 - 300, report.getInt("time_saved.seconds"));
    assertEquals(1, report.getInt("time_saved.samples_against_configured"));
    assertEquals(2, report.getInt("errors.find { it.code == 'permission_denied' }.count"));
    assertEquals(startedBefore + 2, counter("postly_workflows_started_total{channel=\"mcp\"}"));
    assertEquals(
        completedBefore + 1,
        counter("postly_workflows_completed_total{channel=\"mcp\",result=\"published\"}"));
    assertEquals(
        savedBefore + 2310, counter("postly_time_saved_seconds_total{baseline=\"configured\"}"));
  }

  @Test
  void closingAgainChangesNothing() {
    workflow(UUID.randomUUID(), "published").forEach(Facts.Fact::apply);
    closing.closeEnded();
    String before = figures(report());
    double completed =
        counter("postly_workflows_completed_total{channel=\"mcp\",result=\"published\"}");

    closing.closeEnded();

    assertEquals(before, figures(report()));
    assertEquals(
        completed,
        counter("postly_workflows_completed_total{channel=\"mcp\",result=\"published\"}"));
  }

  @Test
  void aPostThatIsMovedEndsOneWorkflow() {
    double cancelled = completed("mcp", "cancelled");
    double published = completed("mcp", "published");
    UUID draft = UUID.randomUUID();
    workflow(draft, "cancelled").forEach(Facts.Fact::apply);
    closing.closeAfter(Duration.ofHours(1));

    UUID again = UUID.randomUUID();
    facts.publication(again, draft, "planned", NINE.plusSeconds(8000)).apply();
    closing.closeEnded();
    facts.publication(again, draft, "published", NINE.plusSeconds(9000)).apply();
    closing.closeEnded();

    assertEquals(1, report().getInt("funnel.published"));
    assertEquals(1, report().getInt("time_saved.samples"));
    assertEquals(cancelled, completed("mcp", "cancelled"));
    assertEquals(published + 1, completed("mcp", "published"));
  }

  @Test
  void aWorkflowThatNobodyTakesUpAgainEndsCancelled() {
    double cancelled = completed("mcp", "cancelled");
    workflow(UUID.randomUUID(), "cancelled").forEach(Facts.Fact::apply);

    closing.closeEnded();

    assertEquals(cancelled + 1, completed("mcp", "cancelled"));
    assertEquals(0, report().getInt("time_saved.samples"));
  }

  @Test
  void anUnconfirmedPostDoesNotKeepAPublishedWorkflowOpen() {
    double published = completed("mcp", "published");
    UUID draft = UUID.randomUUID();
    workflow(draft, "published").forEach(Facts.Fact::apply);
    facts.publication(UUID.randomUUID(), draft, "unconfirmed", NINE.plusSeconds(7100)).apply();

    closing.closeAfter(Duration.ofMinutes(1));

    assertEquals(published + 1, completed("mcp", "published"));
  }

  @Test
  void aPostThatTurnsOutToBePublishedIsCounted() {
    double published = completed("mcp", "published");
    UUID draft = UUID.randomUUID();
    UUID post = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    facts.publication(post, draft, "unconfirmed", NINE.plusSeconds(60)).apply();
    closing.closeEnded();
    assertEquals(published, completed("mcp", "published"));

    facts.publication(post, draft, "published", NINE.plusSeconds(90)).apply();
    closing.closeEnded();

    assertEquals(published + 1, completed("mcp", "published"));
    assertEquals(1, report().getInt("funnel.published"));
  }

  @Test
  void whatComesLateIsWaitedFor() {
    UUID draft = UUID.randomUUID();
    List<Facts.Fact> workflow = workflow(draft, "published");
    List<Facts.Fact> late =
        workflow.stream().filter(fact -> fact.topic().equals("postly.actions")).toList();
    workflow.stream().filter(fact -> !late.contains(fact)).forEach(Facts.Fact::apply);
    closing.closeAfter(Duration.ofSeconds(3));
    late.forEach(Facts.Fact::apply);

    closing.closeAfter(Duration.ofSeconds(6));

    assertEquals(2700 - 90 - 300, report().getInt("time_saved.seconds"));
  }

  @Test
  void readingRepeatingAndWaitingIsNotAPersonsWork() {
    UUID draft = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    facts.action("create_draft", draft, null, NINE).apply();
    facts.action("update_draft", draft, null, NINE.plusSeconds(60)).apply();
    facts.action("get_draft", draft, null, NINE.plusSeconds(300)).with("read_only", true).apply();
    facts.action("update_draft", draft, null, NINE.plusSeconds(600)).with("replayed", true).apply();
    facts
        .action("approve_draft", draft, null, NINE.plusSeconds(240))
        .with("person", Map.of("id", "approver-1", "name", "The Approver"))
        .apply();
    facts.publication(UUID.randomUUID(), draft, "published", NINE.plusSeconds(7000)).apply();

    closing.closeEnded();

    assertEquals(2700 - 60, report().getInt("time_saved.seconds"));
  }

  @Test
  void theWorkspacesOwnWorkByHandIsTheBaselineOnceThereIsEnough() {
    publishedByHand("console", 60);
    publishedByHand("console", 120);
    publishedByHand("rest", 1);
    closing.closeEnded();
    workflow(UUID.randomUUID(), "published").forEach(Facts.Fact::apply);
    closing.closeEnded();
    assertEquals(1, report().getInt("time_saved.samples_against_configured"));

    publishedByHand("console", 240);
    closing.closeEnded();
    workflow(UUID.randomUUID(), "published").stream()
        .map(fact -> later(fact, Duration.ofDays(1)))
        .forEach(Facts.Fact::apply);
    closing.closeEnded();

    JsonPath report = report();
    assertEquals(1, report.getInt("time_saved.samples_against_workspace"));
    assertEquals(2, report.getInt("time_saved.samples"));
    // 2,310 against the configured 45 minutes, and the median of 120 less 390.
    assertEquals(2310 + 120 - 390, report.getInt("time_saved.seconds"));
    assertEquals((2700 + 120) / 2, report.getInt("time_saved.baseline_seconds"));
  }

  @Test
  void approvalsAreOfWhatAnAssistantWrote() {
    UUID draft = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    decided(draft, "changes_requested", 60, "mcp");
    decided(draft, "changes_requested", 120, "mcp");
    decided(draft, "approved", 180, "mcp");
    UUID byHand = UUID.randomUUID();
    facts.drafted(byHand, "rest", NINE).apply();
    decided(byHand, "approved", 60, "rest");

    JsonPath report = report();
    assertEquals(3, report.getInt("approvals.decided"));
    assertEquals(1, report.getInt("approvals.approved"));
    assertEquals(3.0f, report.getFloat("approvals.rounds_per_approval"));
  }

  @Test
  void aRejectionIsADecisionAndNoApproval() {
    UUID draft = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    decided(draft, "rejected", 60, "mcp");

    JsonPath report = report();
    assertEquals(1, report.getInt("approvals.decided"));
    assertEquals(1, report.getInt("approvals.rejected"));
    assertEquals(0, report.getInt("approvals.approved"));
    assertEquals(0, report.getInt("approvals.changes_requested"));
    assertEquals(0, report.getInt("funnel.approved"));
  }

  @Test
  void aReviewThatExpiresWasNotDecided() {
    UUID draft = UUID.randomUUID();
    UUID review = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    facts.review(review, draft, "open", NINE, null).apply();
    facts.review(review, draft, "expired", NINE, null).apply();

    JsonPath report = report();
    assertEquals(1, report.getInt("funnel.submitted"));
    assertEquals(0, report.getInt("funnel.approved"));
    assertEquals(0, report.getInt("approvals.decided"));
  }

  @Test
  void approvalsThatWaitForOthersAreNoDecision() {
    UUID draft = UUID.randomUUID();
    UUID review = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    facts.review(review, draft, "open", NINE, null).apply();
    facts.review(review, draft, "open", NINE, null).with("at", NINE.plusSeconds(60)).apply();
    facts.review(review, draft, "approved", NINE, NINE.plusSeconds(120)).apply();

    JsonPath report = report();
    assertEquals(1, report.getInt("approvals.decided"));
    assertEquals(1.0f, report.getFloat("approvals.rounds_per_approval"));
    assertEquals(120, report.getInt("approvals.median_wait_seconds"));
  }

  @Test
  void whatIsCountedIsCountedAgainWhenItsClientBecomesKnown() {
    UUID draft = UUID.randomUUID();
    facts.drafted(draft, "mcp", NINE).apply();
    facts.action("update_draft", draft, null, NINE.plusSeconds(60)).apply();
    decided(draft, "changes_requested", 120, "mcp");
    decided(draft, "approved", 240, "mcp");
    counting.countEnded();
    assertEquals(List.of(1, 2, 2.0f), ofClient("test-client"));

    facts.action("create_draft", draft, null, NINE).with("client", "chat").apply();
    assertEquals(List.of(0, 0), ofClient("test-client"));
    assertEquals(List.of(1, 2, 2.0f), ofClient("chat"));
    counting.countEnded();
    assertEquals(List.of(0, 0), ofClient("test-client"));
    assertEquals(List.of(1, 2, 2.0f), ofClient("chat"));
  }

  @Test
  void aReportOfWholeDaysReadsTheirCounts() throws SQLException {
    facts.drafted(UUID.randomUUID(), "mcp", NINE).apply();
    counting.countEnded();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE workflow_day SET workflows = 7 WHERE workspace = '%s'".formatted(workspace));
    }

    assertEquals(7, report().getInt("funnel.started"));
  }

  /** Started, decided and, if there are any, rounds of those that were begun through it. */
  private List<Object> ofClient(String client) {
    JsonPath report =
        Requests.as(analyst)
            .get(address() + "&client=" + client)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return Stream.of("funnel.started", "approvals.decided", "approvals.rounds_per_approval")
        .map(report::<Object>get)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void everySeriesOfWorkflowsIsThereFromTheStart() {
    String metrics = RestAssured.get("/q/metrics").asString();

    assertTrue(
        metrics.contains(
            "postly_workflows_completed_total{channel=\"console\",result=\"missed\"}"));
    assertTrue(metrics.contains("postly_workflows_started_total{channel=\"console\"}"));
    assertTrue(metrics.contains("postly_time_saved_seconds_total{baseline=\"workspace\"}"));
  }

  @Test
  void timesThatNoDatabaseKnowsAreRefused() {
    Requests.as(analyst)
        .queryParam("to", "+300000-01-01T00:00:00Z")
        .get("/api/v1/workspaces/" + workspace + "/workflow-report")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("to"));
  }

  @Test
  void theOrderBetweenTopicsDoesNotCount() {
    Random random = new Random(20260131);
    List<String> reports = new ArrayList<>();
    for (int round = 0; round < 8; round++) {
      useNewWorkspace();
      for (Facts.Fact fact : interleaved(workflow(UUID.randomUUID(), "published"), random)) {
        fact.apply();
        closing.closeAfter(Duration.ofSeconds(random.nextInt(4)));
      }
      closing.closeEnded();
      reports.add(figures(report()));
    }

    assertEquals(1, reports.stream().distinct().count(), () -> String.join("\n", reports));
    assertTrue(reports.getFirst().contains("published=1"), reports.getFirst());
  }

  @Test
  void viewersDoNotSeeReports() {
    Requests.as(Tokens.of(workspace, "viewer"))
        .get(address())
        .then()
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  private void publishedByHand(String channel, int seconds) {
    UUID draft = UUID.randomUUID();
    facts.drafted(draft, channel, NINE).apply();
    facts.action("create_draft", draft, null, NINE).with("channel", channel).apply();
    facts
        .action("schedule_post", draft, null, NINE.plusSeconds(seconds))
        .with("channel", channel)
        .apply();
    facts.publication(UUID.randomUUID(), draft, "published", NINE.plusSeconds(9000)).apply();
  }

  /** The same, with all of its times moved. */
  private static Facts.Fact later(Facts.Fact fact, Duration by) {
    Facts.Fact moved = fact;
    for (Map.Entry<String, Object> field : fact.data().entrySet()) {
      if (field.getValue() instanceof Instant time) {
        moved = moved.with(field.getKey(), time.plus(by));
      }
    }
    return moved;
  }

  private void decided(UUID draft, String decision, int seconds, String authoredThrough) {
    facts
        .review(UUID.randomUUID(), draft, decision, NINE, NINE.plusSeconds(seconds))
        .with("authored_through", authoredThrough)
        .apply();
  }

  private void useNewWorkspace() {
    workspace = "report" + WORKSPACES.incrementAndGet();
    analyst = Tokens.of(workspace, "analyst");
    facts = new Facts(workspace);
  }

  private List<Facts.Fact> workflow(UUID draft, String end) {
    UUID review = UUID.randomUUID();
    UUID publication = UUID.randomUUID();
    Instant requested = NINE.plusSeconds(90);
    return List.of(
        facts.drafted(draft, "mcp", NINE),
        facts.action("create_draft", draft, null, NINE),
        facts.review(review, draft, "open", requested, null),
        facts.action("submit_for_approval", draft, null, requested),
        facts.action("approve_draft", draft, "permission_denied", requested.plusSeconds(10)),
        facts.review(review, draft, "approved", requested, requested.plusSeconds(600)),
        facts.action("schedule_post", draft, null, requested.plusSeconds(3600)),
        facts.publication(publication, draft, "planned", requested.plusSeconds(3600)),
        facts.publication(publication, draft, end, requested.plusSeconds(7000)));
  }

  /** Any order that keeps the order within each topic. */
  private static List<Facts.Fact> interleaved(List<Facts.Fact> ordered, Random random) {
    List<Facts.Fact> rest = new ArrayList<>(ordered);
    List<Facts.Fact> result = new ArrayList<>();
    while (!rest.isEmpty()) {
      String topic = rest.get(random.nextInt(rest.size())).topic();
      Facts.Fact next =
          rest.stream().filter(fact -> fact.topic().equals(topic)).findFirst().orElseThrow();
      rest.remove(next);
      result.add(next);
    }
    return result;
  }

  private JsonPath report() {
    return Requests.as(analyst).get(address()).then().statusCode(200).extract().jsonPath();
  }

  private String address() {
    return "/api/v1/workspaces/" + workspace + "/workflow-report" + PERIOD;
  }

  private static String figures(JsonPath report) {
    return report.getMap("funnel").toString()
        + report.getMap("approvals")
        + report.getMap("time_saved")
        + report.getList("tools")
        + report.getList("errors");
  }

  private static double completed(String channel, String result) {
    return counter(
        "postly_workflows_completed_total{channel=\"%s\",result=\"%s\"}"
            .formatted(channel, result));
  }

  private static double counter(String series) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
