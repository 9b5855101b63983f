package io.postly.approvals.policy;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.approvals.ApprovalsErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Sets a workspace's policy: adds a version, and tells the other services of it. */
@ApplicationScoped
class PolicySetting {

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  private final Policies policies;
  private final Outbox outbox;
  private final ActionContext context;
  private final Clock clock;

  PolicySetting(Policies policies, Outbox outbox, ActionContext context, Clock clock) {
    this.policies = policies;
    this.outbox = outbox;
    this.context = context;
    this.clock = clock;
  }

  PolicyAnswer set(String workspace, NewPolicy request) {
    UUID policyId = PolicyChanged.key(workspace);
    WorkspacePolicy row = policies.lock(workspace);
    context.subject("policy", policyId, null);
    requireCurrent(request.expectedVersion(), row.version());
    PolicyAnswer before = policies.show(workspace);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    PolicyVersion next =
        new PolicyVersion(workspace, request.policy(row.advance()), context.caller(), now);
    policies.add(next);
    PolicyAnswer after = PolicyAnswer.of(next);
    context.change(before, after);
    context.preview(() -> PolicyPreview.of(before, after));
    context.undo(Undo.by("set_policy", restoring(before, next.version()), now.plus(UNDO_KEPT)));
    context.nextStep("Reviews that are open keep the policy under which they were asked for.");
    outbox.add(
        new OutgoingEvent(
            PolicyChanged.TOPIC, PolicyChanged.TYPE, policyId, workspace, PolicyChanged.of(next)));
    return after;
  }

  private static void requireCurrent(int expected, int current) {
    if (expected != current) {
      throw ProblemException.of(
          ApprovalsErrorCode.STALE_POLICY,
          "You expected version %d; it is version %d.".formatted(expected, current));
    }
  }

  /** The arguments that set what held before, as long as nobody sets anything else meanwhile. */
  private static Map<String, Object> restoring(PolicyAnswer before, int setSince) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("workspace", before.workspace());
    arguments.put("expected_version", setSince);
    arguments.put("approvals_needed", before.approvalsNeeded());
    arguments.put("approver_roles", before.approverRoles());
    arguments.put("self_approval", before.selfApproval());
    arguments.put("assistant_drafts_need_person", before.assistantDraftsNeedPerson());
    arguments.put("required_reviewers", before.requiredReviewers());
    arguments.put("trusted_clients", before.trustedClients());
    arguments.put("external_approvals", before.externalApprovals());
    if (before.reminderAfterHours() != null) {
      arguments.put("reminder_after_hours", before.reminderAfterHours());
    }
    if (before.expiresAfterHours() != null) {
      arguments.put("expires_after_hours", before.expiresAfterHours());
    }
    return arguments;
  }
}
