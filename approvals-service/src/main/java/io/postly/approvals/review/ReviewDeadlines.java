package io.postly.approvals.review;

import io.postly.approvals.content.Contents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reminds of open reviews, and ends those whose time has passed. Each in a transaction of its own,
 * with its draft's lock; where another replica or a decision has that, the next round looks again.
 */
@ApplicationScoped
class ReviewDeadlines {

  private static final Logger LOG = Logger.getLogger(ReviewDeadlines.class);
  private static final int MOST_PER_ROUND = 1000;

  private final ReviewStore store;
  private final Contents contents;
  private final ReviewEvents events;
  private final Clock clock;

  ReviewDeadlines(ReviewStore store, Contents contents, ReviewEvents events, Clock clock) {
    this.store = store;
    this.contents = contents;
    this.events = events;
    this.clock = clock;
  }

  @Scheduled(
      every = "${postly.approvals.deadline-interval:1m}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void meet() {
    List<UUID> due =
        QuarkusTransaction.requiringNew()
            .call(() -> store.draftsPastDeadline(clock.instant(), MOST_PER_ROUND));
    due.forEach(this::meetOne);
  }

  /** One that fails must not hold up the others. */
  private void meetOne(UUID draftId) {
    try {
      QuarkusTransaction.requiringNew().run(() -> meetIfFree(draftId));
    } catch (RuntimeException e) {
      LOG.warnf(e, "The review of the draft %s is looked at again in the next round", draftId);
    }
  }

  private void meetIfFree(UUID draftId) {
    if (contents.lockIfFree(draftId)) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      store.ofDraft(draftId).forEach(review -> endOrRemind(review, now));
    }
  }

  private void endOrRemind(Review review, Instant now) {
    if (review.hasExpired(now)) {
      review.expire(now);
      events.changed(review);
    } else if (review.isReminderDue(now)) {
      review.remind(now);
      events.reminded(review);
    }
  }
}
