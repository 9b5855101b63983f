package io.postly.analytics.workflow;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Works out of published workflows how long people worked and what that saved; again, whenever a
 * fact becomes known that it depends on.
 */
@ApplicationScoped
class StockTaking {

  private final StockStore store;
  private final WorkflowMetrics metrics;
  private final AnalyticsConfig config;
  private final Clock clock;

  StockTaking(StockStore store, WorkflowMetrics metrics, AnalyticsConfig config, Clock clock) {
    this.store = store;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /** Takes stock of all that is due, in transactions of its own. */
  void takeDue() {
    boolean mayHaveMore;
    do {
      mayHaveMore = QuarkusTransaction.requiringNew().call(this::takeBatch);
    } while (mayHaveMore);
  }

  private boolean takeBatch() {
    if (!store.tryLock()) {
      return false;
    }
    List<PublishedWorkflow> due = store.due(clock.instant().minus(config.settling()));
    due.forEach(this::take);
    return !due.isEmpty();
  }

  private void take(PublishedWorkflow workflow) {
    personTime(workflow)
        .ifPresentOrElse(person -> take(workflow, person), () -> store.unknown(workflow));
  }

  /** Of a log whose first calls are gone nothing can be worked out; what was before stands. */
  private Optional<Duration> personTime(PublishedWorkflow workflow) {
    Instant kept = clock.instant().minus(config.retention());
    return workflow.startedAt().isBefore(kept)
        ? workflow.known()
        : Optional.of(PersonTime.of(store.personTimes(workflow).values(), config.longestPause()));
  }

  private void take(PublishedWorkflow workflow, Duration person) {
    store.taken(workflow, person);
    if (workflow.wasStartedByAnAssistant()) {
      compare(workflow, person);
    } else if (workflow.wasDoneByHand() && isNews(workflow, person)) {
      store.compareAgain(workflow);
    }
  }

  private static boolean isNews(PublishedWorkflow workflow, Duration person) {
    return workflow
        .known()
        .map(Duration::toSeconds)
        .filter(known -> known == person.toSeconds())
        .isEmpty();
  }

  private void compare(PublishedWorkflow workflow, Duration person) {
    TimeSaved saved =
        TimeSaved.against(
            store.byHand(workflow), config.baselineSamples(), config.baseline(), person);
    store.saved(workflow, saved);
    if (workflow.uncompared()) {
      metrics.saved(saved);
    }
  }
}
