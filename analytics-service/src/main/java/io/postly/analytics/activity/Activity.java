package io.postly.analytics.activity;

import io.postly.action.caller.Person;
import io.postly.action.identifier.RoutedIdentifier;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One call of one action, by whichever service. */
@Entity
@Immutable
class Activity {

  @Id private UUID actionId;

  @SuppressWarnings("UnusedVariable") // Queries restrict by it.
  private String workspace;

  private Instant at;
  private String action;
  private String service;
  private boolean readOnly;
  private String outcome;
  private String code;
  private boolean replayed;
  private String personId;
  private String personName;
  private String channel;
  private String client;
  private String subjectType;
  private UUID subjectId;
  private UUID draftId;
  private long durationMs;
  private Boolean undoPossible;
  private Instant undoUntil;
  private String undoReason;

  @SuppressWarnings("UnusedVariable") // Queries restrict by it.
  private UUID undoes;

  /** For Hibernate. */
  protected Activity() {}

  /**
   * The call as callers see it.
   *
   * @param undoneBy the call that has taken it back, or null
   * @param now by which its undo is still offered or not
   */
  ActivityAnswer answer(UUID undoneBy, Instant now) {
    return new ActivityAnswer(
        actionId,
        at,
        action,
        service,
        readOnly,
        outcome,
        code,
        replayed,
        new Person(personId, personName),
        channel,
        client,
        subjectType,
        subjectId,
        draftId,
        durationMs,
        undoPossible == null ? null : undo(undoneBy, now),
        undoneBy);
  }

  private ActivityUndo undo(UUID undoneBy, Instant now) {
    if (!undoPossible) {
      return ActivityUndo.refused(null, undoReason);
    }
    if (undoneBy != null) {
      return ActivityUndo.refused(undoUntil, ActivityUndo.UNDONE);
    }
    return now.isAfter(undoUntil)
        ? ActivityUndo.refused(undoUntil, ActivityUndo.TOO_LATE)
        : ActivityUndo.offered(RoutedIdentifier.of(service, actionId).toString(), undoUntil);
  }

  UUID actionId() {
    return actionId;
  }

  Instant at() {
    return at;
  }
}
