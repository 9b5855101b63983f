package io.postly.analytics.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.analytics.engagement.EngagementFigures.Median;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which times are suggested, and which are not. */
class BestTimesFindingTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-06-30T00:00:00Z");
  private static final UUID CHANNEL = new UUID(0, 1);

  @Test
  void shouldSayWhatASuggestionIsKnownFrom() {
    BestTimes times = found(channel(40, 10), time(2, 9, 8, 25.126));

    assertEquals(FROM, times.from());
    assertEquals(TO, times.to());
    assertEquals("interactions: likes, reposts and replies together", times.measure());
    assertEquals(
        List.of(
            new BestTimes.OfChannel(
                CHANNEL,
                "sandbox",
                40,
                true,
                10,
                List.of(new BestTimes.Suggestion("tuesday", 9, 8, 25.13)))),
        times.channels());
  }

  @Test
  void shouldSuggestNothingFromTooFewPostsOfAChannel() {
    BestTimes.OfChannel few = found(channel(19, 10), time(2, 9, 19, 99)).channels().getFirst();

    assertFalse(few.enough());
    assertEquals(List.of(), few.suggestions());
    assertTrue(found(channel(20, 10)).channels().getFirst().enough());
  }

  @Test
  void shouldSuggestNoTimeOfTooFewPosts() {
    assertEquals(List.of(), suggested(channel(40, 10), time(2, 9, 4, 999)));
    assertEquals(List.of("tuesday 9"), suggested(channel(40, 10), time(2, 9, 5, 999)));
  }

  @Test
  void shouldSuggestOnlyWhatStandsOut() {
    assertEquals(
        List.of(),
        suggested(channel(40, 10), time(1, 9, 10, 11), time(2, 9, 10, 10), time(3, 9, 10, 9)));
    assertEquals(List.of("monday 9"), suggested(channel(40, 10), time(1, 9, 10, 11.5)));
    assertEquals(
        List.of("monday 9"),
        suggested(channel(40, 0), time(1, 9, 10, 1), time(2, 9, 10, 0)),
        "where most posts get nothing");
  }

  /** Five posts at 20 say less than thirty at 18. */
  @Test
  void shouldPutManyGoodPostsBeforeFewThatAreALittleBetter() {
    assertEquals(
        List.of("any 18", "any 12"),
        suggested(channel(60, 10), time(null, 12, 5, 20), time(null, 18, 30, 18)));
  }

  @Test
  void shouldSuggestDaysAndHoursAndBothTogether() {
    assertEquals(
        List.of("tuesday 9", "tuesday any", "any 9"),
        suggested(
            channel(60, 10), time(null, 9, 10, 15), time(2, null, 10, 16), time(2, 9, 10, 17)));
  }

  @Test
  void shouldSuggestFiveTimesAtMostAndAlwaysTheSame() {
    Median[] alike =
        IntStream.range(0, 8).mapToObj(hour -> time(null, 23 - hour, 6, 20)).toArray(Median[]::new);
    Median[] all = Arrays.copyOf(alike, 9);
    all[8] = channel(60, 10);

    assertEquals(List.of("any 16", "any 17", "any 18", "any 19", "any 20"), suggested(all));
  }

  @Test
  void shouldKeepChannelsApartTheOneWithMorePostsFirst() {
    UUID other = new UUID(0, 2);
    BestTimes times =
        found(
            channel(30, 10),
            time(2, 9, 6, 30),
            new Median(other, "sandbox", null, null, 50, 40),
            new Median(other, "sandbox", null, 7, 9, 60));

    assertEquals(
        List.of(other, CHANNEL),
        times.channels().stream().map(BestTimes.OfChannel::channelId).toList());
    assertEquals(List.of("any 7"), words(times.channels().getFirst()));
    assertEquals(List.of("tuesday 9"), words(times.channels().getLast()));
  }

  private static BestTimes found(Median... medians) {
    return BestTimesFinding.of(List.of(medians), FROM, TO, 50);
  }

  private static List<String> suggested(Median... medians) {
    return words(found(medians).channels().getFirst());
  }

  private static List<String> words(BestTimes.OfChannel channel) {
    return channel.suggestions().stream()
        .map(
            time ->
                (time.weekday() == null ? "any" : time.weekday())
                    + " "
                    + (time.hour() == null ? "any" : time.hour()))
        .toList();
  }

  private static Median channel(long posts, double median) {
    return new Median(CHANNEL, "sandbox", null, null, posts, median);
  }

  private static Median time(Integer weekday, Integer hour, long posts, double median) {
    return new Median(CHANNEL, "sandbox", weekday, hour, posts, median);
  }
}
