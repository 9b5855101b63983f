package io.postly.scheduling.dispatch;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.ScriptedServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands behind a content warning, from the draft's event to a Mastodon server. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ContentWarningPostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String STATUSES = "/api/v1/statuses";
  private static final String EDIT = "PUT " + STATUSES + "/1";

  @Inject Dispatchers dispatchers;

  private final ScriptedServer server = new ScriptedServer();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    server.on("POST " + STATUSES, status(""));
    server.on("GET " + STATUSES + "/1", status("\"spoiler_text\":\"By hand\",\"sensitive\":true,"));
    server.on(EDIT, status(""));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldPutAPostAndAllThatFollowsItBehindItsWarning() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food", "Two", "Three"));

    UUID post = published(draft);

    assertEquals("published", stateOf(post));
    assertEquals(List.of("One", "Two", "Three"), sent("POST").map(text("status")).toList());
    assertEquals(List.of("Food", "Food", "Food"), sent("POST").map(text("spoiler_text")).toList());
    assertEquals(List.of("true", "true", "true"), sent("POST").map(text("sensitive")).toList());
  }

  @Test
  void shouldSendTheSameAgainAtEachAttempt() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food"));
    server.on("POST " + STATUSES, FakeReceiver.status(429));
    published(draft);
    server.on("POST " + STATUSES, status(""));

    clock.advance(Duration.ofMinutes(10));
    run();

    List<FakeReceiver.Received> attempts =
        server.received().stream()
            .filter(request -> request.requestLine().startsWith("POST " + STATUSES))
            .toList();
    assertEquals(2, attempts.size());
    assertEquals(attempts.getFirst().body(), attempts.getLast().body());
    assertEquals(
        attempts.getFirst().headers().get("idempotency-key"),
        attempts.getLast().headers().get("idempotency-key"));
  }

  @Test
  void shouldCountTheWarningWithEachText() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("x".repeat(696), "Foods", "x".repeat(695), "y".repeat(700)));

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(400)
        .body(
            "violations.message",
            contains(
                "names a draft that has 701 characters with the content warning; the channel"
                    + " \"Alice\" (mastodon) takes at most 700",
                "names a draft that has a thread[1].text that has 705 characters with the content"
                    + " warning; the channel \"Alice\" (mastodon) takes at most 700"));
    Requests.as(viewer)
        .get(path("/drafts/" + draft.id() + "/validation"))
        .then()
        .body("channels[0].characters", equalTo(701));
  }

  @Test
  void shouldScheduleNoWarningWhereItsNetworkHasNone() {
    Draft draft = Draft.in(workspace, sandbox("Try-out"));
    revised(draft, 1, "Hello", on("sandbox", variant("One", "Food")));

    schedule(wanted(draft, 1, clock.instant().plus(SOON)))
        .statusCode(400)
        .body(
            "violations.message",
            contains(
                "names a draft that has a content warning; the channel \"Try-out\" (sandbox) takes"
                    + " none"));
  }

  /** Uncovered, nothing goes out that is to be covered. */
  @Test
  void shouldPublishNothingWhoseWarningItsNetworkDoesNotTake() {
    Draft draft = Draft.in(workspace, sandbox("Try-out"));
    revised(draft, 1, "Hello", on("sandbox", variant("One", null)));
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON);
    execute(
        "UPDATE draft_variant SET content_warning = 'Food' WHERE draft_id = '" + draft.id() + "'");

    run();

    assertEquals("failed", stateOf(post));
    assertEquals("content_warning_not_taken", shown(post).get("reason"));
  }

  @Test
  void shouldShowTheWarningToWhoeverConfirms() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food"));

    Requests.as(Tokens.of(workspace, "editor").client("chat"))
        .body(wanted(draft, 1, clock.instant().plus(SOON)))
        .post(path("/publications"))
        .then()
        .statusCode(428)
        .body("confirmation.content[0].text", equalTo("One"))
        .body("confirmation.content[0].content_warning", equalTo("Food"));
  }

  @Test
  void shouldChangeTheWarningOfAPostAndNothingElse() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food"));
    UUID post = published(draft);

    revised(draft, 2, "Hello, all", variant("One", "Food"));
    update(post, 2).statusCode(409).body("detail", equalTo("The post says exactly that."));
    revised(draft, 3, "Hello", variant("One", "Drink"));
    update(post, 3).statusCode(200);
    run();

    assertEquals("One", text("status").apply(changed()));
    assertEquals("Drink", text("spoiler_text").apply(changed()));
    assertEquals(3, shown(post).get("revision"));
  }

  @Test
  void shouldTakeAWarningAwayThatIsNotInTheDraftAnyMore() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food"));
    UUID post = published(draft);

    revised(draft, 2, "Hi", variant("One", null));
    update(post, 2).statusCode(200);
    run();

    assertEquals("", text("spoiler_text").apply(changed()));
    assertEquals("false", text("sensitive").apply(changed()));
  }

  @Test
  void shouldLeaveAWarningThatSomebodyElseHasSet() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", null));
    UUID post = published(draft);

    revised(draft, 2, "Hi", variant("Two", null));
    update(post, 2).statusCode(200);
    run();

    assertEquals("Two", text("status").apply(changed()));
    assertEquals("By hand", text("spoiler_text").apply(changed()));
    assertEquals("true", text("sensitive").apply(changed()));
  }

  /** The parts would stay behind the former one. */
  @Test
  void shouldNotChangeTheWarningOfAThread() {
    Draft draft = Draft.in(workspace, mastodon());
    revised(draft, 1, "Hello", variant("One", "Food", "Two"));
    UUID post = published(draft);

    revised(draft, 2, "Hi", variant("One", "Drink", "Two"));

    update(post, 2)
        .statusCode(409)
        .body(
            "violations.message",
            contains("names a revision with another content warning than the post's thread has"));
  }

  private ValidatableResponse update(UUID post, int revision) {
    return Requests.as(editor)
        .body(Map.of("expected_revision", revision))
        .put(path("/publications/" + post + "/content"))
        .then();
  }

  private void revised(Draft draft, int revision, String text, Map<String, Object> variant) {
    content.revised(draft, revision, text, "variants", List.of(variant));
    content.approved(draft, revision, text);
  }

  private static Map<String, Object> variant(String text, String warning, String... thread) {
    Map<String, Object> variant = new HashMap<>(Map.of("network", "mastodon", "text", text));
    variant.put("content_warning", warning);
    variant.put("thread", Stream.of(thread).map(part -> Map.of("text", part)).toList());
    return variant;
  }

  private static Map<String, Object> on(String network, Map<String, Object> variant) {
    variant.put("network", network);
    return variant;
  }

  private UUID published(Draft draft) {
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON);
    run();
    return post;
  }

  private void run() {
    Dispatcher dispatcher = dispatchers.usual();
    while (dispatcher.run() > 0) {
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
  }

  private Stream<JsonNode> sent(String method) {
    return server.received().stream()
        .filter(request -> request.requestLine().startsWith(method + " " + STATUSES))
        .map(FakeReceiver.Received::body)
        .map(ContentWarningPostsTest::json);
  }

  private JsonNode changed() {
    return sent("PUT").toList().getLast();
  }

  private static Function<JsonNode, String> text(String member) {
    return body -> body.path(member).asText();
  }

  private static JsonNode json(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID mastodon() {
    server.on(
        "GET /api/v1/accounts/verify_credentials", "{\"id\":\"14715\",\"username\":\"alice\"}");
    server.on(
        "GET /api/v2/instance", "{\"configuration\":{\"statuses\":{\"max_characters\":700}}}");
    return UUID.fromString(
        Requests.as(admin)
            .body(
                Map.of(
                    "network",
                    "mastodon",
                    "name",
                    "Alice",
                    "mastodon",
                    Map.of("server", server.origin(), "access_token", "token")))
            .post(path("/channels"))
            .then()
            .statusCode(201)
            .extract()
            .path("channel.id"));
  }

  private static String status(String more) {
    return "{%s\"id\":\"1\",\"created_at\":\"%s\",\"url\":\"https://m.example/@alice/1\"}"
        .formatted(more, Instant.EPOCH);
  }
}
