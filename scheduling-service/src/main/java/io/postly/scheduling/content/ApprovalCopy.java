package io.postly.scheduling.content;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A copy of the last known state of one review. */
@Entity
class ApprovalCopy {

  @Id UUID reviewId;
  UUID draftId;
  String workspace;
  int revision;
  String contentHash;
  String state;
  Instant changedAt;

  protected ApprovalCopy() {}

  ApprovalCopy(ReviewChanged event) {
    this.reviewId = event.reviewId();
    this.draftId = event.draftId();
    this.workspace = event.workspace();
    take(event);
  }

  /** A state that was known to be over does not come back by an event that was kept aside. */
  void apply(ReviewChanged event) {
    if (!event.at().isBefore(changedAt)) {
      take(event);
    }
  }

  private void take(ReviewChanged event) {
    this.revision = event.revision();
    this.contentHash = event.contentHash();
    this.state = event.state();
    this.changedAt = event.at();
  }
}
