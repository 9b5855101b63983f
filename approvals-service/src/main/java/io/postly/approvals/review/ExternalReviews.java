package io.postly.approvals.review;

import io.postly.action.problem.ProblemException;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What invitations ask of reviews: whether one can be shown to somebody from outside, what they are
 * to see, and what their verdict comes to. Who asks has made sure by {@link #draftOf} that the
 * review is within reach.
 */
@ApplicationScoped
public class ExternalReviews {

  private final ReviewStore store;
  private final Contents contents;
  private final DecisionRules rules;
  private final ReviewMetrics metrics;
  private final ReviewEvents events;
  private final Clock clock;

  ExternalReviews(
      ReviewStore store,
      Contents contents,
      DecisionRules rules,
      ReviewMetrics metrics,
      ReviewEvents events,
      Clock clock) {
    this.store = store;
    this.contents = contents;
    this.rules = rules;
    this.metrics = metrics;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The draft of a review.
   *
   * @throws ProblemException {@code not_found}, also for another workspace's review
   */
  public UUID draftOf(String workspace, UUID reviewId) {
    return store.draftOf(workspace, reviewId);
  }

  /** Locks everything about a draft's reviews until the transaction ends; before any other lock. */
  public void lock(UUID draftId) {
    contents.lock(draftId);
  }

  /**
   * Refuses a review that takes no decisions any more.
   *
   * @throws ProblemException {@code review_not_open}
   */
  public void requireOpen(UUID reviewId) {
    rules.requireOpen(store.get(reviewId));
  }

  /** The review with its content, and nothing else of the draft. */
  public ShownReview show(UUID reviewId) {
    Review review = store.get(reviewId);
    ContentRevision content = contents.revision(review.contentId());
    return new ShownReview(
        review.contentHash(),
        content.text(),
        content.variants(),
        content.media(),
        content.thread(),
        review.note(),
        rules.isOpen(review));
  }

  /** Takes a verdict down, on a review whose draft is locked. */
  public ExternalOutcome decide(UUID reviewId, ExternalVerdict verdict) {
    Review review = store.get(reviewId);
    if (!rules.canTake(review, verdict)) {
      return ExternalOutcome.NOT_OPEN;
    }
    if (!rules.counts(review, verdict)) {
      return ExternalOutcome.ADVISORY;
    }
    review.decide(
        verdict.decision(),
        verdict.comment(),
        Decider.of(verdict.by()),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    metrics.decided(review);
    events.changed(review);
    return ExternalOutcome.COUNTED;
  }
}
