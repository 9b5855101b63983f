package io.postly.analytics.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

  /** What its calls are selected by, as totals name it. */
  String countedBy() {
    if (client != null) {
      return "client";
    }
    return channel == null ? "none" : "channel";
  }

  /** What its workflows and decisions are selected by, as counts name it: always a channel. */
  String workflowsCountedBy() {
    return client == null ? "channel" : "both";
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
   * A run of whole hours, days or months, in UTC.
   *
   * @param begin its beginning
   * @param end its end, not included; the same if there is none
   */
  record Whole(Instant begin, Instant end) {

    /** The whole days among whole hours. */
    Whole days() {
      return within(begin, end, ChronoUnit.DAYS, end);
    }

    /** The whole months among whole days. */
    Whole months() {
      OffsetDateTime month = month(begin);
      Instant first = (month.toInstant().isBefore(begin) ? month.plusMonths(1) : month).toInstant();
      Instant last = month(end).toInstant();
      return first.isBefore(last) ? new Whole(first, last) : new Whole(end, end);
    }

    private static OffsetDateTime month(Instant of) {
      return of.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    }

    private static Whole within(Instant from, Instant to, ChronoUnit unit, Instant otherwise) {
      Instant begin = from.plus(unit.getDuration()).minusNanos(1).truncatedTo(unit);
      Instant end = to.truncatedTo(unit);
      return begin.isBefore(end) ? new Whole(begin, end) : new Whole(otherwise, otherwise);
    }
  }
}
