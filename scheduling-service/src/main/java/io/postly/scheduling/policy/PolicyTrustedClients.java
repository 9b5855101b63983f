package io.postly.scheduling.policy;

import io.postly.action.confirmation.TrustedClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/**
 * The clients that the workspace's policy trusts, as far as its events have come. Where none has,
 * no client is trusted, which is the policy's default.
 */
@ApplicationScoped
class PolicyTrustedClients implements TrustedClients {

  private final EntityManager entities;

  PolicyTrustedClients(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean trusts(String workspace, String client) {
    return Optional.ofNullable(entities.find(PolicyCopy.class, workspace))
        .map(copy -> copy.trustedClients)
        .filter(trusted -> trusted.contains(client))
        .isPresent();
  }
}
