package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecordKeyTest {

  private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
  private static final long YEAR_2200 = 7_258_118_400L;

  @Test
  void shouldBeWhatTheProtocolsOwnLibraryMakesOfTheSameTime() {
    // TID.fromTime(1767225600_000258, 515) of @atproto/common-web
    assertEquals(
        "3mbd3542kc4k5",
        RecordKey.of(new UUID(0, 258L | 515L << 20), Instant.parse("2026-01-01T00:00:00.9Z"))
            .value());
  }

  @Property
  void shouldBeATimestampIdentifierOfTheSecondAtWhichThePostIsDue(
      @ForAll long high, @ForAll long low, @ForAll @LongRange(max = YEAR_2200) long second) {
    String key = RecordKey.of(new UUID(high, low), Instant.ofEpochSecond(second)).value();

    assertTrue(key.matches("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}"), key);
    long microseconds = decoded(key) >>> 10;
    assertTrue(microseconds >= second * 1_000_000);
    assertTrue(microseconds < second * 1_000_000 + (1 << 20));
  }

  @Test
  void shouldDifferForPostsOfTheSameSecond() {
    Instant due = Instant.parse("2026-12-01T10:00:00Z");

    Set<String> keys =
        LongStream.range(0, 10_000)
            .mapToObj(number -> RecordKey.of(new UUID(0, number), due).value())
            .collect(Collectors.toSet());

    assertEquals(10_000, keys.size());
  }

  @Test
  void shouldNotDependOnFractionsOfTheSecond() {
    UUID id = UUID.fromString("0196f2a0-6c1e-7c3a-9c57-3f6f0e8f1d01");

    assertEquals(
        RecordKey.of(id, Instant.parse("2026-12-01T10:00:00Z")),
        RecordKey.of(id, Instant.parse("2026-12-01T10:00:00.123456789Z")));
  }

  private static long decoded(String key) {
    return key.chars().mapToLong(DIGITS::indexOf).reduce(0, (value, digit) -> value << 5 | digit);
  }
}
