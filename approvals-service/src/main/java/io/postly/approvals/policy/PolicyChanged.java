package io.postly.approvals.policy;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The event {@code io.postly.policy.changed.v1}: a workspace has a new policy. */
@RegisterForReflection
record PolicyChanged(
    String workspace,
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
    String setThrough,
    Instant at) {

  static final String TOPIC = "postly.approvals";
  static final String TYPE = "io.postly.policy.changed.v1";

  static PolicyChanged of(PolicyVersion version) {
    Policy policy = version.policy();
    return new PolicyChanged(
        version.workspace(),
        policy.version(),
        policy.approvalsNeeded(),
        policy.approverRoles(),
        policy.selfApproval(),
        policy.assistantDraftsNeedPerson(),
        policy.requiredReviewers(),
        policy.trustedClients(),
        policy.externalApprovals().label(),
        policy.reminderAfterHours(),
        policy.expiresAfterHours(),
        version.setter(),
        version.setThrough(),
        version.setAt());
  }

  /** What the order of a workspace's policies is kept for; its policy's identifier, too. */
  static UUID key(String workspace) {
    return UUID.nameUUIDFromBytes(workspace.getBytes(StandardCharsets.UTF_8));
  }
}
