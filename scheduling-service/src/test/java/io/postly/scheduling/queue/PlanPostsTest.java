package io.postly.scheduling.queue;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Many posts in one call: all of them, or none. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PlanPostsTest extends QueueScenario {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The session that waits for a lock. */
  private static final String WAITING =
      "(SELECT * FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') waiting";

  @Inject DataSource database;

  @Test
  void shouldPlanNamedTimesAndQueuedPostsAndTakeAllOfItBack() {
    UUID first = channelWithSlots("First");
    UUID second = channelWithSlots("Second");

    ValidatableResponse planned =
        plan(
                editor,
                false,
                item(draft("Queued", first, second), "queue"),
                item(draft("Named", first), slot(1).toString()),
                item(draft("Queued too", first), "queue"))
            .statusCode(200)
            .body("dry_run", equalTo(false))
            .body(
                "publications.due_at",
                contains(
                    slot(2).toString(), slot(1).toString(), slot(1).toString(), slot(3).toString()))
            .body("publications.queued", contains(true, true, false, true));

    undo(planned)
        .statusCode(200)
        .body("result.publications.state", everyItem(equalTo("cancelled")))
        .body("action.undo.possible", equalTo(false));
  }

  @Test
  void shouldOnlyShowWhatADryRunWouldPlan() {
    UUID channel = channelWithSlots("One");
    Draft draft = draft("Hello", channel);
    Tokens chat = Tokens.of(workspace, "editor").client("chat");

    plan(chat, true, item(draft, "queue"))
        .statusCode(200)
        .body("dry_run", equalTo(true))
        .body("publications[0].due_at", equalTo(slot(1).toString()))
        .body("action.next_step", containsString("the ids lead nowhere"))
        .body("action.undo.possible", equalTo(false));

    assertEquals(0, posts());
    assertEquals(
        slot(1), dueAt(UUID.fromString(queue(draft).extract().path("publications[0].id"))));
  }

  /** With a second one, as many trials as there are connections would wait for each other. */
  @Test
  void shouldTryOutWithOneConnectionToTheDatabase() throws Exception {
    Draft draft = draft("Hello", channelWithSlots("One"));
    try (ExecutorService calls = Executors.newSingleThreadExecutor();
        Connection holder = database.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          "SELECT FROM draft_copy WHERE draft_id = '%s' FOR UPDATE".formatted(draft.id()));

      Future<ValidatableResponse> trial =
          calls.submit(() -> plan(editor, true, item(draft, "queue")));

      awaitCount(1, "SELECT count(*) FROM " + WAITING);
      awaitCount(
          0,
          """
          SELECT count(*) FROM pg_stat_activity other JOIN %s ON other.datname = waiting.datname
          WHERE other.state = 'idle in transaction' AND other.state_change < waiting.query_start
            AND other.pid <> ALL (pg_blocking_pids(waiting.pid))
          """
              .formatted(WAITING));
      holder.rollback();
      trial.get().statusCode(200);
    }
  }

  private static void awaitCount(long expected, String query) {
    Instant deadline = Instant.now().plus(PATIENCE);
    long found = PostlyBackends.count(query);
    while (found != expected && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      found = PostlyBackends.count(query);
    }
    assertEquals(expected, found);
  }

  @Test
  void shouldSayEverythingThatIsWrongByIndexAndPlanNothing() {
    UUID channel = channelWithSlots("One");
    Draft good = draft("Good", channel);
    Draft twice = draft("Twice", channel);
    Draft stale = draft("Stale", channel);
    content.revised(stale, 2, "Newer");
    Map<String, Object> late =
        item(draft("Late", channel), clock.instant().minusSeconds(60).toString());
    Map<String, Object> nowhere = item(draft("Nowhere", sandbox("Slotless")), "queue");

    for (boolean isDry : List.of(true, false)) {
      plan(
              editor,
              isDry,
              item(good, slot(1).plusSeconds(60).toString()),
              item(twice, "queue"),
              item(twice, "queue"),
              item(stale, "queue"),
              late,
              nowhere,
              item(Draft.in(workspace, channel), "queue"))
          .statusCode(409)
          .body("code", equalTo("plan_conflict"))
          .body("detail", equalTo("5 of 7 posts cannot be planned."))
          .body(
              "violations.field",
              containsInAnyOrder(
                  "posts[2].channel_ids",
                  "posts[3]",
                  "posts[4].publish_at",
                  "posts[5].channel_ids",
                  "posts[6]"));
    }
    assertEquals(0, posts());
  }

  @Test
  void shouldNeedOneConfirmationForTheWhole() {
    UUID channel = channelWithSlots("One");

    plan(
            Tokens.of(workspace, "editor").client("chat"),
            false,
            item(draft("First", channel), "queue"),
            item(draft("Second", channel), "queue"))
        .statusCode(428)
        .body("confirmation.summary", containsString("Plan 2 posts: "))
        .body("confirmation.content.text", contains("First", "Second"))
        .body("confirmation.content.channel", contains(containsString(", "), containsString(", ")));
    assertEquals(0, posts());
  }

  @Test
  void shouldTakeAHundredPostsAtOnce() {
    UUID channel = channelWithSlots("One");
    Map<?, ?>[] items = new Map<?, ?>[100];
    for (int i = 0; i < items.length; i++) {
      items[i] =
          item(
              draft("Post " + i, channel),
              clock.instant().plus(Duration.ofHours(i + 1)).toString());
    }

    plan(editor, false, items).statusCode(200).body("publications", hasSize(100));
  }

  private static Map<String, Object> item(Draft draft, String publishAt) {
    return Map.of("draft_id", draft.id(), "expected_revision", 1, "publish_at", publishAt);
  }

  @Test
  void shouldSayThatAPlanMayBeRepeatedIfOnlyTheNewsOfADraftIsMissing() {
    Map<String, Object> justMade =
        Map.of("draft_id", madeNow(), "expected_revision", 1, "publish_at", "queue");
    Map<String, Object> late =
        item(draft("Late", channelWithSlots("One")), clock.instant().minusSeconds(60).toString());

    plan(editor, false, justMade)
        .statusCode(409)
        .body("code", equalTo("plan_conflict"))
        .body("retryable", equalTo(true));
    plan(editor, false, justMade, late).statusCode(409).body("retryable", equalTo(false));
  }

  /** Locks of drafts would hold back what is due of them, for as long as the plan has posts. */
  @Test
  void shouldWaitForTheNewsOfAllDraftsNoLongerThanForOne() {
    UUID channel = channelWithSlots("One");
    Map<String, Object> first = ofRevision(2, draft("First", channel));
    Map<String, Object> second = ofRevision(2, draft("Second", channel));
    long start = System.nanoTime();

    plan(editor, false, first, second).statusCode(409).body("violations", hasSize(2));

    assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
  }

  private static Map<String, Object> ofRevision(int revision, Draft draft) {
    Map<String, Object> item = new HashMap<>(item(draft, "queue"));
    item.put("expected_revision", revision);
    return item;
  }

  /** An identifier of this moment (UUID version 7), of which nothing is known here. */
  private UUID madeNow() {
    return new UUID(clock.instant().toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE);
  }

  private ValidatableResponse plan(Tokens caller, boolean isDry, Map<?, ?>... items) {
    return Requests.as(caller)
        .body(Map.of("posts", Arrays.asList(items), "dry_run", isDry))
        .post(path("/publications/plan"))
        .then();
  }

  private long posts() {
    return PostlyBackends.count(
        "SELECT count(*) FROM publication WHERE workspace = '" + workspace + "'");
  }
}
