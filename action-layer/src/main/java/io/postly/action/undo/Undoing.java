package io.postly.action.undo;

import io.postly.action.audit.PastAction;
import io.postly.action.audit.SubjectHistory;
import io.postly.action.caller.Caller;
import io.postly.action.identifier.RoutedIdentifier;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes an action back by running its inverse, with everything that the inverse checks. Runs in the
 * action's transaction; the undo record is locked first, so that of two undos one wins.
 */
@ApplicationScoped
class Undoing {

  private final UndoRecords records;
  private final Inverses inverses;
  private final SubjectHistory history;
  private final UndoConflicts conflicts;
  private final ActionContext context;
  private final Clock clock;
  private final String service;

  Undoing(
      UndoRecords records,
      Inverses inverses,
      SubjectHistory history,
      UndoConflicts conflicts,
      ActionContext context,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.records = records;
    this.inverses = inverses;
    this.history = history;
    this.conflicts = conflicts;
    this.context = context;
    this.clock = clock;
    this.service = service;
  }

  UndoAnswer undo(String workspace, String undoId) {
    UndoRecord offer = locked(workspace, undoId);
    PastAction undone = history.entry(offer.actionId());
    context.subject(undone.subjectType(), undone.subjectId(), null);
    Inverse inverse = inverse(offer);
    requireMayRun(inverse, workspace);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    requireStillOffered(offer, now);
    if (inverse.isConfirmed()) {
      context.consequential();
    }
    Object result = performed(inverse, workspace, offer);
    records.markUndone(offer.actionId(), context.actionId(), now);
    context.undoes(offer.actionId());
    return new UndoAnswer(
        new UndoAnswer.UndoneAction(offer.actionId(), undone.action(), inverse.action()), result);
  }

  private UndoRecord locked(String workspace, String undoId) {
    return RoutedIdentifier.parse(undoId)
        .filter(id -> id.isOf(service))
        .flatMap(id -> records.lock(id.id(), workspace))
        .orElseThrow(() -> ProblemException.notFound("undo offer"));
  }

  private Inverse inverse(UndoRecord offer) {
    if (!offer.isPossible()) {
      throw notUndoable(offer.reason());
    }
    return inverses
        .find(offer.by())
        .orElseThrow(() -> notUndoable("Postly no longer has " + offer.by() + "."));
  }

  private void requireMayRun(Inverse inverse, String workspace) {
    Caller caller = context.caller();
    caller.requireScope(inverse.scope());
    caller.requirePermission(inverse.permission(), workspace, inverse.action());
  }

  private void requireStillOffered(UndoRecord offer, Instant now) {
    if (offer.isUndone()) {
      PastAction undo = history.entry(offer.undoneBy());
      throw notUndoable(
          "It was undone by %s at %s.".formatted(undo.person(), inSeconds(offer.undoneAt())));
    }
    if (now.isAfter(offer.until())) {
      throw notUndoable("The time for it passed at %s.".formatted(inSeconds(offer.until())));
    }
  }

  private Object performed(Inverse inverse, String workspace, UndoRecord offer) {
    try {
      return inverse.perform(workspace, offer.arguments());
    } catch (ProblemException refusal) {
      throw conflicts.explain(offer.actionId(), refusal);
    }
  }

  private static ProblemException notUndoable(String why) {
    return ProblemException.of(ActionErrorCode.NOT_UNDOABLE, why);
  }

  private static Instant inSeconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
