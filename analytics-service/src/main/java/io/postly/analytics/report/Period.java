package io.postly.analytics.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a report is of.
 *
 * @param workspace the workspace
 * @param from the beginning, included
 * @param to the end, not included
 * @param channel the only packaging that counts, or null for the usual: calls through any,
 *     workflows and reviews of an assistant
 * @param client the only client that counts, or null for any
 */
record Period(String workspace, Instant from, Instant to, String channel, String client) {

  private static final String ASSISTANT = "mcp";

  /** Where a workflow that counts was started. */
  String startedThrough() {
    return channel == null ? ASSISTANT : channel;
  }

  /** Whether it is of workflows that were started through an assistant. */
  boolean isOfAssistants() {
    return startedThrough().equals(ASSISTANT);
  }

  /** The period of the same length that ends where this one begins. */
  Period before() {
    return new Period(workspace, from.minus(Duration.between(from, to)), from, channel, client);
  }

  /**
   * Its whole hours that have ended, which may have been counted.
   *
   * @param now the time of the report
   */
  Whole wholeHours(Instant now) {
    return Whole.within(from, to.isBefore(now) ? to : now, ChronoUnit.HOURS, to);
  }

  /**
   * A run of whole hours or days.
   *
   * @param begin its beginning
   * @param end its end, not included; the same if there is none
   */
  record Whole(Instant begin, Instant end) {

    /** The whole days among whole hours. */
    Whole days() {
      return within(begin, end, ChronoUnit.DAYS, end);
    }

    private static Whole within(Instant from, Instant to, ChronoUnit unit, Instant otherwise) {
      Instant begin = from.plus(unit.getDuration()).minusNanos(1).truncatedTo(unit);
      Instant end = to.truncatedTo(unit);
      return begin.isBefore(end) ? new Whole(begin, end) : new Whole(otherwise, otherwise);
    }
  }
}
