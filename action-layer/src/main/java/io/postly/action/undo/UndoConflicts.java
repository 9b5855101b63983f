package io.postly.action.undo;

import static io.postly.action.problem.ErrorCategory.VALIDATION;
import static io.postly.action.problem.ErrorCategory.WORKFLOW;

import io.postly.action.audit.PastAction;
import io.postly.action.audit.SubjectHistory;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells a person why what has happened since stands in the way of an undo. */
@ApplicationScoped
class UndoConflicts {

  private static final int MOST_TOLD = 5;

  // The caller has given none of the arguments that an inverse may find wrong by now.
  private static final Set<ErrorCategory> OF_WHAT_HAPPENED_SINCE = Set.of(WORKFLOW, VALIDATION);

  // These are about the call, not about the object.
  private static final Set<String> OF_THE_CALL =
      Set.of(
          ActionErrorCode.CONFIRMATION_REQUIRED.code(),
          ActionErrorCode.CONFIRMATION_NOT_OPEN.code());

  private final SubjectHistory history;

  UndoConflicts(SubjectHistory history) {
    this.history = history;
  }

  /** What the inverse's refusal means for the undo of that action. */
  ProblemException explain(UUID undoneAction, ProblemException refusal) {
    if (!OF_WHAT_HAPPENED_SINCE.contains(refusal.code().category())
        || OF_THE_CALL.contains(refusal.code().code())) {
      return refusal;
    }
    ProblemException conflict =
        ProblemException.of(
            ActionErrorCode.UNDO_CONFLICT,
            sinceThen(history.since(undoneAction, MOST_TOLD)) + " " + sentence(refusal),
            refusal);
    return refusal.isRetryable() ? conflict.retryable().nextStep(refusal.nextStep()) : conflict;
  }

  private static String sinceThen(List<PastAction> actions) {
    return actions.isEmpty()
        ? "Nobody has acted on it here since."
        : actions.stream()
            .map(UndoConflicts::words)
            .collect(Collectors.joining(", ", "Since then: ", "."));
  }

  private static String words(PastAction past) {
    return "%s by %s at %s"
        .formatted(past.action(), past.person(), past.at().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Without violations: they would name arguments that the caller has not given. */
  private static String sentence(ProblemException refusal) {
    return refusal.code() == ActionErrorCode.INVALID_INPUT
        ? refusal.violations().stream()
            .map(violation -> violation.field() + " " + violation.message())
            .collect(Collectors.joining("; ", "", "."))
        : refusal.getMessage();
  }
}
