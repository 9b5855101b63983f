package io.postly.analytics.engagement;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** The offsets that a time zone has in a period, so that the database need not know any zone. */
final class LocalOffsets {

  private LocalOffsets() {}

  /**
   * A part of the period in which clocks are not changed.
   *
   * @param begin included
   * @param end not included
   * @param seconds what local time is ahead of UTC
   */
  record Span(Instant begin, Instant end, int seconds) {}

  /** The spans, in order, without a gap. */
  static List<Span> of(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    List<Span> spans = new ArrayList<>();
    Instant begin = from;
    while (begin.isBefore(to)) {
      ZoneOffsetTransition change = rules.nextTransition(begin);
      Instant end = change == null || change.getInstant().isAfter(to) ? to : change.getInstant();
      spans.add(new Span(begin, end, rules.getOffset(begin).getTotalSeconds()));
      begin = end;
    }
    return List.copyOf(spans);
  }
}
