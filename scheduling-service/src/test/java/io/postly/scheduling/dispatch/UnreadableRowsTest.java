package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a dispatcher cannot deal with, such as what another release has written, keeps nothing else
 * from going out.
 */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UnreadableRowsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofMinutes(7);
  private static final String KNOWN_LABELS =
      "ALTER TABLE publishing_rules ADD CONSTRAINT publishing_rules_missed_posts_check"
          + " CHECK (missed_posts IN ('send', 'hold', 'skip'))";

  @Inject Dispatchers dispatchers;

  private final String elsewhere = "elsewhere-" + UUID.randomUUID();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @AfterEach
  void forgetRules() {
    execute("DELETE FROM publishing_rules WHERE workspace = '%s'".formatted(elsewhere));
    execute(
        "ALTER TABLE publishing_rules DROP CONSTRAINT IF EXISTS publishing_rules_missed_posts_check");
    execute(KNOWN_LABELS);
  }

  @Test
  void shouldEndAndSendOthersWhileTheRulesOfOneWorkspaceAreUnreadable() {
    UUID stays = scheduled(draft("One"), SOON);
    UUID ends = scheduled(draft("Two"), SOON.plusSeconds(1));
    UUID due = scheduled(draft("Three"), SOON.plus(LATE));
    execute("UPDATE publication SET workspace = '%s' WHERE id = '%s'".formatted(elsewhere, stays));
    execute("ALTER TABLE publishing_rules DROP CONSTRAINT publishing_rules_missed_posts_check");
    execute(rules(elsewhere, "as_a_later_release_has_it"));
    execute(rules(workspace, "skip"));
    clock.advance(SOON.plus(LATE));

    runToEnd();

    assertEquals("missed", stateOf(ends));
    assertEquals("published", stateOf(due));
    assertTrue(isStored(stays, "planned"));
  }

  @Test
  void shouldSendOthersWhileTheRevisionOfOneIsUnreadable() {
    Draft unreadable = draft("One");
    UUID stays = scheduled(unreadable, SOON);
    UUID due = scheduled(draft("Two"), SOON.plusSeconds(1));
    execute(
        "UPDATE draft_revision SET media = '{' WHERE draft_id = '%s'".formatted(unreadable.id()));
    clock.advance(SOON.plusSeconds(1));

    runToEnd();

    assertTrue(isStored(due, "published"));
    assertTrue(isStored(stays, "claimed"));
  }

  @Test
  void shouldSendPostsWhilePartsOfThreadsCannotBeClaimed() {
    UUID due = scheduled(draft("One"), SOON);
    clock.advance(SOON);
    Dispatcher dispatcher = dispatchers.usual();
    execute("ALTER TABLE publication_part RENAME turn_at TO turned_at");
    try {
      assertThrows(RuntimeException.class, dispatcher::run);
      dispatcher.awaitIdle();
    } finally {
      execute("ALTER TABLE publication_part RENAME turned_at TO turn_at");
    }

    assertEquals("published", stateOf(due));
  }

  /** Calendars do not show what is unreadable. */
  private static boolean isStored(UUID publication, String state) {
    return PostlyBackends.count(
            "SELECT count(*) FROM publication WHERE id = '%s' AND state = '%s'"
                .formatted(publication, state))
        == 1;
  }

  private Draft draft(String name) {
    return content.approvedDraft(workspace, "Hello", sandbox(name));
  }

  private static String rules(String workspace, String missedPosts) {
    return "INSERT INTO publishing_rules (workspace, version, missed_posts, rules) VALUES ('%s', 1, '%s', '{}')"
        .formatted(workspace, missedPosts);
  }

  private void runToEnd() {
    Dispatcher dispatcher = dispatchers.usual();
    while (dispatcher.run() > 0) {
      dispatcher.awaitIdle();
    }
    dispatcher.awaitIdle();
  }
}
