package io.postly.approvals.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A body of {@code set_policy} for tests to change. */
public final class PolicyExample {

  private PolicyExample() {}

  /** What holds where nobody has set a policy. */
  public static Map<String, Object> defaults(int expectedVersion) {
    Map<String, Object> policy = new HashMap<>();
    policy.put("expected_version", expectedVersion);
    policy.put("approvals_needed", 1);
    policy.put("approver_roles", List.of("approver", "admin"));
    policy.put("self_approval", false);
    policy.put("assistant_drafts_need_person", true);
    policy.put("required_reviewers", List.of());
    policy.put("trusted_clients", List.of());
    policy.put("external_approvals", "advisory");
    policy.put("reminder_after_hours", 24);
    policy.put("expires_after_hours", 336);
    return policy;
  }
}
