package io.postly.analytics.workflow;

import io.postly.analytics.count.Counting;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Counts the workflows and decisions of days and months that have ended, again whenever one of them
 * changes. What is marked and not yet counted, reports read from workflows and decisions
 * themselves.
 */
@ApplicationScoped
class WorkflowCounting {

  private static final String COUNTS = "workflow counts";

  private final WorkflowCounts counts;
  private final Counting counting;
  private final Clock clock;

  WorkflowCounting(WorkflowCounts counts, Counting counting, Clock clock) {
    this.counts = counts;
    this.counting = counting;
    this.clock = clock;
  }

  @Scheduled(
      every = "${postly.analytics.counting-interval:10s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void countEnded() {
    counting.countAll(COUNTS, Counting.openDay(clock), counts::daysBefore, counts::countDays);
    counting.countAll(COUNTS, Counting.openMonth(clock), counts::monthsBefore, counts::countMonths);
  }
}
