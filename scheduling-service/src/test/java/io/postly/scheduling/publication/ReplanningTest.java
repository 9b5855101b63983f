package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes of drafts and reviews do to what is scheduled. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReplanningTest extends SchedulingScenario {

  @Test
  void shouldPlanWhatAwaitedItsApproval() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID id = scheduled(draft, Duration.ofDays(1));

    content.approved(draft, 1, "Hello");

    assertEquals("planned", stateOf(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "changes_requested", "rejected", "expired", "withdrawn"})
  void shouldGoOnWaitingWhateverAReviewBecomesButApproved(String state) {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID id = scheduled(draft, Duration.ofDays(1));
    UUID review = UUID.randomUUID();
    content.review(draft, review, 1, "Hello", "open");

    content.review(draft, review, 1, "Hello", state);

    assertEquals("awaiting_approval", stateOf(id));
  }

  @Test
  void shouldHoldWhatIsPlannedWhenTheContentChanges() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, Duration.ofDays(1));

    content.revised(draft, 2, "Hello again");

    assertEquals("on_hold", stateOf(id));
    assertEquals("content_changed", shown(id).get("reason"));
  }

  @Test
  void shouldNotHoldForAChangeThatDoesNotGoOut() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, Duration.ofDays(1));

    content.revised(draft, 2, "Hello");

    assertEquals("planned", stateOf(id));
  }

  @Test
  void shouldHoldWhenTheApprovalIsGone() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID review = content.approved(draft, 1, "Hello");
    UUID id = scheduled(draft, Duration.ofDays(1));

    content.review(draft, review, 1, "Hello", "superseded");

    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldBindToTheNewRevisionOnceThatIsApproved() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, Duration.ofDays(1));
    content.revised(draft, 2, "Hello again");

    content.approved(draft, 2, "Hello again");

    assertEquals("planned", stateOf(id));
    assertEquals(2, shown(id).get("revision"));
  }

  @Test
  void shouldNotLetTheOldApprovalCountWhenTheContentChangesBack() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID id = scheduled(draft, Duration.ofDays(1));

    content.revised(draft, 2, "Hello again");
    content.revised(draft, 3, "Hello");

    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldHoldWhatTheApprovedRevisionDoesNotGoTo() {
    UUID first = sandbox("First");
    UUID second = sandbox("Second");
    Draft draft = content.approvedDraft(workspace, "Hello", first);
    UUID id = scheduled(draft, Duration.ofDays(1));
    Draft moved = new Draft(workspace, draft.id(), List.of(second));

    content.revised(moved, 2, "Hello");
    content.approved(moved, 2, "Hello");

    assertEquals("on_hold", stateOf(id));
  }

  @Test
  void shouldPlanWhatWasApprovedInTimeHoweverLateThatBecomesKnown() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID id = scheduled(draft, Duration.ofMinutes(1));
    Instant inTime = clock.instant().plusSeconds(30);
    clock.advance(Duration.ofMinutes(4));

    content.approvedAt(draft, 1, "Hello", inTime);

    assertEquals("planned", stateOf(id));
  }

  /** The topics of drafts and of reviews keep their own order, and none between them. */
  @Test
  void shouldEndTheSameInWhateverOrderTheTopicsArrive() {
    UUID channel = sandbox("One");
    for (List<Boolean> order : interleavings(2, 3)) {
      Draft draft = Draft.in(workspace, channel);
      content.revised(draft, 1, "Hello");
      UUID id = scheduled(draft, Duration.ofDays(1));
      UUID first = UUID.randomUUID();
      List<Runnable> drafts =
          List.of(
              () -> content.revised(draft, 2, "Again"),
              () -> content.revised(draft, 3, "Once more"));
      List<Runnable> reviews =
          List.of(
              () -> content.review(draft, first, 1, "Hello", "approved"),
              () -> content.review(draft, first, 1, "Hello", "superseded"),
              () -> content.review(draft, UUID.randomUUID(), 3, "Once more", "approved"));

      play(order, drafts, reviews);

      assertEquals("planned", stateOf(id), order.toString());
      assertEquals(3, shown(id).get("revision"), order.toString());
    }
  }

  private static void play(List<Boolean> order, List<Runnable> drafts, List<Runnable> reviews) {
    int draft = 0;
    int review = 0;
    for (boolean isDraft : order) {
      (isDraft ? drafts.get(draft++) : reviews.get(review++)).run();
    }
  }

  private static List<List<Boolean>> interleavings(int drafts, int reviews) {
    if (drafts == 0 && reviews == 0) {
      return List.of(List.of());
    }
    List<List<Boolean>> all = new ArrayList<>();
    if (drafts > 0) {
      interleavings(drafts - 1, reviews).forEach(rest -> all.add(prepend(true, rest)));
    }
    if (reviews > 0) {
      interleavings(drafts, reviews - 1).forEach(rest -> all.add(prepend(false, rest)));
    }
    return all;
  }

  private static List<Boolean> prepend(boolean first, List<Boolean> rest) {
    List<Boolean> joined = new ArrayList<>(List.of(first));
    joined.addAll(rest);
    return joined;
  }
}
