package io.postly.scheduling.workspace;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** What scheduling keeps of a workspace. Who belongs to it, the identity provider knows. */
@Entity
class Workspace {

  @Id String slug;
  UUID id;
  String timeZone;

  protected Workspace() {}
}
