package io.postly.approvals.review;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postly.action.caller.CallChannel;
import io.postly.action.metric.Metric;
import io.postly.action.transaction.AfterCommit;
import io.postly.approvals.content.Contents;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Counts decisions once they are committed, by the packaging through which the content was written.
 */
@ApplicationScoped
class ReviewMetrics {

  private final Contents contents;
  private final MeterRegistry registry;
  private final AfterCommit afterCommit;

  ReviewMetrics(Contents contents, MeterRegistry registry, AfterCommit afterCommit) {
    this.contents = contents;
    this.registry = registry;
    this.afterCommit = afterCommit;
  }

  /** Counts the review, if it has been decided: an approval may leave it open for others. */
  void decided(Review review) {
    if (review.state() == ReviewState.OPEN) {
      return;
    }
    String authoredThrough = contents.authoredThrough(review.draftId(), review.contentHash());
    String decision = review.state().label();
    Duration waited = Duration.between(review.requestedAt(), review.decidedAt());
    afterCommit.run(() -> count(authoredThrough, decision, waited));
  }

  /** A series that begins with its first decision would hide that decision from rates. */
  void register(@Observes StartupEvent event) {
    for (CallChannel channel : CallChannel.values()) {
      for (Decision decision : Decision.values()) {
        decided(channel.label(), decision.outcome().label());
        waited(channel.label(), decision.outcome().label());
      }
    }
  }

  private void count(String channel, String decision, Duration waited) {
    decided(channel, decision).increment();
    waited(channel, decision).record(waited);
  }

  private Counter decided(String channel, String decision) {
    return Metric.REVIEWS_DECIDED.counter(registry, channel, decision);
  }

  private Timer waited(String channel, String decision) {
    return Metric.REVIEW.timer(registry, channel, decision);
  }
}
