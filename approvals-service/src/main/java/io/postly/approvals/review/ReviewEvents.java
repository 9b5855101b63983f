package io.postly.approvals.review;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.approvals.content.Contents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Tells the other services of reviews. Whoever calls it holds the draft's lock. */
@ApplicationScoped
class ReviewEvents {

  private final Outbox outbox;
  private final Contents contents;
  private final Clock clock;

  ReviewEvents(Outbox outbox, Contents contents, Clock clock) {
    this.outbox = outbox;
    this.contents = contents;
    this.clock = clock;
  }

  void changed(Review review) {
    ReviewChanged event =
        ReviewChanged.of(
            review,
            contents.revision(review.contentId()),
            contents.authoredThrough(review.draftId(), review.contentHash()),
            review.dateChange(clock.instant().truncatedTo(ChronoUnit.MICROS)));
    add(review, ReviewChanged.TOPIC, ReviewChanged.TYPE, event);
  }

  void reminded(Review review) {
    add(review, ReviewReminded.TOPIC, ReviewReminded.TYPE, ReviewReminded.of(review));
  }

  private void add(Review review, String topic, String type, Object event) {
    outbox.add(new OutgoingEvent(topic, type, review.draftId(), review.workspace(), event));
  }
}
