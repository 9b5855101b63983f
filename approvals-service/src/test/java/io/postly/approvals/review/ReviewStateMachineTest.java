package io.postly.approvals.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.approvals.content.RevisionFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever is tried on a review, in whatever order: what must hold always. */
class ReviewStateMachineTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Map<ReviewState, Set<ReviewState>> TRANSITIONS =
      Map.of(
          ReviewState.OPEN,
          Set.of(
              ReviewState.APPROVED,
              ReviewState.CHANGES_REQUESTED,
              ReviewState.SUPERSEDED,
              ReviewState.WITHDRAWN),
          ReviewState.APPROVED,
          Set.of(ReviewState.SUPERSEDED, ReviewState.WITHDRAWN),
          ReviewState.CHANGES_REQUESTED,
          Set.of(),
          ReviewState.SUPERSEDED,
          Set.of(),
          ReviewState.WITHDRAWN,
          Set.of());

  /** What may be tried; refused tries throw and must change nothing. */
  enum Try {
    APPROVE,
    REQUEST_CHANGES,
    SUPERSEDE,
    WITHDRAW
  }

  @Property(tries = 2000)
  void onlyTheTransitionsOfTheTableHappen(@ForAll @Size(max = 12) List<Try> tries) {
    Run run = new Run();
    for (Try next : tries) {
      ReviewState before = run.review.state();
      boolean accepted = run.attempt(next);
      ReviewState after = run.review.state();
      if (accepted) {
        assertTrue(TRANSITIONS.get(before).contains(after), () -> before + " became " + after);
      } else {
        assertEquals(before, after);
      }
    }
  }

  @Property(tries = 2000)
  void aReviewIsDecidedAtMostOnceAndItsDeciderStays(@ForAll @Size(max = 12) List<Try> tries) {
    Run run = new Run();
    tries.forEach(run::attempt);

    assertTrue(run.decisions.size() <= 1);
    assertEquals(run.decisions.isEmpty(), run.review.decider() == null);
    assertEquals(run.decisions.isEmpty(), run.review.decidedAt() == null);
    run.decisions.forEach(decider -> assertEquals(decider, run.review.decider().id()));
  }

  @Property
  void whoeverAsksForChangesAfterTheContentChangedIsTooLate(
      @ForAll @Size(max = 12) List<Try> tries) {
    Run run = new Run();
    run.attempt(Try.SUPERSEDE);
    tries.forEach(run::attempt);

    assertEquals(ReviewState.SUPERSEDED, run.review.state());
    assertTrue(run.decisions.isEmpty());
  }

  @Example
  void labelsReadBack() {
    for (ReviewState state : ReviewState.values()) {
      assertEquals(state, ReviewState.of(state.label()));
    }
  }

  private static final class Run {
    private final Review review =
        new Review(
            UUID.randomUUID(),
            RevisionFixture.first(UUID.randomUUID()),
            null,
            person("requester"),
            START);
    private final List<String> decisions = new ArrayList<>();
    private int step;

    boolean attempt(Try next) {
      step++;
      try {
        switch (next) {
          case APPROVE -> decide(Decision.APPROVE);
          case REQUEST_CHANGES -> decide(Decision.REQUEST_CHANGES);
          case SUPERSEDE -> review.supersede();
          case WITHDRAW -> review.withdraw();
        }
        return true;
      } catch (IllegalStateException refused) {
        return false;
      }
    }

    private void decide(Decision decision) {
      String decider = "decider-" + step;
      review.decide(decision, "note", person(decider), START.plusSeconds(step));
      decisions.add(decider);
    }

    private static Caller person(String id) {
      return new Caller(id, "Name of " + id, Map.of(), Set.of(), CallChannel.MCP, "test-client");
    }
  }
}
