package io.postly.approvals.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.approvals.content.RevisionFixture;
import io.postly.approvals.policy.ExternalApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is tried on a review, in whatever order: what must hold always. */
class ReviewStateMachineTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final List<String> REQUIRED = List.of("bo", "cy");

  // In seconds from the start; every try takes one.
  private static final int REMINDER = 4;
  private static final int EXPIRY = 10;

  private static final Map<ReviewState, Set<ReviewState>> TRANSITIONS =
      Map.of(
          ReviewState.OPEN,
          Set.of(
              ReviewState.APPROVED,
              ReviewState.CHANGES_REQUESTED,
              ReviewState.REJECTED,
              ReviewState.SUPERSEDED,
              ReviewState.WITHDRAWN,
              ReviewState.EXPIRED),
          ReviewState.APPROVED,
          Set.of(ReviewState.SUPERSEDED, ReviewState.WITHDRAWN),
          ReviewState.CHANGES_REQUESTED,
          Set.of(),
          ReviewState.REJECTED,
          Set.of(),
          ReviewState.SUPERSEDED,
          Set.of(),
          ReviewState.WITHDRAWN,
          Set.of(),
          ReviewState.EXPIRED,
          Set.of());

  /** What may be tried; refused tries throw and must change nothing. */
  enum Try {
    APPROVE_AS_FIRST_REQUIRED,
    APPROVE_AS_SECOND_REQUIRED,
    APPROVE_AS_REGULAR,
    APPROVE_AS_ANYBODY,
    APPROVE_FROM_OUTSIDE,
    REQUEST_CHANGES_FROM_OUTSIDE,
    REQUEST_CHANGES,
    REJECT,
    SUPERSEDE,
    WITHDRAW,
    EXPIRE,
    REMIND
  }

  @Property(tries = 2000)
  void onlyTheTransitionsOfTheTableHappen(
      @ForAll @IntRange(min = 1, max = 5) int needed,
      @ForAll @IntRange(max = 2) int required,
      @ForAll @Size(max = 16) List<Try> tries) {
    Run run = new Run(needed, required);
    for (Try next : tries) {
      ReviewState before = run.review.state();
      List<Vote> votesBefore = run.review.votes();
      boolean accepted = run.attempt(next);
      ReviewState after = run.review.state();
      if (!accepted) {
        assertEquals(before, after);
        assertEquals(votesBefore, run.review.votes());
      } else if (before == after) {
        assertEquals(ReviewState.OPEN, after, () -> next + " changed nothing");
      } else {
        assertTrue(TRANSITIONS.get(before).contains(after), () -> before + " became " + after);
      }
    }
  }

  @Property(tries = 2000)
  void aReviewIsDecidedAtMostOnceAndItsDeciderStays(
      @ForAll @IntRange(min = 1, max = 5) int needed,
      @ForAll @IntRange(max = 2) int required,
      @ForAll @Size(max = 16) List<Try> tries) {
    Run run = new Run(needed, required);
    tries.forEach(run::attempt);

    assertTrue(run.decisions.size() <= 1);
    assertEquals(run.decisions.isEmpty(), run.review.decider() == null);
    assertEquals(run.decisions.isEmpty(), run.review.decidedAt() == null);
    run.decisions.forEach(decider -> assertEquals(decider, run.review.decider().id()));
  }

  @Property(tries = 5000)
  void whatIsApprovedWasApprovedByEnoughPersonsAndTheRequiredOnesInTheirOrder(
      @ForAll @IntRange(min = 1, max = 5) int needed,
      @ForAll @IntRange(max = 2) int required,
      @ForAll @Size(max = 16) List<Try> tries) {
    Run run = new Run(needed, required);
    for (Try next : tries) {
      run.attempt(next);
      List<String> voters = run.review.votes().stream().map(Vote::personId).toList();
      List<String> mustApprove = REQUIRED.subList(0, required);
      List<String> inTurn = voters.stream().filter(mustApprove::contains).toList();
      boolean hasMember = run.review.votes().stream().anyMatch(vote -> !vote.external());
      boolean enough = voters.size() >= needed && inTurn.equals(mustApprove) && hasMember;

      assertEquals(voters.size(), new HashSet<>(voters).size(), "Somebody approved twice");
      assertEquals(mustApprove.subList(0, inTurn.size()), inTurn, "Out of turn");
      assertEquals(run.review.approvalsMissing() == 0, enough, () -> "" + voters);
      if (run.review.state() == ReviewState.OPEN) {
        assertFalse(enough, () -> "Still open after " + voters);
      } else if (run.review.state() == ReviewState.APPROVED) {
        assertTrue(enough, () -> "Approved by " + voters);
      }
    }
  }

  @Property
  void whoeverDecidesAfterTheContentChangedIsTooLate(@ForAll @Size(max = 12) List<Try> tries) {
    Run run = new Run(1, 0);
    run.attempt(Try.SUPERSEDE);
    tries.forEach(run::attempt);

    assertEquals(ReviewState.SUPERSEDED, run.review.state());
    assertTrue(run.decisions.isEmpty());
    assertTrue(run.review.votes().isEmpty());
  }

  @Property(tries = 2000)
  void nothingExpiresBeforeItsTime(
      @ForAll @IntRange(min = 1, max = 5) int needed, @ForAll @Size(max = 16) List<Try> tries) {
    Run run = new Run(needed, 0);
    for (Try next : tries) {
      run.attempt(next);
      assertTrue(run.review.state() != ReviewState.EXPIRED || run.step >= EXPIRY);
      assertFalse(run.review.hasExpired(START));
    }
  }

  @Property(tries = 2000)
  void aReminderIsGivenOnceAndNotBeforeItsTime(@ForAll @Size(max = 16) List<Try> tries) {
    Run run = new Run(5, 0);
    int reminders = 0;
    for (Try next : tries) {
      boolean accepted = run.attempt(next);
      if (next == Try.REMIND && accepted) {
        reminders++;
        assertTrue(run.step >= REMINDER);
        assertEquals(START.plusSeconds(run.step), run.review.remindedAt());
      }
    }

    assertTrue(reminders <= 1);
    assertEquals(reminders == 0, run.review.remindedAt() == null);
  }

  @Example
  void labelsReadBack() {
    for (ReviewState state : ReviewState.values()) {
      assertEquals(state, ReviewState.of(state.label()));
    }
  }

  private static final class Run {
    private final Review review;
    private final List<String> decisions = new ArrayList<>();
    private int step;

    Run(int needed, int required) {
      review =
          new Review(
              UUID.randomUUID(),
              RevisionFixture.first(UUID.randomUUID()),
              null,
              person("requester"),
              new ReviewTerms(
                  1,
                  needed,
                  List.of("approver"),
                  false,
                  true,
                  REQUIRED.subList(0, required),
                  ExternalApprovals.COUNTED,
                  START.plusSeconds(REMINDER),
                  START.plusSeconds(EXPIRY)),
              START);
    }

    boolean attempt(Try next) {
      step++;
      try {
        switch (next) {
          case APPROVE_AS_FIRST_REQUIRED -> decide(Decision.APPROVE, REQUIRED.get(0));
          case APPROVE_AS_SECOND_REQUIRED -> decide(Decision.APPROVE, REQUIRED.get(1));
          case APPROVE_AS_REGULAR -> decide(Decision.APPROVE, "regular");
          case APPROVE_AS_ANYBODY -> decide(Decision.APPROVE, "person-" + step);
          case APPROVE_FROM_OUTSIDE -> decide(Decision.APPROVE, outsider());
          case REQUEST_CHANGES_FROM_OUTSIDE -> decide(Decision.REQUEST_CHANGES, outsider());
          case REQUEST_CHANGES -> decide(Decision.REQUEST_CHANGES, "person-" + step);
          case REJECT -> decide(Decision.REJECT, "person-" + step);
          case SUPERSEDE -> review.supersede();
          case WITHDRAW -> review.withdraw();
          case EXPIRE -> review.expire(now());
          case REMIND -> review.remind(now());
        }
        return true;
      } catch (IllegalStateException refused) {
        return false;
      }
    }

    private void decide(Decision decision, String decider) {
      decide(decision, Decider.of(person(decider)));
    }

    private void decide(Decision decision, Decider decider) {
      review.decide(decision, "note", decider, now());
      if (review.state() != ReviewState.OPEN) {
        decisions.add(decider.id());
      }
    }

    private Decider outsider() {
      return Decider.of(new ExternalReviewer(new UUID(0, step), "Ext"));
    }

    private Instant now() {
      return START.plusSeconds(step);
    }

    private static Caller person(String id) {
      return new Caller(id, "Name of " + id, Map.of(), Set.of(), CallChannel.MCP, "test-client");
    }
  }
}
