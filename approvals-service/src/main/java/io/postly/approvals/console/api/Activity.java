package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** One call of one action, however it ended. */
@TemplateData
@RegisterForReflection
public record Activity(
    UUID id,
    Instant at,
    String action,
    boolean readOnly,
    String outcome,
    String code,
    Person person,
    String channel,
    String client,
    String subjectType,
    UUID subjectId,
    UUID draftId,
    UndoOffer undo) {

  /**
   * Whether and how a call can be taken back.
   *
   * @param possible whether it can
   * @param id what to give to take it back; null where it cannot
   * @param until how long it can
   * @param reason why it cannot
   */
  @TemplateData
  @RegisterForReflection
  public record UndoOffer(boolean possible, String id, Instant until, String reason) {}

  /** Whether the call did what it was to do. */
  public boolean isDone() {
    return outcome.equals("ok");
  }

  /** Whether it was about a review that a page shows. */
  public boolean isOnReview() {
    return "review".equals(subjectType) && subjectId != null && draftId != null;
  }

  /** Whether it can be taken back. */
  public boolean isUndoable() {
    return undo != null && undo.possible() && undo.id() != null;
  }
}
