package io.postly.approvals.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Which version of a workspace's policy holds. Its row is the lock under which the next one is set,
 * so that versions and their events have one order.
 */
@Entity
class WorkspacePolicy {

  @Id String workspace;
  private int version;

  /** For Hibernate. */
  protected WorkspacePolicy() {}

  int version() {
    return version;
  }

  /** Counts on, and gives the version that is to be set. */
  int advance() {
    version++;
    return version;
  }
}
