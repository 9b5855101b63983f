package io.postly.analytics.engagement;

import io.postly.action.pipeline.ActionContext;
import io.postly.analytics.engagement.EngagementFigures.Kind;
import io.postly.analytics.engagement.EngagementFigures.Sum;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reports how people have taken what was published. */
@ApplicationScoped
class EngagementReports {

  static final int MOST_LISTED = 50;

  private static final int BEST = 20;
  private static final Comparator<Sum> BEST_FIRST =
      Comparator.comparingLong(Sum::interactions)
          .reversed()
          .thenComparing(Comparator.comparingLong(Sum::posts).reversed())
          .thenComparing(Sum::name);

  private final EngagementFigures figures;
  private final ActionContext context;

  EngagementReports(EngagementFigures figures, ActionContext context) {
    this.figures = figures;
    this.context = context;
  }

  /**
   * The report.
   *
   * @param forTimes the posts that the best times are found from; empty if nobody asks for them
   */
  EngagementReport report(EngagementQuery query, Optional<EngagementQuery> forTimes) {
    List<Sum> sums = figures.sums(query);
    Sum total = of(Kind.TOTAL, sums).getFirst();
    Optional<BestTimes> bestTimes = forTimes.map(this::bestTimes);
    context.nextStep(nextStep(query, total) + bestTimes.map(EngagementReports::hint).orElse(""));
    return new EngagementReport(
        query.from(),
        query.to(),
        query.zone().getId(),
        total.published(),
        total.untold(),
        total.unread(),
        total(total),
        listed(Kind.CHANNEL, sums, EngagementReports::channel),
        listed(Kind.LABEL, sums, EngagementReports::label),
        byTime(Kind.HOUR, sums, EngagementReports::hour),
        byTime(Kind.WEEKDAY, sums, EngagementReports::weekday),
        figures.best(query, BEST),
        bestTimes.orElse(null),
        isTruncated(sums) ? true : null);
  }

  private BestTimes bestTimes(EngagementQuery query) {
    return BestTimesFinding.of(figures.medians(query), query.from(), query.to(), MOST_LISTED);
  }

  private static String hint(BestTimes times) {
    if (times.channels().stream().anyMatch(channel -> !channel.suggestions().isEmpty())) {
      return " Offer best_times with their numbers of posts and medians; use schedule_post once the"
          + " person has chosen.";
    }
    return times.channels().stream().anyMatch(BestTimes.OfChannel::enough)
        ? " No time stands out: say so, and use queue_post or a time that suits the person."
        : " There are too few posts to suggest times: say so, and use queue_post or a time that"
            + " suits the person.";
  }

  private static String nextStep(EngagementQuery query, Sum total) {
    if (total.published() == 0) {
      return query.isFiltered()
          ? "No such post was published in the period: name another one, or leave out channel_id"
              + " and label."
          : "No post was published in the period: name another one with from and to.";
    }
    if (total.posts() == 0) {
      return total.unread() > 0
          ? "Networks are first asked some minutes after a post has gone out: call it again later."
          : "These posts' networks tell no engagement: there is nothing to compare.";
    }
    return "Give each mean with its number of posts: a few posts prove nothing.";
  }

  private static List<Sum> of(Kind kind, List<Sum> sums) {
    return sums.stream().filter(sum -> sum.kind() == kind).toList();
  }

  private static <T> List<T> listed(Kind kind, List<Sum> sums, Function<Sum, T> entry) {
    return of(kind, sums).stream().sorted(BEST_FIRST).limit(MOST_LISTED).map(entry).toList();
  }

  /** A time of no post with figures is left out. */
  private static <T> List<T> byTime(Kind kind, List<Sum> sums, Function<Sum, T> entry) {
    return of(kind, sums).stream()
        .filter(sum -> sum.posts() > 0)
        .sorted(Comparator.comparingInt(Sum::number))
        .map(entry)
        .toList();
  }

  private static boolean isTruncated(List<Sum> sums) {
    return of(Kind.CHANNEL, sums).size() > MOST_LISTED || of(Kind.LABEL, sums).size() > MOST_LISTED;
  }

  private static EngagementReport.Total total(Sum sum) {
    return new EngagementReport.Total(
        sum.posts(),
        sum.interactions(),
        sum.mean(),
        sum.likes(),
        sum.reposts(),
        sum.replies(),
        sum.views());
  }

  private static EngagementReport.OfChannel channel(Sum sum) {
    return new EngagementReport.OfChannel(
        UUID.fromString(sum.name()),
        sum.network(),
        sum.posts(),
        sum.interactions(),
        sum.mean(),
        sum.likes(),
        sum.reposts(),
        sum.replies(),
        sum.views());
  }

  private static EngagementReport.OfLabel label(Sum sum) {
    return new EngagementReport.OfLabel(sum.name(), sum.posts(), sum.interactions(), sum.mean());
  }

  private static EngagementReport.OfHour hour(Sum sum) {
    return new EngagementReport.OfHour(sum.number(), sum.posts(), sum.interactions(), sum.mean());
  }

  private static EngagementReport.OfWeekday weekday(Sum sum) {
    return new EngagementReport.OfWeekday(
        DayOfWeek.of(sum.number()).name().toLowerCase(Locale.ROOT),
        sum.posts(),
        sum.interactions(),
        sum.mean());
  }
}
