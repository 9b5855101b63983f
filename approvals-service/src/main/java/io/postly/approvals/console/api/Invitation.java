package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An invitation of somebody from outside.
 *
 * @param label whom it is for, or null
 * @param state open, used, revoked, locked or expired
 * @param verdict what was decided by it; null while nothing was
 */
@TemplateData
@RegisterForReflection
public record Invitation(
    String id,
    String label,
    String state,
    Person invitedBy,
    Instant invitedAt,
    Instant expiresAt,
    Verdict verdict) {

  /** What somebody from outside has decided; by a name that nobody has checked. */
  @TemplateData
  @RegisterForReflection
  public record Verdict(String decision, Person by, boolean counted, String comment, Instant at) {}

  /** A new invitation; what lets somebody in is null in an answer that is given again. */
  @RegisterForReflection
  public record Created(Invitation invitation, Access access) {}

  /** What lets somebody in: the link, and the code that is asked for there. */
  @TemplateData
  @RegisterForReflection
  public record Access(String link, String code) {}

  /** What to call it. */
  public String heading() {
    return label == null ? "Somebody from outside" : label;
  }

  /** Whether there is something to take back. */
  public boolean isOpen() {
    return state.equals("open");
  }
}
