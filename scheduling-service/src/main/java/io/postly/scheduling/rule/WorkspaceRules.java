package io.postly.scheduling.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A workspace's rules as the database has them. */
@Entity
@Table(name = "publishing_rules")
class WorkspaceRules {

  @Id String workspace;
  int version;
  String missedPosts;
  String rules;

  protected WorkspaceRules() {}

  WorkspaceRules(String workspace) {
    this.workspace = workspace;
  }

  MissedPosts missedPosts() {
    return MissedPosts.of(missedPosts).orElseThrow();
  }
}
