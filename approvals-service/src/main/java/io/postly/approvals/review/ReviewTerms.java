package io.postly.approvals.review;

import io.postly.approvals.policy.ExternalApprovals;
import io.postly.approvals.policy.Policy;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What a review keeps of the policy under which it was opened, whatever the policy becomes.
 *
 * @param policyVersion which policy that was; 0 for the defaults
 * @param approvalsNeeded how many different persons must approve
 * @param approverRoles labels of the roles that decide
 * @param selfApproval whether people may approve what is their own; null in reviews that are older
 *     than policies, where the operator's setting holds
 * @param assistantDraftsNeedPerson whether no client's own dialog is enough to approve what was
 *     written through an assistant
 * @param requiredReviewers persons that must approve, in this order
 * @param externalApprovals what approvals by people from outside come to
 * @param remindAt when the review is reminded of, or null for never
 * @param expiresAt when the review ends, or null for never
 */
@Embeddable
record ReviewTerms(
    int policyVersion,
    int approvalsNeeded,
    @JdbcTypeCode(SqlTypes.ARRAY) List<String> approverRoles,
    Boolean selfApproval,
    boolean assistantDraftsNeedPerson,
    @JdbcTypeCode(SqlTypes.ARRAY) List<String> requiredReviewers,
    ExternalApprovals externalApprovals,
    Instant remindAt,
    Instant expiresAt) {

  /** The terms of a review that is opened now. */
  static ReviewTerms of(Policy policy, Instant now) {
    return new ReviewTerms(
        policy.version(),
        policy.approvalsNeeded(),
        policy.approverRoles(),
        policy.selfApproval(),
        policy.assistantDraftsNeedPerson(),
        policy.requiredReviewers(),
        policy.externalApprovals(),
        policy.reminderAfter().map(now::plus).orElse(null),
        policy.expiresAfter().map(now::plus).orElse(null));
  }

  boolean allowSelfApproval(boolean operatorsSetting) {
    return selfApproval == null ? operatorsSetting : selfApproval;
  }

  boolean haveExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  boolean askForReminder(Instant now) {
    return remindAt != null && !now.isBefore(remindAt);
  }
}
