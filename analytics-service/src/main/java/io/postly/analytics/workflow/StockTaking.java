package io.postly.analytics.workflow;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/**
 * Works out of published workflows how long people worked and what that saved; again, whenever a
 * fact becomes known that it depends on.
 */
@ApplicationScoped
class StockTaking {

  /** So many workflows are compared again in one transaction. */
  static final int COMPARED_AT_ONCE = 1_000;

  /** So many transactions of that kind follow each other before the next look for what is due. */
  static final int COMPARISONS_IN_A_ROW = 10;

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

  /** Takes stock of all that is due, then compares again what is, in transactions of its own. */
  void takeDue() {
    boolean mayHaveMore;
    do {
      mayHaveMore = QuarkusTransaction.requiringNew().call(this::takeBatch);
    } while (mayHaveMore);
    compareAgain();
  }

  /**
   * Compares assistants' workflows again for which work by hand has become known. It goes on at the
   * next call: until all that is due has been taken, earlier work by hand may follow, and begin it
   * anew.
   */
  private void compareAgain() {
    boolean mayHaveMore = true;
    for (int i = 0; mayHaveMore && i < COMPARISONS_IN_A_ROW; i++) {
      mayHaveMore = QuarkusTransaction.requiringNew().call(this::compareBatch);
    }
  }

  private boolean compareBatch() {
    if (!store.tryLock()) {
      return false;
    }
    Optional<StockStore.Comparison> comparison = store.comparison();
    comparison.ifPresent(this::compareBatch);
    return comparison.isPresent();
  }

  private void compareBatch(StockStore.Comparison comparison) {
    List<StockStore.Taken> batch = store.compared(comparison, COMPARED_AT_ONCE);
    if (!batch.isEmpty()) {
      store.saved(savings(comparison.workspace(), batch));
    }
    if (batch.size() < COMPARED_AT_ONCE) {
      store.allCompared(comparison);
    } else {
      store.comparedUntil(comparison, batch.getLast());
    }
  }

  /** Each is compared with what was published no later. */
  private Map<UUID, TimeSaved> savings(String workspace, List<StockStore.Taken> batch) {
    Queue<StockStore.Taken> byHand =
        new ArrayDeque<>(store.byHand(workspace, batch.getLast().publishedAt()));
    Baseline baseline = new Baseline();
    Map<UUID, TimeSaved> savings = new LinkedHashMap<>();
    for (StockStore.Taken workflow : batch) {
      while (!byHand.isEmpty() && !byHand.element().publishedAt().isAfter(workflow.publishedAt())) {
        baseline.add(byHand.remove().person().toSeconds());
      }
      savings.put(workflow.draftId(), saved(baseline.byHand(), workflow.person()));
    }
    return savings;
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
    TimeSaved saved = saved(store.byHand(workflow), person);
    store.saved(workflow, saved);
    if (workflow.uncompared()) {
      metrics.saved(saved);
    }
  }

  private TimeSaved saved(StockStore.ByHand byHand, Duration person) {
    return TimeSaved.against(byHand, config.baselineSamples(), config.baseline(), person);
  }
}
