package io.postly.analytics.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.analytics.EventBatch;
import io.postly.analytics.Facts;
import io.postly.analytics.rebuild.RebuildDrill;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every figure of engagement is what the events themselves say, in whatever order and however often
 * they come.
 */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class EngagementAgreementTest {

  private static final String WORKSPACE = "engagement-agreement";
  private static final Instant BEGIN = Instant.parse("2026-03-20T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(20);
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final List<String> LABELS = List.of("launch", "spring", "news", "people");

  @Inject RebuildDrill rebuild;

  private final Facts facts = new Facts(WORKSPACE);
  private final Random random = new Random(20261126);
  private final List<UUID> channels = List.of(UUID.randomUUID(), UUID.randomUUID());

  @Test
  void everyFigureIsWhatTheEventsSay() {
    List<Facts.Fact> all = new ArrayList<>();
    for (int draft = 0; draft < 25; draft++) {
      all.addAll(draft());
    }
    Map<String, String> expected = expected(all);

    EventBatch.apply(EventBatch.of(shuffled(all)));
    assertEquals(expected, answered(), "as they came");

    EventBatch.apply(EventBatch.of(shuffled(all)));
    assertEquals(expected, answered(), "told again");

    rebuild.forgetCallsOfOthers(WORKSPACE);
    rebuild.emptyOnce("analytics-service-engagement");
    EventBatch.apply(EventBatch.of(shuffled(all)));
    assertEquals(expected, answered(), "built anew");
  }

  private List<Facts.Fact> draft() {
    UUID draft = UUID.randomUUID();
    List<Facts.Fact> made = new ArrayList<>();
    int revisions = 1 + random.nextInt(3);
    for (int revision = 1; revision <= revisions; revision++) {
      made.add(
          facts
              .drafted(draft, "mcp", BEGIN)
              .with("revision", revision)
              .with(
                  "labels",
                  LABELS.stream().filter(_ -> random.nextInt(3) == 0).toArray(String[]::new)));
    }
    int posts = random.nextInt(4);
    for (int post = 0; post < posts; post++) {
      made.addAll(post(draft, 1 + random.nextInt(revisions)));
    }
    return made;
  }

  private List<Facts.Fact> post(UUID draft, int revision) {
    UUID post = UUID.randomUUID();
    UUID channel = channels.get(random.nextInt(2));
    Instant published = BEGIN.plusSeconds(random.nextLong(SPAN.toSeconds()));
    boolean tells = random.nextInt(4) > 0;
    List<Facts.Fact> made = new ArrayList<>();
    made.add(facts.publication(post, draft, "planned", published.minusSeconds(60)));
    made.add(
        facts
            .publication(post, draft, "published", published)
            .with("channel_id", channel)
            .with("revision", revision)
            .with("tells_engagement", tells));
    int readings = tells ? random.nextInt(5) : 0;
    for (int reading = 1; reading <= readings; reading++) {
      Facts.Fact told =
          facts
              .measured(
                  post, draft, published, random.nextInt(50), published.plusSeconds(60L * reading))
              .with("channel_id", channel)
              .with("gone", reading == 4);
      made.add(random.nextBoolean() ? told.with("replies", random.nextInt(9)) : told);
    }
    return made;
  }

  private List<Facts.Fact> shuffled(List<Facts.Fact> all) {
    List<Facts.Fact> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** What is known of one post, worked out without thought of speed. */
  private record Known(Facts.Fact published, Facts.Fact latest, List<String> labels) {

    long interactions() {
      return number("likes") + number("replies");
    }

    private long number(String field) {
      return latest == null ? 0 : ((Number) latest.data().getOrDefault(field, 0)).longValue();
    }

    String text(String field) {
      return published.data().get(field).toString();
    }

    ZonedDateTime local() {
      return ((Instant) published.data().get("published_at")).atZone(ZONE);
    }
  }

  private static Map<String, String> expected(List<Facts.Fact> all) {
    List<Known> posts =
        all.stream()
            .filter(fact -> "published".equals(fact.data().get("state")))
            .map(fact -> new Known(fact, latest(fact, all), labels(fact, all)))
            .toList();
    Map<String, String> figures = new TreeMap<>();
    figures.put("published", Integer.toString(posts.size()));
    figures.put(
        "untold",
        count(posts, post -> post.latest == null && post.text("tells_engagement").equals("false")));
    figures.put(
        "unread",
        count(posts, post -> post.latest == null && post.text("tells_engagement").equals("true")));
    List<Known> read = posts.stream().filter(post -> post.latest != null).toList();
    figures.put("total", sum(read));
    add(figures, "channel ", posts, post -> Stream.of(post.text("channel_id")));
    add(figures, "label ", posts, post -> post.labels.stream());
    add(figures, "hour ", read, post -> Stream.of(Integer.toString(post.local().getHour())));
    add(
        figures,
        "weekday ",
        read,
        post -> Stream.of(post.local().getDayOfWeek().name().toLowerCase(Locale.ROOT)));
    return figures;
  }

  private static Facts.Fact latest(Facts.Fact published, List<Facts.Fact> all) {
    return all.stream()
        .filter(fact -> fact.type().equals(EngagementMeasured.TYPE))
        .filter(fact -> same(fact, published, "publication_id"))
        .max(Comparator.comparing(fact -> (Instant) fact.data().get("at")))
        .orElse(null);
  }

  private static List<String> labels(Facts.Fact published, List<Facts.Fact> all) {
    return all.stream()
        .filter(fact -> fact.type().equals(DraftRevised.TYPE))
        .filter(fact -> same(fact, published, "draft_id") && same(fact, published, "revision"))
        .findFirst()
        .map(fact -> List.of((String[]) fact.data().get("labels")))
        .orElseThrow();
  }

  private static boolean same(Facts.Fact one, Facts.Fact other, String field) {
    return Objects.equals(one.data().get(field), other.data().get(field));
  }

  private static String count(List<Known> posts, Function<Known, Boolean> condition) {
    return Long.toString(posts.stream().filter(condition::apply).count());
  }

  private static void add(
      Map<String, String> figures,
      String kind,
      List<Known> posts,
      Function<Known, Stream<String>> keys) {
    Map<String, List<Known>> groups = new HashMap<>();
    posts.forEach(
        post ->
            keys.apply(post)
                .forEach(key -> groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(post)));
    groups.forEach((key, group) -> figures.put(kind + key, sum(group)));
  }

  private static String sum(List<Known> posts) {
    return "%s posts, %d interactions"
        .formatted(
            count(posts, post -> post.latest != null),
            posts.stream().mapToLong(Known::interactions).sum());
  }

  private static Map<String, String> answered() {
    JsonPath report =
        Requests.as(Tokens.of(WORKSPACE, "analyst"))
            .queryParam("from", BEGIN.toString())
            .queryParam("to", BEGIN.plus(SPAN).toString())
            .queryParam("time_zone", ZONE.getId())
            .get("/api/v1/workspaces/" + WORKSPACE + "/engagement")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    Map<String, String> figures = new TreeMap<>();
    for (String count : List.of("published", "untold", "unread")) {
      figures.put(count, report.getString(count));
    }
    figures.put("total", sum(report.getMap("total")));
    add(figures, "channel ", report.getList("channels"), "channel_id");
    add(figures, "label ", report.getList("labels"), "label");
    add(figures, "hour ", report.getList("hours"), "hour");
    add(figures, "weekday ", report.getList("weekdays"), "weekday");
    return figures;
  }

  private static void add(
      Map<String, String> figures, String kind, List<Map<String, Object>> groups, String key) {
    groups.forEach(group -> figures.put(kind + group.get(key), sum(group)));
  }

  private static String sum(Map<String, Object> group) {
    return "%s posts, %s interactions".formatted(group.get("posts"), group.get("interactions"));
  }
}
