package io.postly.approvals.console.policy;

import io.postly.action.Permission;
import io.postly.action.Role;
import io.postly.approvals.console.api.Policy;
import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;

/**
 * A policy as the page shows it.
 *
 * @param policy the one that holds, or what an administrator had entered
 * @param roles the roles that can be chosen as approvers
 * @param versions every policy that was set, the last first
 */
@TemplateData
public record PolicyView(Policy policy, List<Choice> roles, List<Policy> versions) {

  /** A role, and whether it may approve. */
  @TemplateData
  public record Choice(String role, boolean chosen) {}

  /** Copies the lists. */
  public PolicyView {
    roles = List.copyOf(roles);
    versions = List.copyOf(versions);
  }

  static PolicyView of(Policy policy, List<Policy> versions) {
    List<Choice> roles =
        Arrays.stream(Role.values())
            .filter(role -> role.permissions().contains(Permission.REVIEW_DECIDE))
            .map(Role::label)
            .map(role -> new Choice(role, policy.approverRoles().contains(role)))
            .toList();
    return new PolicyView(policy, roles, versions);
  }

  /** One line for each required reviewer. */
  public String requiredReviewers() {
    return String.join("\n", policy.requiredReviewers());
  }

  /** One line for each trusted client. */
  public String trustedClients() {
    return String.join("\n", policy.trustedClients());
  }
}
