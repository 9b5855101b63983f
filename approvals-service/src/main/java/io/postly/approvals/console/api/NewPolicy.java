package io.postly.approvals.console.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The policy that is to hold, as {@link Policy} describes its members. */
@RegisterForReflection
public record NewPolicy(
    int expectedVersion,
    Integer approvalsNeeded,
    List<String> approverRoles,
    boolean selfApproval,
    boolean assistantDraftsNeedPerson,
    List<String> requiredReviewers,
    List<String> trustedClients,
    String externalApprovals,
    Integer reminderAfterHours,
    Integer expiresAfterHours) {

  /** Copies the lists. */
  public NewPolicy {
    approverRoles = List.copyOf(approverRoles);
    requiredReviewers = List.copyOf(requiredReviewers);
    trustedClients = List.copyOf(trustedClients);
  }
}
