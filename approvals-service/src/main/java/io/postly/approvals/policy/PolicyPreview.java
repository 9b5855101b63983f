package io.postly.approvals.policy;

import io.postly.action.confirmation.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a person is shown before an assistant may change the policy. On Postly's page only: a dialog
 * must not decide whose dialogs count.
 */
final class PolicyPreview {

  private PolicyPreview() {}

  static Preview of(PolicyAnswer before, PolicyAnswer after) {
    List<String> changes = new ArrayList<>();
    add(changes, "approvals needed", before.approvalsNeeded(), after.approvalsNeeded());
    add(changes, "approving roles", before.approverRoles(), after.approverRoles());
    add(changes, "self-approval", before.selfApproval(), after.selfApproval());
    add(
        changes,
        "a person for assistants' drafts",
        before.assistantDraftsNeedPerson(),
        after.assistantDraftsNeedPerson());
    add(changes, "required reviewers", before.requiredReviewers(), after.requiredReviewers());
    add(changes, "trusted clients", before.trustedClients(), after.trustedClients());
    add(changes, "external approvals", before.externalApprovals(), after.externalApprovals());
    add(changes, "reminder after hours", before.reminderAfterHours(), after.reminderAfterHours());
    add(changes, "expiry after hours", before.expiresAfterHours(), after.expiresAfterHours());
    String summary =
        changes.isEmpty()
            ? "Set the policy as it is"
            : "Change the policy: " + String.join("; ", changes);
    return new Preview(summary, "policy " + after.version() + ": " + summary, List.of(), true);
  }

  private static void add(List<String> changes, String what, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      changes.add(what + " " + before + " \u2192 " + after);
    }
  }
}
