package io.postly.scheduling.publishing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** There for as long as publishing is stopped in a workspace. */
@Entity
class PublishingStop {

  @Id String workspace;
  Instant stoppedAt;

  protected PublishingStop() {}

  PublishingStop(PublishingChange change) {
    this.workspace = change.workspace;
    this.stoppedAt = change.changedAt;
  }
}
