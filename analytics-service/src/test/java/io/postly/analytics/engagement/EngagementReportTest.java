package io.postly.analytics.engagement;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.Facts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class EngagementReportTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();
  private static final Instant NOON = Instant.parse("2026-03-27T12:00:00Z");
  private static final UUID CHANNEL = UUID.randomUUID();

  @Inject PublishedPosts posts;

  private final String workspace = "engagement" + WORKSPACES.incrementAndGet();
  private final Facts facts = new Facts(workspace);

  @Test
  void aPeriodWithoutPostsIsClear() {
    JsonPath report = report(Map.of());

    assertEquals("UTC", report.getString("time_zone"));
    assertEquals(0, report.getInt("published"));
    assertEquals(0, report.getInt("total.posts"));
    assertNull(report.get("total.mean_interactions"), "no mean of nothing");
    assertEquals(List.of(), report.getList("channels"));
    assertEquals(List.of(), report.getList("best"));
    assertTrue(report.getString("action.next_step").startsWith("No post was published"));
  }

  @Test
  void interactionsAreAddedUpWithTheirNumberOfPosts() {
    UUID other = UUID.randomUUID();
    measured(published(CHANNEL, NOON), 5, Map.of("reposts", 2, "replies", 1, "views", 100));
    measured(published(CHANNEL, NOON.plusSeconds(60)), 1, Map.of());
    measured(published(other, NOON.plusSeconds(7200)), 4, Map.of("reposts", 0));

    JsonPath report = report(Map.of());

    assertEquals(3, report.getInt("published"));
    assertEquals(3, report.getInt("total.posts"));
    assertEquals(13, report.getInt("total.interactions"));
    assertEquals(4.33, report.getDouble("total.mean_interactions"), 0.001);
    assertEquals(10, report.getInt("total.likes"));
    assertEquals(2, report.getInt("total.reposts"));
    assertEquals(100, report.getInt("total.views"));
    assertEquals(
        List.of(CHANNEL.toString(), other.toString()), report.getList("channels.channel_id"));
    assertEquals(List.of(2, 1), report.getList("channels.posts"));
    assertEquals(List.of(9, 4), report.getList("channels.interactions"));
    assertNull(report.get("channels[1].replies"), "what no network told");
    assertEquals(List.of(12, 14), report.getList("hours.hour"));
    assertEquals(List.of(2, 1), report.getList("hours.posts"));
    assertEquals(List.of("friday"), report.getList("weekdays.weekday"));
    assertTrue(report.getString("action.next_step").contains("number of posts"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:30:00Z, Europe/Berlin, 1, sunday",
    "2026-03-29T01:30:00Z, Europe/Berlin, 3, sunday",
    "2026-10-25T00:30:00Z, Europe/Berlin, 2, sunday",
    "2026-10-25T01:30:00Z, Europe/Berlin, 2, sunday",
    "2026-03-30T02:00:00Z, America/New_York, 22, sunday",
    "2026-03-29T20:00:00Z, Asia/Kathmandu, 1, monday",
  })
  void hoursAndWeekdaysAreLocal(Instant at, String zone, int hour, String weekday) {
    measured(published(CHANNEL, at), 1, Map.of());

    JsonPath report = report(Map.of("time_zone", zone));

    assertEquals(zone, report.getString("time_zone"));
    assertEquals(List.of(hour), report.getList("hours.hour"));
    assertEquals(List.of(weekday), report.getList("weekdays.weekday"));
  }

  @Test
  void theLatestReadingHoldsInWhateverOrderItComes() {
    UUID draft = UUID.randomUUID();
    UUID post = UUID.randomUUID();
    reading(post, draft, 9, NOON.plusSeconds(900)).apply();
    reading(post, draft, 2, NOON.plusSeconds(300)).apply();
    facts
        .publication(post, draft, "published", NOON)
        .with("channel_id", CHANNEL)
        .with("url", "https://social.example/1")
        .with("tells_engagement", true)
        .apply();
    reading(post, draft, 9, NOON.plusSeconds(900)).apply();

    JsonPath report = report(Map.of());

    assertEquals(1, report.getInt("published"));
    assertEquals(9, report.getInt("total.interactions"));
    assertEquals("https://social.example/1", report.getString("best[0].url"));
    assertEquals("2026-03-27T12:15:00Z", report.getString("best[0].measured_at"));
  }

  @Test
  void postsWithoutFiguresAreToldApart() {
    published(CHANNEL, NOON);
    Post silent = post(CHANNEL, NOON);
    facts.publication(silent.id, silent.draft, "published", NOON).apply();
    Post mute = published(CHANNEL, NOON);
    Facts.Fact nothing = reading(mute.id, mute.draft, 0, NOON.plusSeconds(1));
    without(nothing, "likes").apply();
    Post seen = published(CHANNEL, NOON);
    without(reading(seen.id, seen.draft, 0, NOON.plusSeconds(1)).with("views", 30), "likes")
        .apply();

    JsonPath report = report(Map.of());

    assertEquals(4, report.getInt("published"));
    assertEquals(1, report.getInt("unread"));
    assertEquals(2, report.getInt("untold"));
    assertEquals(0, report.getInt("total.posts"));
    assertEquals(30, report.getInt("total.views"));
    assertTrue(report.getString("action.next_step").contains("later"));
    assertEquals(List.of(), report.getList("hours"));
  }

  @Test
  void labelsAreThoseOfThePublishedRevision() {
    UUID draft = UUID.randomUUID();
    revised(draft, 1, "First", "launch", "spring");
    revised(draft, 2, "Second", "autumn");
    Post post = new Post(UUID.randomUUID(), draft, CHANNEL, NOON);
    measured(publishedAs(post, 1), 3, Map.of());
    UUID other = UUID.randomUUID();
    revised(other, 4, "Known", "launch");
    measured(publishedAs(new Post(UUID.randomUUID(), other, CHANNEL, NOON), 3), 1, Map.of());

    JsonPath report = report(Map.of());

    assertEquals(List.of("launch", "spring"), report.getList("labels.label"));
    assertEquals(List.of(2, 1), report.getList("labels.posts"));
    assertEquals(List.of(4, 3), report.getList("labels.interactions"));
    assertEquals(List.of("First", "Known"), report.getList("best.title"));
    JsonPath spring = report(Map.of("label", "spring"));
    assertEquals(1, spring.getInt("published"));
    assertEquals(3, spring.getInt("total.interactions"));
  }

  @Test
  void onlyOneChannelCountsWhereItIsNamed() {
    measured(published(CHANNEL, NOON), 3, Map.of());
    measured(published(UUID.randomUUID(), NOON), 4, Map.of());

    assertEquals(3, report(Map.of("channel_id", CHANNEL)).getInt("total.interactions"));
    JsonPath none = report(Map.of("channel_id", UUID.randomUUID()));
    assertEquals(0, none.getInt("published"));
    assertTrue(none.getString("action.next_step").contains("leave out"));
  }

  @Test
  void theBestPostsAreTwentyAtMost() {
    IntStream.range(0, 22)
        .forEach(likes -> measured(published(CHANNEL, NOON.plusSeconds(likes)), likes, Map.of()));
    Post gone = published(CHANNEL, NOON);
    measured(gone, 500, Map.of());
    reading(gone.id, gone.draft, 500, NOON.plusSeconds(9000)).with("gone", true).apply();

    JsonPath report = report(Map.of());

    assertEquals(23, report.getInt("total.posts"));
    assertEquals(20, report.getList("best").size());
    assertEquals(gone.id.toString(), report.getString("best[0].publication_id"));
    assertEquals(true, report.get("best[0].gone"));
    assertEquals(List.of(21, 20), report.getList("best.likes").subList(1, 3));
    assertNull(report.get("best[1].gone"));
  }

  @Test
  void listsAreBounded() {
    UUID draft = UUID.randomUUID();
    String[] labels =
        IntStream.range(0, 60).mapToObj("label %02d"::formatted).toArray(String[]::new);
    revised(draft, 1, "Many", labels);
    measured(publishedAs(new Post(UUID.randomUUID(), draft, CHANNEL, NOON), 1), 1, Map.of());

    JsonPath report = report(Map.of());

    assertEquals(50, report.getList("labels").size());
    assertEquals(true, report.get("truncated"));
  }

  @ParameterizedTest
  @CsvSource({
    "time_zone, +01:00",
    "time_zone, Mars/Olympus",
    "to, 2027-06-01T00:00:00Z",
    "to, 2025-06-01T00:00:00Z",
    "from, yesterday",
    "label, 12345678901234567890123456789012345678901"
  })
  void whatMakesNoSenseIsRefused(String field, String value) {
    Map<String, Object> query = new HashMap<>(Map.of("from", "2026-01-01T00:00:00Z"));
    query.put(field, value);

    call(Tokens.of(workspace, "analyst"), query)
        .statusCode(400)
        .body("violations[0].field", equalTo(field));
  }

  @Test
  void viewersDoNotSeeIt() {
    call(Tokens.of(workspace, "viewer"), Map.of())
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void whatIsOldIsForgottenButForADraftsLastRevision() {
    UUID draft = UUID.randomUUID();
    revised(draft, 1, "One", "old");
    revised(draft, 2, "Two", "published");
    revised(draft, 3, "Three", "last");
    Post post = new Post(UUID.randomUUID(), draft, CHANNEL, NOON);
    measured(publishedAs(post, 2), 1, Map.of());
    Instant later = NOON.plusSeconds(1);

    QuarkusTransaction.requiringNew().run(() -> posts.forgetRevisions(later, 100_000));
    assertEquals(List.of("2", "3"), revisions(draft));
    QuarkusTransaction.requiringNew().run(() -> posts.forgetPosts(later, 100_000));
    QuarkusTransaction.requiringNew().run(() -> posts.forgetRevisions(later, 100_000));

    assertEquals(List.of("3"), revisions(draft));
    assertEquals(0, report(Map.of()).getInt("published"));
  }

  private record Post(UUID id, UUID draft, UUID channel, Instant at) {}

  private static Post post(UUID channel, Instant at) {
    return new Post(UUID.randomUUID(), UUID.randomUUID(), channel, at);
  }

  private Post published(UUID channel, Instant at) {
    return publishedAs(post(channel, at), 1);
  }

  private Post publishedAs(Post post, int revision) {
    facts
        .publication(post.id, post.draft, "published", post.at)
        .with("channel_id", post.channel)
        .with("revision", revision)
        .with("tells_engagement", true)
        .apply();
    return post;
  }

  private void measured(Post post, long likes, Map<String, Object> more) {
    Facts.Fact fact =
        facts
            .measured(post.id, post.draft, post.at, likes, post.at.plusSeconds(300))
            .with("channel_id", post.channel);
    for (Map.Entry<String, Object> number : more.entrySet()) {
      fact = fact.with(number.getKey(), number.getValue());
    }
    fact.apply();
  }

  private Facts.Fact reading(UUID post, UUID draft, long likes, Instant at) {
    return facts.measured(post, draft, NOON, likes, at).with("channel_id", CHANNEL);
  }

  private static Facts.Fact without(Facts.Fact fact, String field) {
    Map<String, Object> rest = new HashMap<>(fact.data());
    rest.remove(field);
    return new Facts.Fact(fact.topic(), fact.type(), fact.key(), fact.workspace(), rest);
  }

  private void revised(UUID draft, int revision, String title, String... labels) {
    facts
        .drafted(draft, "mcp", NOON.minusSeconds(86_400))
        .with("revision", revision)
        .with("title", title)
        .with("labels", labels)
        .apply();
  }

  private static List<String> revisions(UUID draft) {
    return IntStream.rangeClosed(1, 3)
        .filter(
            revision ->
                PostlyBackends.count(
                        "SELECT count(*) FROM draft_revision WHERE draft_id = '%s' AND revision = %d"
                            .formatted(draft, revision))
                    == 1)
        .mapToObj(Integer::toString)
        .toList();
  }

  private JsonPath report(Map<String, Object> query) {
    Map<String, Object> whole = new HashMap<>(query);
    whole.put("from", "2026-01-01T00:00:00Z");
    whole.put("to", "2026-12-31T00:00:00Z");
    return call(Tokens.of(workspace, "analyst"), whole).statusCode(200).extract().jsonPath();
  }

  private ValidatableResponse call(Tokens person, Map<String, Object> query) {
    RequestSpecification request = Requests.as(person);
    query.forEach(request::queryParam);
    return request.get("/api/v1/workspaces/" + workspace + "/engagement").then();
  }
}
