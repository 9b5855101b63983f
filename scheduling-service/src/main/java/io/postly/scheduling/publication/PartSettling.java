package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.removal.PostRemoval;
import io.postly.scheduling.removal.RemovalState;
import io.postly.scheduling.removal.Removals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes down what a person has seen of a part of a thread, and lets the thread go on where the
 * person wants that. It goes on only from a part that certainly does not stand.
 */
@ApplicationScoped
class PartSettling {

  private final Parts parts;
  private final Removals removals;

  PartSettling(Parts parts, Removals removals) {
    this.parts = parts;
    this.removals = removals;
  }

  Undo settle(Publication publication, SeenOutcome seen, Instant now) {
    List<PublicationPart> thread = parts.lockOf(publication.id);
    PublicationPart part =
        thread.stream()
            .filter(one -> one.number == seen.part())
            .findFirst()
            .orElseThrow(
                () -> ProblemException.invalid("part", "is not a part of this post's thread"));
    if (!part.state.isStopped() || (part.state == PartState.FAILED && !seen.wantsSending())) {
      throw ProblemException.of(
          SchedulingErrorCode.NOT_UNCONFIRMED,
          "Part %d is %s.".formatted(part.number, part.state.label()));
    }
    if (seen.wantsSending()) {
      requireStanding(publication);
    }
    if (part.state == PartState.UNCONFIRMED) {
      parts.apply(part, step -> step.conclude(outcome(seen, step), now));
    }
    if (!seen.wantsSending()) {
      return Undo.impossible(Settling.STANDS);
    }
    planAgain(thread, part, now);
    return Undo.impossible("What is being sent cannot be taken back; delete_post deletes it.");
  }

  private static Delivery outcome(SeenOutcome seen, PublicationPart part) {
    return seen.isPublished()
        ? new Delivery.Delivered(part.changedAt, Optional.ofNullable(seen.url()))
        : Delivery.NotDelivered.ofPost(Settling.SEEN_ABSENT);
  }

  /** Nothing is added to what is to go. */
  private void requireStanding(Publication publication) {
    removals
        .find(publication.id)
        .map(PostRemoval::state)
        .filter(state -> state != RemovalState.REFUSED)
        .ifPresent(
            _ -> {
              throw ProblemException.of(
                  SchedulingErrorCode.NOT_UNCONFIRMED, "The post is deleted, or about to be.");
            });
  }

  /** What failed after it, such as for the deletion of the post, was to follow it. */
  private void planAgain(List<PublicationPart> thread, PublicationPart first, Instant now) {
    thread.stream()
        .filter(part -> part.number >= first.number && part.state == PartState.FAILED)
        .forEach(part -> parts.apply(part, step -> step.planAgain(now)));
    boolean isNext =
        thread.stream()
            .filter(part -> part.number < first.number)
            .allMatch(part -> part.state == PartState.PUBLISHED);
    if (isNext) {
      first.takeTurn(now);
    }
  }
}
