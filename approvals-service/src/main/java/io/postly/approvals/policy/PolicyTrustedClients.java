package io.postly.approvals.policy;

import io.postly.action.confirmation.TrustedClients;
import jakarta.enterprise.context.ApplicationScoped;

/** The clients that the workspace's policy trusts now. */
@ApplicationScoped
class PolicyTrustedClients implements TrustedClients {

  private final Policies policies;

  PolicyTrustedClients(Policies policies) {
    this.policies = policies;
  }

  @Override
  public boolean trusts(String workspace, String client) {
    return policies.current(workspace).trustedClients().contains(client);
  }
}
