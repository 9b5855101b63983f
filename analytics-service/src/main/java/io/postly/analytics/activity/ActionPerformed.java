package io.postly.analytics.activity;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What analytics needs of the event {@code io.postly.action.performed.v1}. */
@RegisterForReflection
record ActionPerformed(
    UUID actionId,
    String workspace,
    String action,
    String service,
    boolean readOnly,
    String outcome,
    String code,
    boolean replayed,
    Person person,
    String channel,
    String client,
    String subjectType,
    UUID subjectId,
    UUID draftId,
    Offer undo,
    UUID undoes,
    long durationMs,
    Instant at) {

  static final String TYPE = "io.postly.action.performed.v1";

  /**
   * The same, at the microsecond that the database will tell: no call moves into the next month.
   */
  ActionPerformed inDatabasePrecision() {
    return new ActionPerformed(
        actionId,
        workspace,
        action,
        service,
        readOnly,
        outcome,
        code,
        replayed,
        person,
        channel,
        client,
        subjectType,
        subjectId,
        draftId,
        undo,
        undoes,
        durationMs,
        at.truncatedTo(ChronoUnit.MICROS));
  }

  /** How the action can be taken back, or why it cannot; absent if it changed nothing. */
  @RegisterForReflection
  record Offer(boolean possible, Instant until, String reason) {}
}
