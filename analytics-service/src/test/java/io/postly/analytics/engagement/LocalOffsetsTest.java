package io.postly.analytics.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalOffsetsTest {

  private static final Instant WINTER = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant SPRING = Instant.parse("2026-03-29T01:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-10-25T01:00:00Z");
  private static final Instant NEXT_WINTER = Instant.parse("2026-12-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aZoneWithoutChangesHasOneSpan() {
    assertEquals(
        List.of(new LocalOffsets.Span(WINTER, NEXT_WINTER, 0)),
        LocalOffsets.of(ZoneId.of("UTC"), WINTER, NEXT_WINTER));
  }

  @Test
  void eachChangeBeginsASpan() {
    assertEquals(
        List.of(
            new LocalOffsets.Span(WINTER, SPRING, 3600),
            new LocalOffsets.Span(SPRING, AUTUMN, 7200),
            new LocalOffsets.Span(AUTUMN, NEXT_WINTER, 3600)),
        LocalOffsets.of(BERLIN, WINTER, NEXT_WINTER));
  }

  @Test
  void aPeriodMayBeginOrEndWithAChange() {
    assertEquals(
        List.of(new LocalOffsets.Span(SPRING, AUTUMN, 7200)),
        LocalOffsets.of(BERLIN, SPRING, AUTUMN));
  }
}
