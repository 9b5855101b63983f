package io.postly.scheduling.rule;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the workspace's rules refuse, and what they offer instead. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublishingRulesTest extends SchedulingScenario {

  private final Instant noon =
      Instant.now()
          .plus(Duration.ofDays(3))
          .truncatedTo(ChronoUnit.DAYS)
          .plus(Duration.ofHours(12));

  @Test
  void shouldReplaceTheRulesAndSetThemBack() {
    UUID channel = sandbox("One");
    get().body("version", equalTo(0)).body("missed_posts", equalTo("send"));
    Map<String, Object> rules = rules(0);
    rules.put("min_spacing_minutes", 30);
    rules.put("daily_cap", 5);
    rules.put("missed_posts", "hold");
    rules.put(
        "blackouts",
        List.of(
            Map.of(
                "reason",
                "Weekend",
                "from_day",
                "friday",
                "from_time",
                "18:00",
                "to_day",
                "monday",
                "to_time",
                "08:00")));
    rules.put(
        "channels", List.of(Map.of("channel_id", channel, "daily_cap", 1, "blackouts", List.of())));
    ValidatableResponse set = set(rules).statusCode(200).body("version", equalTo(1));
    get()
        .body("min_spacing_minutes", equalTo(30))
        .body("blackouts[0].reason", equalTo("Weekend"))
        .body("channels[0].daily_cap", equalTo(1))
        .body("missed_posts", equalTo("hold"));

    ValidatableResponse back = undo(set).statusCode(200);

    get().body("version", equalTo(2)).body("channels", hasSize(0));
    undo(back).statusCode(200).body("result.blackouts[0].from_day", equalTo("friday"));
    set(rules).statusCode(409).body("code", equalTo("stale_publishing_rules"));
  }

  @Test
  void shouldSayEverythingThatIsWrong() {
    UUID channel = sandbox("One");
    Map<String, Object> rules = rules(0);
    rules.put("missed_posts", "forget");
    rules.put(
        "blackouts",
        List.of(
            Map.of("reason", "Neither"),
            Map.of("reason", "Backwards", "first_date", "2027-01-02", "last_date", "2027-01-01"),
            Map.of("reason", "Half", "from_day", "monday"),
            Map.of(
                "reason",
                "Without end",
                "first_date",
                "2027-01-01",
                "last_date",
                "+999999999-12-31")));
    Map<String, Object> own = Map.of("channel_id", channel, "blackouts", List.of());
    Map<String, Object> foreign = Map.of("channel_id", UUID.randomUUID(), "blackouts", List.of());
    rules.put("channels", List.of(own, own, foreign));

    set(rules)
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder(
                "missed_posts",
                "blackouts[0]",
                "blackouts[1].last_date",
                "blackouts[2].from_time",
                "blackouts[2].to_day",
                "blackouts[2].to_time",
                "blackouts[3].last_date",
                "channels[1].channel_id",
                "channels[2].channel_id"));
    Requests.as(editor).body(rules(0)).put(path("/publishing-rules")).then().statusCode(403);
  }

  @Test
  void shouldRefuseATimeTooNearAndOfferOthers() {
    UUID channel = sandbox("One");
    UUID first = plan(channel, noon);
    setSpacing(30);

    schedule(wanted(draft(channel), 1, noon.plus(Duration.ofMinutes(10))))
        .statusCode(409)
        .body("code", equalTo("rule_conflict"))
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo("publish_at"))
        .body("violations[0].message", containsString("min_spacing"))
        .body("violations[0].message", containsString(first.toString()))
        .body(
            "violations[0].allowed_values",
            contains(
                noon.plus(Duration.ofMinutes(30)).toString(),
                noon.plus(Duration.ofMinutes(90)).toString(),
                noon.plus(Duration.ofMinutes(150)).toString()));
    plan(sandbox("Two"), noon);
  }

  /** However late that was: outages, and the grace that they are met with, may last for days. */
  @Test
  void shouldLookAtWhenAPostWentOutAndNotAtWhenItWasToGoOut() {
    UUID channel = sandbox("One");
    UUID late = plan(channel, noon);
    execute(
        """
        UPDATE publication SET state = 'published', due_at = now() - interval '5 days',
          published_at = now() - interval '4 days', changed_at = now() - interval '4 days' WHERE id = '%s'
        """
            .formatted(late));
    setSpacing(7 * 24 * 60);

    schedule(wanted(draft(channel), 1, clock.instant().plus(Duration.ofHours(60))))
        .statusCode(409)
        .body("violations.message", contains(containsString("from post " + late)));
    plan(channel, clock.instant().plus(Duration.ofHours(73)));
  }

  @Test
  void shouldNameEveryRuleThatATimeBreaks() {
    UUID channel = sandbox("One");
    plan(channel, noon);
    Map<String, Object> rules = rules(0);
    rules.put("min_spacing_minutes", 30);
    rules.put("daily_cap", 1);
    String day = LocalDate.ofInstant(noon, ZoneOffset.UTC).toString();
    rules.put(
        "blackouts", List.of(Map.of("reason", "Mourning", "first_date", day, "last_date", day)));
    set(rules).statusCode(200);

    schedule(wanted(draft(channel), 1, noon))
        .statusCode(409)
        .body("violations.message", hasItem(containsString("blackout until")))
        .body("violations.message", hasItem(containsString("Mourning")))
        .body("violations.message", hasItem(containsString("min_spacing")))
        .body("violations.message", hasItem(containsString("daily_cap: " + day)))
        .body(
            "violations[0].allowed_values[0]", equalTo(noon.plus(Duration.ofHours(12)).toString()));
    validated(draft(channel))
        .body("schedulable", equalTo(false))
        .body("violations.field", hasItem("publish_at"));
  }

  @Test
  void shouldLookAtAMoveAndItsUndoButNotAtThePostItself() {
    UUID channel = sandbox("One");
    UUID first = plan(channel, noon);
    UUID second = plan(channel, noon.plus(Duration.ofHours(2)));
    setSpacing(30);

    move(first, noon.plus(Duration.ofMinutes(10))).statusCode(200);
    ValidatableResponse moved = move(second, noon.plus(Duration.ofHours(5))).statusCode(200);
    move(second, noon).statusCode(409).body("code", equalTo("rule_conflict"));
    plan(channel, noon.plus(Duration.ofHours(2)));

    undo(moved).statusCode(409);
  }

  @Test
  void shouldHoldAChannelsOwnRulesInsteadOfTheWorkspaces() {
    UUID free = sandbox("Free");
    UUID bound = sandbox("Bound");
    plan(free, noon);
    plan(bound, noon);
    Map<String, Object> rules = rules(0);
    rules.put("daily_cap", 1);
    rules.put("channels", List.of(Map.of("channel_id", free, "blackouts", List.of())));
    set(rules).statusCode(200);

    plan(free, noon);
    schedule(wanted(draft(free, bound), 1, noon))
        .statusCode(409)
        .body("violations", hasSize(1))
        .body("violations[0].message", containsString(bound.toString()));
  }

  @Test
  void shouldSkipSlotsThatWouldBreakARule() {
    UUID channel = sandbox("One");
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "slots",
                List.of(
                        "monday",
                        "tuesday",
                        "wednesday",
                        "thursday",
                        "friday",
                        "saturday",
                        "sunday")
                    .stream()
                    .flatMap(
                        day ->
                            List.of("09:00", "09:10", "15:00").stream()
                                .map(time -> Map.of("day", day, "time", time)))
                    .toList()))
        .put(path("/slots/" + channel))
        .then()
        .statusCode(200);
    setSpacing(30);

    Instant first = queued(channel);
    Instant second = queued(channel);
    Instant third = queued(channel);

    Duration minimum = Duration.ofMinutes(30);
    assertEquals(1, Duration.between(first, second).compareTo(minimum));
    assertEquals(1, Duration.between(second, third).compareTo(minimum));
  }

  private enum WhoIsFirst {
    FIRST,
    SECOND
  }

  /** Two at once do not both slip under the cap. */
  @Test
  void shouldKeepTheCapWhoeverPlansAtTheSameTime() {
    UUID channel = sandbox("One");
    Map<String, Object> rules = rules(0);
    rules.put("daily_cap", 1);
    set(rules).statusCode(200);
    int[] day = {0};
    Race.run(
        10,
        WhoIsFirst.class,
        race -> {
          Instant at = noon.plus(Duration.ofDays(day[0]++ % 300));
          execute("DELETE FROM publication WHERE workspace = '" + workspace + "'");
          Draft one = draft(channel);
          Draft other = draft(channel);

          Race.Finish<Integer, Integer> finish =
              race.between(
                  () -> schedule(wanted(one, 1, at)).extract().statusCode(),
                  () ->
                      schedule(wanted(other, 1, at.plus(Duration.ofHours(1))))
                          .extract()
                          .statusCode());

          assertEquals(201 + 409, finish.first() + finish.second());
          return finish.first() == 201 ? WhoIsFirst.FIRST : WhoIsFirst.SECOND;
        });
  }

  private Instant queued(UUID channel) {
    return Instant.parse(
        Requests.as(editor)
            .body(Map.of("draft_id", draft(channel).id(), "expected_revision", 1))
            .post(path("/publications/queued"))
            .then()
            .statusCode(201)
            .extract()
            .path("publications[0].due_at"));
  }

  private ValidatableResponse validated(Draft draft) {
    return Requests.as(editor)
        .queryParam("publish_at", noon.toString())
        .get(path("/drafts/" + draft.id() + "/validation"))
        .then()
        .statusCode(200);
  }

  private Draft draft(UUID... channels) {
    return content.approvedDraft(workspace, "Hello " + UUID.randomUUID(), channels);
  }

  private UUID plan(UUID channel, Instant at) {
    return UUID.fromString(
        schedule(wanted(draft(channel), 1, at))
            .statusCode(201)
            .extract()
            .path("publications[0].id"));
  }

  private ValidatableResponse move(UUID post, Instant to) {
    return Requests.as(editor)
        .body(Map.of("publish_at", to.toString()))
        .put(path("/publications/" + post + "/time"))
        .then();
  }

  private static Map<String, Object> rules(int version) {
    return new HashMap<>(
        Map.of(
            "expected_version",
            version,
            "blackouts",
            List.of(),
            "channels",
            List.of(),
            "missed_posts",
            "send"));
  }

  private void setSpacing(int minutes) {
    Map<String, Object> rules = rules(0);
    rules.put("min_spacing_minutes", minutes);
    set(rules).statusCode(200);
  }

  private ValidatableResponse set(Map<String, Object> rules) {
    return Requests.as(admin).body(rules).put(path("/publishing-rules")).then();
  }

  private ValidatableResponse get() {
    return Requests.as(viewer).get(path("/publishing-rules")).then().statusCode(200);
  }

  private ValidatableResponse undo(ValidatableResponse done) {
    String id = done.extract().path("action.undo.id");
    return Requests.as(Tokens.of(workspace, "admin").channel("console"))
        .post(path("/undo/" + id))
        .then();
  }
}
