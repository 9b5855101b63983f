package io.postly.analytics.engagement;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Forgets posts, and what is no longer needed of drafts, once it need not be kept. */
@ApplicationScoped
class EngagementRetention {

  private static final int BATCH = 1000;

  private final PublishedPosts posts;
  private final AnalyticsConfig config;
  private final Clock clock;

  EngagementRetention(PublishedPosts posts, AnalyticsConfig config, Clock clock) {
    this.posts = posts;
    this.config = config;
    this.clock = clock;
  }

  /** Whether posts of that time are kept. */
  boolean keeps(Instant publishedAt) {
    return !publishedAt.isBefore(begin());
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forgetOld() {
    Instant begin = begin();
    inBatches(() -> posts.forgetPosts(begin, BATCH));
    inBatches(() -> posts.forgetRevisions(begin, BATCH));
  }

  private static void inBatches(IntSupplier step) {
    int forgotten;
    do {
      forgotten = QuarkusTransaction.requiringNew().call(step::getAsInt);
    } while (forgotten == BATCH);
  }

  private Instant begin() {
    return clock.instant().minus(config.retention());
  }
}
