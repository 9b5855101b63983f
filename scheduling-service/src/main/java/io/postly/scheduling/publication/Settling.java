package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Takes down what a person has seen on a network that Postly cannot read. */
@ApplicationScoped
class Settling {

  static final String SEEN_ABSENT = "settled_as_not_published";
  static final String STANDS = "What a person has seen on the network stands.";

  private final PublicationEditing editing;
  private final PublicationChanges changes;
  private final PartSettling parts;
  private final UpdateSettling updates;
  private final PartMaking making;
  private final Findings findings;
  private final Clock clock;

  Settling(
      PublicationEditing editing,
      PublicationChanges changes,
      PartSettling parts,
      UpdateSettling updates,
      PartMaking making,
      Findings findings,
      Clock clock) {
    this.editing = editing;
    this.changes = changes;
    this.parts = parts;
    this.updates = updates;
    this.making = making;
    this.findings = findings;
    this.clock = clock;
  }

  SettledPublication settle(String workspace, UUID publicationId, SeenOutcome seen) {
    seen.check();
    return new SettledPublication(
        editing.edit(
            workspace,
            publicationId,
            (publication, _) -> {
              Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              if (seen.part() != null) {
                return parts.settle(publication, seen, now);
              }
              if (publication.state == PublicationState.PUBLISHED) {
                return updates.settle(publication, seen, now);
              }
              if (publication.state != PublicationState.UNCONFIRMED) {
                throw ProblemException.of(
                    SchedulingErrorCode.NOT_UNCONFIRMED,
                    "The post is " + publication.state.words() + ".");
              }
              if (seen.isPublished()) {
                requireKnownRest(publication);
              } else {
                requireAbsent(publication, now);
              }
              Delivery delivery = delivery(seen, publication);
              changes.apply(publication, step -> step.conclude(delivery, now));
              return Undo.impossible(STANDS);
            }));
  }

  /** Else its thread would be lost without a word. */
  private void requireKnownRest(Publication publication) {
    if (!making.isRestKnown(publication)) {
      throw ProblemException.of(
              SchedulingErrorCode.NOT_UNCONFIRMED,
              "What the post says has not come back since a restore, so it is not known whether a"
                  + " thread follows it.")
          .nextStep("Repeat the call in some minutes.")
          .retryable();
    }
  }

  /** What a person does not see yet may still arrive, and then a second one would stand there. */
  private void requireAbsent(Publication publication, Instant now) {
    Instant certain = findings.settledFrom(publication.changedAt);
    if (now.isBefore(certain)) {
      Duration wait = Duration.between(now, certain);
      throw ProblemException.of(
              SchedulingErrorCode.NOT_UNCONFIRMED, "The post may still arrive at its network.")
          .nextStep(
              "Look at the network again in %d seconds; repeat the call if it is not there then."
                  .formatted(wait.plusMillis(999).toSeconds()))
          .retryable()
          .retryAfter(wait);
    }
  }

  private static Delivery delivery(SeenOutcome seen, Publication publication) {
    return seen.isPublished()
        ? new Delivery.Delivered(takenAt(publication), Optional.ofNullable(seen.url()))
        : Delivery.NotDelivered.ofPost(SEEN_ABSENT);
  }

  /**
   * As far as anybody knows, a post that stands was taken when its outcome was lost; one that is in
   * doubt since a restore, when it was due.
   */
  private static Instant takenAt(Publication publication) {
    return PublicationLedger.DATABASE_RESTORED.equals(publication.reason)
        ? publication.dueAt
        : publication.changedAt;
  }
}
