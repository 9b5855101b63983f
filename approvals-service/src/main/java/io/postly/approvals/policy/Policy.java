package io.postly.approvals.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace asks of its reviews.
 *
 * @param version counts up with each change; 0 for the defaults of a workspace that never set one
 * @param approvalsNeeded how many different persons must approve, 1 to 5
 * @param approverRoles labels of roles: of those whose role permits it, these may decide
 * @param selfApproval whether people may approve what they wrote or asked for themselves
 * @param assistantDraftsNeedPerson whether an assistant's own dialog is not enough to approve what
 *     was written through an assistant
 * @param requiredReviewers persons that must approve, in this order
 * @param trustedClients OAuth clients whose own dialogs count as a person's confirmation
 * @param externalApprovals what approvals by people from outside come to
 * @param reminderAfterHours when an open review is reminded of, or null for never
 * @param expiresAfterHours when an open review ends, or null for never
 */
public record Policy(
    int version,
    int approvalsNeeded,
    List<String> approverRoles,
    boolean selfApproval,
    boolean assistantDraftsNeedPerson,
    List<String> requiredReviewers,
    List<String> trustedClients,
    ExternalApprovals externalApprovals,
    Integer reminderAfterHours,
    Integer expiresAfterHours) {

  static final int UNSET = 0;

  private static final int ONE_DAY = 24;
  private static final int TWO_WEEKS = 14 * ONE_DAY;

  public Policy {
    approverRoles = List.copyOf(approverRoles);
    requiredReviewers = List.copyOf(requiredReviewers);
    trustedClients = List.copyOf(trustedClients);
  }

  /** What holds where nobody has set a policy. */
  static Policy defaults(boolean selfApproval) {
    return new Policy(
        UNSET,
        1,
        List.of("approver", "admin"),
        selfApproval,
        true,
        List.of(),
        List.of(),
        ExternalApprovals.ADVISORY,
        ONE_DAY,
        TWO_WEEKS);
  }

  /** How long an open review waits before it is reminded of; empty for no reminder. */
  public Optional<Duration> reminderAfter() {
    return Optional.ofNullable(reminderAfterHours).map(Duration::ofHours);
  }

  /** How long a review stays open; empty for as long as it takes. */
  public Optional<Duration> expiresAfter() {
    return Optional.ofNullable(expiresAfterHours).map(Duration::ofHours);
  }
}
