package io.postly.scheduling.publication;

import io.postly.action.confirmation.Preview;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.removal.Removals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
  private final Findings findings;
  private final Removals removals;
  private final Contents contents;
  private final PublicationPreviews previews;
  private final ActionContext context;

  PartSettling(
      Parts parts,
      Findings findings,
      Removals removals,
      Contents contents,
      PublicationPreviews previews,
      ActionContext context) {
    this.parts = parts;
    this.findings = findings;
    this.removals = removals;
    this.contents = contents;
    this.previews = previews;
    this.context = context;
  }

  Undo settle(Publication publication, SeenOutcome seen, Instant now) {
    List<PublicationPart> thread = parts.lockOf(publication.id);
    PublicationPart part =
        thread.stream()
            .filter(one -> one.number == seen.part())
            .findFirst()
            .orElseThrow(
                () -> ProblemException.invalid("part", "is not a part of this post's thread"));
    return seen.wantsSending()
        ? sendAgain(publication, thread, part, now)
        : takeDown(publication, part, seen, now);
  }

  private Undo takeDown(
      Publication publication, PublicationPart part, SeenOutcome seen, Instant now) {
    if (seen.isPublished() && part.isTakenForAbsent()) {
      parts.apply(part, step -> step.correct(delivered(publication, step, seen), now));
    } else if (part.state == PartState.UNCONFIRMED) {
      Delivery outcome =
          seen.isPublished()
              ? delivered(publication, part, seen)
              : Delivery.NotDelivered.ofPost(Settling.SEEN_ABSENT);
      parts.apply(part, step -> step.conclude(outcome, now));
    } else {
      throw refused("Part %d is %s.".formatted(part.number, part.state.label()));
    }
    return Undo.impossible(Settling.STANDS);
  }

  /** What is in doubt since a restore was taken some time after its post. */
  private static Delivery.Delivered delivered(
      Publication publication, PublicationPart part, SeenOutcome seen) {
    Instant at =
        PublicationLedger.DATABASE_RESTORED.equals(part.reason)
            ? publication.publishedAt
            : part.changedAt;
    return new Delivery.Delivered(at, Optional.ofNullable(seen.url()));
  }

  private Undo sendAgain(
      Publication publication, List<PublicationPart> thread, PublicationPart part, Instant now) {
    requireStopped(part);
    requireStanding(publication);
    requireReached(publication, thread, part);
    requireAbsent(part, now);
    List<PublicationPart> rest = rest(thread, part);
    context.consequential();
    Preview preview = previews.sendingAgain(publication, rest, texts(publication, rest));
    context.preview(() -> preview);
    rest.stream()
        .filter(one -> one.state.isStopped())
        .forEach(one -> parts.apply(one, step -> step.planAgain(now)));
    part.takeTurn(now);
    return Undo.impossible("What is being sent cannot be taken back; delete_post deletes it.");
  }

  private static void requireStopped(PublicationPart part) {
    if (!part.state.isStopped()) {
      throw refused("Part %d is %s.".formatted(part.number, part.state.label()));
    }
  }

  /** Nothing is added to what is to go. */
  private void requireStanding(Publication publication) {
    if (removals.isWanted(publication.id)) {
      throw refused("The post is deleted, or about to be.");
    }
  }

  /** What it is to reply to stands, and is known. */
  private static void requireReached(
      Publication publication, List<PublicationPart> thread, PublicationPart part) {
    String reference = publication.reference;
    for (PublicationPart before : thread.subList(0, thread.indexOf(part))) {
      if (before.state != PartState.PUBLISHED) {
        throw refused(
            "Part %d comes first: it is %s.".formatted(before.number, before.state.label()));
      }
      if (before.removedAt != null) {
        throw refused(
            "Part %d has been deleted: the rest is posted by hand.".formatted(before.number));
      }
      reference = before.reference;
    }
    if (reference == null) {
      throw refused(
          "Postly does not know by what name part %d stands: the rest is posted by hand."
              .formatted(part.number - 1));
    }
  }

  /** What a person does not see yet may still arrive. */
  private void requireAbsent(PublicationPart part, Instant now) {
    Instant certain = findings.settledFrom(part.changedAt);
    if ((part.state == PartState.UNCONFIRMED || part.isAbsentByWord()) && now.isBefore(certain)) {
      Duration wait = Duration.between(now, certain);
      throw refused("Part %d may still arrive.".formatted(part.number))
          .nextStep(
              "Look at the network again in %d seconds; repeat the call if it is not there then."
                  .formatted(wait.plusMillis(999).toSeconds()))
          .retryable()
          .retryAfter(wait);
    }
  }

  /** What is sent: also what failed after it, such as for the deletion of the post. */
  private static List<PublicationPart> rest(List<PublicationPart> thread, PublicationPart part) {
    return thread.stream()
        .filter(
            one ->
                one == part
                    || (one.number > part.number
                        && (one.state == PartState.FAILED || one.state == PartState.PLANNED)))
        .toList();
  }

  private List<String> texts(Publication publication, List<PublicationPart> rest) {
    DraftRevision content =
        contents
            .revision(publication.draftId, publication.revision, publication.workspace)
            .orElseThrow(PartSettling::unknownContent);
    return rest.stream()
        .map(
            part ->
                content
                    .partFor(part.network, part.number)
                    .orElseThrow(PartSettling::unknownContent))
        .toList();
  }

  private static ProblemException unknownContent() {
    return refused("What it says is not known any more: the rest is posted by hand.");
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(SchedulingErrorCode.NOT_UNCONFIRMED, detail);
  }
}
