package io.postly.approvals.review;

import io.postly.action.caller.Person;
import java.util.UUID;

/**
 * Somebody from outside, as the invitation lets them be known.
 *
 * @param invitationId the invitation by which they came
 * @param name what they call themselves: their own word, which nobody has checked
 */
public record ExternalReviewer(UUID invitationId, String name) {

  private static final String KIND = "external:";
  private static final String MARK = " (external)";

  /**
   * The person as answers, events and the audit trail show one. The mark is part of the name, so
   * that nobody from outside passes for a member wherever a name is shown.
   */
  public Person person() {
    return new Person(KIND + invitationId, name + MARK);
  }
}
