package io.postly.analytics.engagement;

import io.postly.analytics.engagement.EngagementFigures.Median;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the times that stand out from a channel's posts. Times are compared by medians, which no
 * single post moves far, and each median is drawn towards the channel's as if so many ordinary
 * posts had gone out at that time besides: few posts that happened to do well do not come first.
 */
final class BestTimesFinding {

  /** A channel with fewer posts tells nothing. */
  static final int FEWEST_POSTS = 20;

  /** Nor does a time with fewer posts. */
  static final int FEWEST_POSTS_OF_TIME = 5;

  private static final int ORDINARY_POSTS = 5;
  private static final double STANDS_OUT = 1.1;
  private static final int MOST = 5;
  private static final String MEASURE = "interactions: likes, reposts and replies together";

  private BestTimesFinding() {}

  /**
   * The times that stand out, for each channel.
   *
   * @param medians of the channels as a whole and of their times
   */
  static BestTimes of(List<Median> medians, Instant from, Instant to, int mostChannels) {
    return new BestTimes(
        MEASURE,
        from,
        to,
        FEWEST_POSTS,
        FEWEST_POSTS_OF_TIME,
        medians.stream()
            .filter(Median::isOfWholeChannel)
            .sorted(
                Comparator.comparingLong(Median::posts).reversed().thenComparing(Median::channelId))
            .limit(mostChannels)
            .map(channel -> channel(channel, medians))
            .toList());
  }

  private static BestTimes.OfChannel channel(Median channel, List<Median> medians) {
    boolean enough = channel.posts() >= FEWEST_POSTS;
    return new BestTimes.OfChannel(
        channel.channelId(),
        channel.network(),
        channel.posts(),
        enough,
        rounded(channel.median()),
        enough ? suggestions(channel, medians) : List.of());
  }

  private static List<BestTimes.Suggestion> suggestions(Median channel, List<Median> medians) {
    return medians.stream()
        .filter(time -> time.channelId().equals(channel.channelId()) && !time.isOfWholeChannel())
        .filter(time -> time.posts() >= FEWEST_POSTS_OF_TIME)
        .filter(time -> standsOut(time, channel))
        .sorted(
            Comparator.comparingDouble((Median time) -> drawnTowards(channel, time))
                .thenComparingLong(Median::posts)
                .reversed()
                .thenComparing(Median::weekday, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Median::hour, Comparator.nullsLast(Comparator.naturalOrder())))
        .limit(MOST)
        .map(BestTimesFinding::suggestion)
        .toList();
  }

  private static boolean standsOut(Median time, Median channel) {
    double drawn = drawnTowards(channel, time);
    return drawn > channel.median() && drawn >= STANDS_OUT * channel.median();
  }

  private static double drawnTowards(Median channel, Median time) {
    return (time.posts() * time.median() + ORDINARY_POSTS * channel.median())
        / (time.posts() + ORDINARY_POSTS);
  }

  private static BestTimes.Suggestion suggestion(Median time) {
    return new BestTimes.Suggestion(
        time.weekday() == null
            ? null
            : DayOfWeek.of(time.weekday()).name().toLowerCase(Locale.ROOT),
        time.hour(),
        time.posts(),
        rounded(time.median()));
  }

  private static double rounded(double figure) {
    return Math.round(100 * figure) / 100.0;
  }
}
