package io.postly.analytics.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.EventBatch;
import io.postly.analytics.Facts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The best times are those of the posts themselves, whatever single posts got. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class BestTimesTest {

  private static final AtomicInteger WORKSPACES = new AtomicInteger();
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-01-05T00:00");
  private static final String FROM = "2026-01-01T00:00:00Z";
  private static final String TO = "2026-10-01T00:00:00Z";

  private final String workspace = "best-times" + WORKSPACES.incrementAndGet();
  private final Facts facts = new Facts(workspace);
  private final List<Post> posts = new ArrayList<>();

  /** A post as it is known from the events. */
  private record Post(UUID channel, Instant at, long likes, long replies, boolean gone) {

    ZonedDateTime local() {
      return at.atZone(ZONE);
    }

    String weekday() {
      return local().getDayOfWeek().name().toLowerCase(Locale.ROOT);
    }

    String hour() {
      return Integer.toString(local().getHour());
    }

    double interactions() {
      return likes + replies;
    }
  }

  @Test
  void everySuggestionAgreesWithThePostsThemselves() {
    Random random = new Random(20261126);
    List<UUID> channels = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    int[] numbers = {120, 60, 15};
    for (int channel = 0; channel < 3; channel++) {
      for (int post = 0; post < numbers[channel]; post++) {
        posts.add(anyPost(channels.get(channel), random));
      }
    }
    tell();

    JsonPath report = report(Map.of("from", FROM, "to", TO, "time_zone", ZONE.getId()));

    Map<String, List<String>> expected = new TreeMap<>();
    channels.forEach(channel -> expected.put(channel.toString(), expected(channel)));
    assertEquals(expected, answered(report));
    assertTrue(
        expected.values().stream().filter(lines -> lines.size() > 1).count() == 2,
        "the two channels with enough posts get suggestions");
    assertEquals(20, report.getInt("best_times.fewest_posts"));
    assertEquals(5, report.getInt("best_times.fewest_posts_of_time"));
    assertEquals(FROM, report.getString("best_times.from"));
    assertEquals(TO, report.getString("best_times.to"));
    assertTrue(report.getString("action.next_step").contains("Offer best_times"));
  }

  /**
   * Weekly times over nine months, around both changes of the clocks; now and then one goes far.
   */
  private static Post anyPost(UUID channel, Random random) {
    int day = random.nextInt(3);
    int hour = List.of(2, 9, 18).get(random.nextInt(3));
    LocalDateTime local =
        MONDAY
            .plusWeeks(random.nextInt(38))
            .plusDays(day)
            .plusHours(hour)
            .plusMinutes(random.nextInt(60));
    boolean goesFar = random.nextInt(12) == 0;
    return new Post(
        channel,
        local.atZone(ZONE).toInstant(),
        goesFar ? 5000 : 10 + random.nextInt(10) + (hour == 9 ? 12 : 0) + (day == 1 ? 6 : 0),
        random.nextInt(3),
        random.nextInt(15) == 0);
  }

  @Test
  void onePostThatWentFarSuggestsNothing() {
    UUID channel = UUID.randomUUID();
    for (int week = 0; week < 24; week++) {
      posts.add(post(channel, week, DayOfWeek.MONDAY, 9, 10));
      posts.add(post(channel, week, DayOfWeek.THURSDAY, 15, week == 3 ? 100_000 : 10));
    }
    tell();

    JsonPath report = report(Map.of("from", FROM, "to", TO, "time_zone", ZONE.getId()));

    assertEquals(48, report.getInt("best_times.channels[0].posts"));
    assertEquals(10.0, report.getDouble("best_times.channels[0].median_interactions"));
    assertEquals(List.of(), report.getList("best_times.channels[0].suggestions"));
    assertTrue(report.getString("action.next_step").contains("No time stands out"));
  }

  @Test
  void tooFewPostsAreSaidToBeTooFew() {
    UUID channel = UUID.randomUUID();
    for (int week = 0; week < 19; week++) {
      posts.add(post(channel, week, DayOfWeek.MONDAY, 9, week));
    }
    tell();

    JsonPath report = report(Map.of("from", FROM, "to", TO, "time_zone", ZONE.getId()));

    assertFalse(report.getBoolean("best_times.channels[0].enough"));
    assertEquals(List.of(), report.getList("best_times.channels[0].suggestions"));
    assertTrue(report.getString("action.next_step").contains("too few posts to suggest times"));
  }

  @Test
  void theyAreInTheZoneThatIsNamedOrNotAtAll() {
    assertNull(report(Map.of()).get("best_times"));
    assertEquals(List.of(), report(Map.of("time_zone", "UTC")).getList("best_times.channels"));
  }

  /** Without a period they are of half a year, and of posts whose figures have settled. */
  @Test
  void theyAreOfHalfAYearWithoutThePostsOfTheLastTwoDays() {
    UUID channel = UUID.randomUUID();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int days : List.of(1, 3, 100, 181, 183, 200)) {
      posts.add(new Post(channel, now.minus(Duration.ofDays(days)), 1, 0, false));
    }
    tell();

    JsonPath report = report(Map.of("time_zone", "UTC"));

    assertEquals(2, report.getInt("published"), "the report itself is of 30 days");
    assertEquals(3, report.getInt("best_times.channels[0].posts"));
    Instant from = Instant.parse(report.getString("best_times.from"));
    Instant to = Instant.parse(report.getString("best_times.to"));
    assertEquals(Duration.ofDays(180), Duration.between(from, to));
    assertTrue(!to.isAfter(Instant.now().minus(Duration.ofDays(2))));
  }

  private static Post post(UUID channel, int week, DayOfWeek day, int hour, long likes) {
    LocalDateTime local = MONDAY.plusWeeks(week).plusDays(day.getValue() - 1L).plusHours(hour);
    return new Post(channel, local.atZone(ZONE).toInstant(), likes, 0, false);
  }

  private void tell() {
    EventBatch.apply(EventBatch.of(posts.stream().flatMap(this::facts).toList()));
  }

  private Stream<Facts.Fact> facts(Post post) {
    UUID draft = UUID.randomUUID();
    UUID publication = UUID.randomUUID();
    return Stream.of(
        facts
            .publication(publication, draft, "published", post.at())
            .with("channel_id", post.channel())
            .with("tells_engagement", true),
        facts
            .measured(publication, draft, post.at(), post.likes(), post.at().plusSeconds(300))
            .with("channel_id", post.channel())
            .with("replies", post.replies())
            .with("gone", post.gone()));
  }

  /** The channel and its suggestions, worked out from the posts without thought of speed. */
  private List<String> expected(UUID channel) {
    List<Post> standing =
        posts.stream().filter(post -> post.channel().equals(channel) && !post.gone()).toList();
    double overall = median(standing);
    Map<String, List<Post>> times = new HashMap<>();
    for (Post post : standing) {
      for (String time :
          List.of(
              post.weekday() + " any", "any " + post.hour(), post.weekday() + " " + post.hour())) {
        times.computeIfAbsent(time, _ -> new ArrayList<>()).add(post);
      }
    }
    Map<Double, String> byWorth = new TreeMap<>((one, other) -> Double.compare(other, one));
    times.forEach(
        (time, ofTime) -> {
          double worth = (ofTime.size() * median(ofTime) + 5 * overall) / (ofTime.size() + 5);
          if (standing.size() >= 20 && ofTime.size() >= 5 && worth >= 1.1 * overall) {
            String before = byWorth.put(worth, line(time, ofTime.size(), median(ofTime)));
            assertNull(before, "the test's figures leave the order open");
          }
        });
    List<String> lines = new ArrayList<>();
    lines.add(line(standing.size() >= 20 ? "enough" : "few", standing.size(), overall));
    byWorth.values().stream().limit(5).forEach(lines::add);
    return lines;
  }

  private static double median(List<Post> some) {
    double[] sorted = some.stream().mapToDouble(Post::interactions).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String line(String what, Object number, Object median) {
    return "%s: %s posts, median %.2f"
        .formatted(what, number, Double.parseDouble(median.toString()));
  }

  private static Map<String, List<String>> answered(JsonPath report) {
    Map<String, List<String>> answered = new TreeMap<>();
    List<Map<String, Object>> channels = report.getList("best_times.channels");
    for (Map<String, Object> channel : channels) {
      List<String> lines = new ArrayList<>();
      lines.add(
          line(
              channel.get("enough").equals(true) ? "enough" : "few",
              channel.get("posts"),
              channel.get("median_interactions")));
      for (Object one : (List<?>) channel.get("suggestions")) {
        Map<?, ?> time = (Map<?, ?>) one;
        lines.add(
            line(
                known(time.get("weekday")) + " " + known(time.get("hour")),
                time.get("posts"),
                time.get("median_interactions")));
      }
      answered.put((String) channel.get("channel_id"), lines);
    }
    return answered;
  }

  private static String known(Object value) {
    return value == null ? "any" : value.toString();
  }

  private JsonPath report(Map<String, Object> query) {
    RequestSpecification request = Requests.as(Tokens.of(workspace, "analyst"));
    query.forEach(request::queryParam);
    return request
        .get("/api/v1/workspaces/" + workspace + "/engagement")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
