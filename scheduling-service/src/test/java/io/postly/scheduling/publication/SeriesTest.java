package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Posts that go out again and again. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SeriesTest extends SchedulingScenario {

  private final Instant first =
      Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS).plusSeconds(9 * 3600);

  @Inject PublicationLedger ledger;

  @Test
  void shouldPlanEveryDateOnEveryChannelAsOneSeries() {
    Draft draft = draft("One", "Two");

    JsonPath made =
        schedule(daily(draft, 3))
            .statusCode(201)
            .body("publications", hasSize(2))
            .body("publications.due_at", everyItem(equalTo(first.toString())))
            .body("series.posts", equalTo(6))
            .body("series.time_zone", equalTo("UTC"))
            .body("series.due_at_local", contains(local(0), local(1), local(2)))
            .body("action.undo.by", equalTo("cancel_post"))
            .body("action.undo.until", equalTo(day(2).toString()))
            .extract()
            .jsonPath();

    String series = made.getString("series.id");
    assertEquals(series, made.getString("publications[0].series_id"));
    List<Map<String, Object>> posts = posts();
    assertEquals(6, posts.size());
    posts.forEach(
        post -> {
          assertEquals(series, post.get("series_id"));
          assertEquals("planned", post.get("state"));
        });
    String last = (String) posts.getLast().get("id");
    assertEquals(
        series,
        TestEvents.await(
                "postly.publications",
                found -> found.data().path("publication_id").asText().equals(last))
            .data()
            .get("series_id")
            .asText());
  }

  @Test
  void shouldLeaveASinglePostWithoutSeries() {
    schedule(wanted(draft("One"), 1, first))
        .statusCode(201)
        .body("series", nullValue())
        .body("publications[0].series_id", nullValue());
  }

  @Test
  void shouldPlanNothingIfAnythingIsWrong() {
    Map<String, Object> body = repeating(draft("One"), Map.of("every", "year", "times", 3));
    body.put("channel_ids", List.of(UUID.randomUUID()));

    schedule(body)
        .statusCode(400)
        .body("violations.field", contains("repeat.every", "channel_ids[0]"));
    schedule(repeating(draft("Two"), Map.of("every", "day", "times", 53)))
        .statusCode(400)
        .body("violations.field", contains("repeat.times"));
    assertEquals(List.of(), posts());
  }

  @Test
  void shouldNameEveryDateThatBreaksARule() {
    Draft draft = draft("One");
    schedule(wanted(content.approvedDraft(workspace, "Other", channel(draft)), 1, day(1)))
        .statusCode(201);
    String dark = LocalDate.ofInstant(day(3), ZoneOffset.UTC).toString();
    setRules(
        Map.of(
            "min_spacing_minutes",
            60,
            "blackouts",
            List.of(Map.of("reason", "Mourning", "first_date", dark, "last_date", dark))));

    schedule(daily(draft, 5))
        .statusCode(409)
        .body("code", equalTo("rule_conflict"))
        .body("detail", equalTo("2 of 5 dates break the workspace's publishing rules."))
        .body("violations.field", contains("publish_at", "publish_at"))
        .body("violations[0].message", startsWith(local(1) + ": min_spacing"))
        .body("violations[1].message", startsWith(local(3) + ": blackout"))
        .body("violations[1].message", containsString("Mourning"))
        .body("next_step", containsString("other days"));
    assertEquals(1, posts().size());
  }

  @Test
  void shouldKeepTheRulesAmongItsOwnPosts() {
    setRules(Map.of("min_spacing_minutes", 2 * 24 * 60));

    schedule(daily(draft("One"), 2))
        .statusCode(409)
        .body(
            "violations[0].message",
            startsWith(
                local(1) + ": min_spacing: less than 2880 minutes from another of these posts"));
    assertEquals(List.of(), posts());
  }

  @Test
  void shouldShowAPersonHowManyPostsAndWhen() {
    Draft draft = draft("One", "Two");

    Requests.as(Tokens.of(workspace, "editor").client("chat"))
        .body(daily(draft, 3))
        .post(path("/publications"))
        .then()
        .statusCode(428)
        .body(
            "confirmation.summary",
            equalTo(
                "Schedule 6 posts on 2 channels, the first for %s (UTC), the last for %s (UTC): \u201cTitle 1\u201d"
                    .formatted(inWords(0), inWords(2))))
        .body("confirmation.content", hasSize(2));
    assertEquals(List.of(), posts());
  }

  @Test
  void shouldTakeBackWhatHasNotGoneOutAndPlanItAgain() {
    Draft draft = draft("One", "Two");
    JsonPath made = schedule(daily(draft, 3)).statusCode(201).extract().jsonPath();
    clock.advance(Duration.between(clock.instant(), first));
    publishDue();

    JsonPath taken =
        undo(made)
            .statusCode(200)
            .body("result.cancelled", equalTo(4))
            .body("action.undo.until", equalTo(day(1).toString()))
            .extract()
            .jsonPath();
    assertEquals(Map.of("published", 2L, "cancelled", 4L), states());

    undo(taken)
        .statusCode(200)
        .body("result.series.id", equalTo(made.getString("series.id")))
        .body("result.series.posts", equalTo(4))
        .body("result.series.due_at_local", contains(local(1), local(2)));
    assertEquals(Map.of("published", 2L, "cancelled", 4L, "planned", 4L), states());
  }

  @Test
  void shouldCancelTheRestAndPlanItAgain() {
    Draft draft = draft("One", "Two");
    schedule(daily(draft, 4)).statusCode(201);
    UUID second = id(2);

    JsonPath cancelled =
        cancel(second, Map.of("rest_of_series", true, "reason", "Enough"))
            .statusCode(200)
            .body("publication.id", equalTo(second.toString()))
            .body("publication.state", equalTo("cancelled"))
            .body("publication.reason", equalTo("Enough"))
            .body("cancelled_of_series", equalTo(6))
            .extract()
            .jsonPath();
    assertEquals(Map.of("planned", 2L, "cancelled", 6L), states());

    undo(cancelled).statusCode(200).body("result.series.posts", equalTo(6));
    assertEquals(Map.of("planned", 8L, "cancelled", 6L), states());
  }

  @Test
  void shouldNameEveryPostInTheAuditTrailThatWasCancelledWithTheRest() {
    Draft draft = draft("One", "Two");
    JsonPath made = schedule(daily(draft, 4)).statusCode(201).extract().jsonPath();

    JsonPath rest =
        cancel(id(2), Map.of("rest_of_series", true)).statusCode(200).extract().jsonPath();
    assertEquals(6, audited(rest, "before_state", "planned"));
    assertEquals(6, audited(rest, "after_state", "cancelled"));

    JsonPath beginning = undo(made).statusCode(200).extract().jsonPath();
    assertEquals(2, audited(beginning, "before_state", "planned"));
    assertEquals(2, audited(beginning, "after_state", "cancelled"));
  }

  /** How many cancelled posts of the draft the call's audit entry names with that state. */
  private static long audited(JsonPath answer, String column, String state) {
    return PostlyBackends.count(
        """
        SELECT count(*) FROM audit_entry
          CROSS JOIN jsonb_to_recordset(CAST(%s AS jsonb) -> 'posts') AS post (publication_id uuid, state text)
          JOIN publication ON publication.id = post.publication_id
            AND publication.series_id = CAST(CAST(%1$s AS jsonb) ->> 'series_id' AS uuid)
        WHERE audit_entry.id = '%s' AND post.state = '%s' AND publication.state = 'cancelled'
        """
            .formatted(column, answer.getString("action.id"), state));
  }

  @Test
  void shouldCancelOneDateAndPlanItAgainBesideTheOthers() {
    Draft draft = draft("One");
    schedule(daily(draft, 3)).statusCode(201);

    JsonPath cancelled =
        cancel(id(1), Map.of())
            .statusCode(200)
            .body("cancelled_of_series", nullValue())
            .extract()
            .jsonPath();
    assertEquals(Map.of("planned", 2L, "cancelled", 1L), states());

    undo(cancelled).statusCode(200).body("result.series.due_at_local", contains(local(1)));
    assertEquals(Map.of("planned", 3L, "cancelled", 1L), states());
  }

  @Test
  void shouldNotPlanADateAgainThatAnotherOfItsPostsHas() {
    Draft draft = draft("One");
    schedule(daily(draft, 3)).statusCode(201);
    JsonPath cancelled = cancel(id(1), Map.of()).statusCode(200).extract().jsonPath();
    UUID third = id(2);
    move(third, day(1)).statusCode(200);

    undo(cancelled)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("Another post of the series goes out at " + day(1)));
  }

  @Test
  void shouldNotMoveAPostToTheTimeOfAnother() {
    schedule(daily(draft("One"), 3)).statusCode(201);

    move(id(0), day(2)).statusCode(409).body("code", equalTo("already_scheduled"));
    move(id(0), day(2).plusSeconds(3600)).statusCode(200);
  }

  @Test
  void shouldSayThatASinglePostHasNoRest() {
    cancel(scheduled(draft("One"), Duration.ofDays(1)), Map.of("rest_of_series", true))
        .statusCode(400)
        .body("violations.field", contains("rest_of_series"));
  }

  @Test
  void shouldLetNothingElseOfTheDraftBePlannedOnTheChannel() {
    Draft draft = draft("One");
    schedule(daily(draft, 3)).statusCode(201);

    schedule(wanted(draft, 1, day(9))).statusCode(409).body("code", equalTo("already_scheduled"));
    schedule(repeating(draft, Map.of("every", "month", "times", 2)))
        .statusCode(409)
        .body("code", equalTo("already_scheduled"));
    Draft single = draft("Two");
    scheduled(single, Duration.ofDays(1));
    schedule(daily(single, 3)).statusCode(409).body("code", equalTo("already_scheduled"));
  }

  /** Past the actions: the database's own last line of defence. */
  @Test
  void shouldHaveADatabaseThatAllowsASeriesAndNothingElse() {
    Draft draft = draft("One");
    schedule(daily(draft, 2)).statusCode(201);
    Draft other = draft("Two");
    scheduled(other, Duration.ofDays(1));

    assertThrows(
        IllegalStateException.class,
        () ->
            execute("UPDATE publication SET due_at = now() WHERE draft_id = '" + draft.id() + "'"));
    assertThrows(
        IllegalStateException.class,
        () ->
            execute(
                "UPDATE publication SET series_id = NULL WHERE draft_id = '" + draft.id() + "'"));
  }

  @Test
  void shouldHoldAndReleaseEveryDateWithTheContent() {
    Draft draft = draft("One");
    schedule(daily(draft, 3)).statusCode(201);
    clock.advance(Duration.between(clock.instant(), first));
    publishDue();

    content.revised(draft, 2, "Hello again");
    assertEquals(Map.of("published", 1L, "on_hold", 2L), states());

    content.approved(draft, 2, "Hello again");
    assertEquals(Map.of("published", 1L, "planned", 2L), states());
  }

  /** What stands on the channel is a post of the same series, which is there to be repeated. */
  @Test
  void shouldGoOnWithTheSameContentAfterAnotherApproval() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID review = content.approved(draft, 1, "Hello");
    schedule(daily(draft, 3)).statusCode(201);
    clock.advance(Duration.between(clock.instant(), first));
    publishDue();

    content.review(draft, review, 1, "Hello", "superseded");
    assertEquals(Map.of("published", 1L, "on_hold", 2L), states());

    content.approved(draft, 1, "Hello");
    assertEquals(Map.of("published", 1L, "planned", 2L), states());
  }

  @Test
  void shouldAwaitOneApprovalForAllDates() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    schedule(daily(draft, 3)).statusCode(201);
    assertEquals(Map.of("awaiting_approval", 3L), states());

    content.approved(draft, 1, "Hello");
    assertEquals(Map.of("planned", 3L), states());
  }

  private Draft draft(String... channels) {
    return content.approvedDraft(
        workspace, "Hello", List.of(channels).stream().map(this::sandbox).toArray(UUID[]::new));
  }

  private static UUID channel(Draft draft) {
    return draft.channels().getFirst();
  }

  private Map<String, Object> daily(Draft draft, int times) {
    return repeating(draft, Map.of("every", "day", "times", times));
  }

  private Map<String, Object> repeating(Draft draft, Map<String, Object> repeat) {
    Map<String, Object> body = wanted(draft, 1, first);
    body.put("repeat", repeat);
    return body;
  }

  private Instant day(int days) {
    return first.plus(Duration.ofDays(days));
  }

  private String local(int days) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(day(days).atOffset(ZoneOffset.UTC));
  }

  private String inWords(int days) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
        .format(day(days).atOffset(ZoneOffset.UTC));
  }

  private void setRules(Map<String, Object> rules) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "expected_version",
                0,
                "blackouts",
                List.of(),
                "channels",
                List.of(),
                "missed_posts",
                "send"));
    body.putAll(rules);
    Requests.as(admin).body(body).put(path("/publishing-rules")).then().statusCode(200);
  }

  private ValidatableResponse cancel(UUID id, Map<String, Object> body) {
    return Requests.as(editor)
        .body(body)
        .post(path("/publications/" + id + "/cancellation"))
        .then();
  }

  private ValidatableResponse move(UUID id, Instant to) {
    return Requests.as(editor)
        .body(Map.of("publish_at", to.toString()))
        .put(path("/publications/" + id + "/time"))
        .then();
  }

  private ValidatableResponse undo(JsonPath answer) {
    return Requests.as(Tokens.of(workspace, "editor").channel("console"))
        .post(path("/undo/" + answer.getString("action.undo.id")))
        .then();
  }

  /** As a dispatcher does with what is due of this workspace. */
  private void publishDue() {
    execute("DELETE FROM publication WHERE workspace <> '" + workspace + "'");
    ledger
        .claim(100)
        .forEach(
            claim ->
                ledger.record(
                    claim.publicationId(),
                    ledger.begin(claim).orElseThrow().token(),
                    new Delivery.Delivered(clock.instant(), Optional.empty())));
  }

  /** The posts of the workspace by due time. */
  private List<Map<String, Object>> posts() {
    return Requests.as(viewer)
        .queryParam("to", first.plus(Duration.ofDays(100)).toString())
        .queryParam("from", first.minus(Duration.ofDays(1)).toString())
        .get(path("/calendar"))
        .then()
        .statusCode(200)
        .extract()
        .path("publications");
  }

  private UUID id(int index) {
    return UUID.fromString((String) posts().get(index).get("id"));
  }

  private Map<Object, Long> states() {
    return posts().stream()
        .collect(Collectors.groupingBy(post -> post.get("state"), Collectors.counting()));
  }
}
