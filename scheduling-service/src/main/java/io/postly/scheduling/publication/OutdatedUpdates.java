package io.postly.scheduling.publication;

import io.postly.scheduling.content.ContentChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;

/**
 * Ends what was asked for of published posts as soon as it is not approved any more, so that the
 * draft's next text need not wait for it. What a dispatcher has claimed already, it looks at
 * itself.
 */
@ApplicationScoped
class OutdatedUpdates {

  private final PostUpdates updates;
  private final UpdateObjections objections;
  private final Clock clock;

  OutdatedUpdates(PostUpdates updates, UpdateObjections objections, Clock clock) {
    this.updates = updates;
    this.objections = objections;
    this.clock = clock;
  }

  /** In the transaction that has the draft's lock. */
  void after(@Observes ContentChanged change) {
    Instant now = clock.instant();
    for (PostUpdate update : updates.lockWaiting(change.draftId(), now)) {
      objections.ofDraft(update).ifPresent(why -> updates.fail(update, why, now));
    }
  }
}
