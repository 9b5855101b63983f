package io.postly.approvals.console.api;

import io.postly.action.caller.Person;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What a workspace asks of approvals.
 *
 * @param version counts the changes; 0 while nobody has made one
 * @param approvalsNeeded how many people must approve
 * @param approverRoles the roles that may
 * @param selfApproval whether authors may approve what they wrote
 * @param assistantDraftsNeedPerson whether what an assistant wrote always needs a person
 * @param requiredReviewers people who must approve, in this order, by the identity provider's
 *     subject
 * @param trustedClients clients whose own dialogs count as a confirmation
 * @param externalApprovals what approvals by people from outside come to: advisory or counted
 * @param reminderAfterHours how long a review waits until somebody is reminded; null for never
 * @param expiresAfterHours how long a review stays open; null for ever
 * @param setBy who set it; null while nobody has
 * @param setAt when; null while nobody has
 */
@TemplateData
@RegisterForReflection
public record Policy(
    int version,
    int approvalsNeeded,
    List<String> approverRoles,
    boolean selfApproval,
    boolean assistantDraftsNeedPerson,
    List<String> requiredReviewers,
    List<String> trustedClients,
    String externalApprovals,
    Integer reminderAfterHours,
    Integer expiresAfterHours,
    Person setBy,
    Instant setAt) {

  /** The name of counting approvals by people from outside. */
  public static final String COUNTED = "counted";

  /** The name of only showing them. */
  public static final String ADVISORY = "advisory";

  /** Whether an approval by somebody from outside counts as one of those needed. */
  public boolean isCountingExternal() {
    return COUNTED.equals(externalApprovals);
  }

  /** Whether somebody has set it; else these are the defaults. */
  public boolean isSet() {
    return version > 0;
  }

  /** Takes lists that are left out for empty ones. */
  public Policy {
    approverRoles = approverRoles == null ? List.of() : List.copyOf(approverRoles);
    requiredReviewers = requiredReviewers == null ? List.of() : List.copyOf(requiredReviewers);
    trustedClients = trustedClients == null ? List.of() : List.copyOf(trustedClients);
  }
}
