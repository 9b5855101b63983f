package io.postly.monitoring.dashboard;

import static io.postly.monitoring.dashboard.Scope.INTERVAL;
import static io.postly.monitoring.dashboard.Scope.in;
import static io.postly.monitoring.query.Series.sumBy;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Panel.Query;
import io.postly.monitoring.objective.Objective;
import io.postly.monitoring.query.Series;
import java.util.List;

/** Whether posts go out, on time, and once. */
final class PublishingDashboard {

  private PublishingDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        "postly-publishing",
        "Postly: publishing",
        "Whether posts go out, on time, and once.",
        List.of(attention(), posts(), punctuality(), notifications(), engagement()));
  }

  private static Row attention() {
    return Row.of(
        "Needs a person",
        Panel.stat(
                "Unconfirmed",
                "Posts of which nobody knows whether they stand on the network. Somebody must look"
                    + " there.",
                "short",
                "max by (network) (" + in(Metric.PUBLICATIONS_UNCONFIRMED) + ")")
            .onAlert("PostlyPostsUnconfirmed"),
        Panel.stat(
                "Stuck",
                "Posts over a minute past their time.",
                "short",
                "max(" + in(Metric.PUBLICATIONS_STUCK) + ")")
            .onAlert("PostlyPostsStuck"),
        Panel.stat(
            "Held as late",
            "Posts that wait until a person gives them another time, since their own has passed.",
            "short",
            "max(" + in(Metric.PUBLICATIONS_HELD) + ")"),
        Panel.stat(
                "Channels in trouble",
                "Channels that a person has to mend, or whose latest post did not arrive, as far as"
                    + " is known. Many of one network: the network; a single one: its credentials.",
                "short",
                "max by (network) (" + in(Metric.CHANNELS_FAILING) + ")")
            .onAlert("PostlyChannelsFailing"),
        Panel.stat(
            "Servers failing",
            "Servers of networks that nothing gets through to on several channels. What is due"
                + " there tries them one after the other.",
            "short",
            "max by (network) (" + in(Metric.NETWORK_SERVERS_FAILING) + ")"),
        Panel.stat(
                "Stopped workspaces",
                "Workspaces in which somebody has stopped all publishing.",
                "short",
                "max(" + in(Metric.PUBLISHING_STOPPED) + ")")
            .onAlert("PostlyPublishingStopped"),
        Panel.stat(
                "Notifications waiting",
                "Notifications still to be delivered.",
                "short",
                "max(" + in(Metric.NOTIFICATIONS_WAITING) + ")")
            .onAlert("PostlyNotificationsWaiting"),
        Panel.stat(
                "Notifications overdue",
                "How long the notification that is longest due has been due, and nobody sends it.",
                "s",
                "max(" + in(Metric.NOTIFICATIONS_OVERDUE) + ")")
            .onAlert("PostlyNotificationsOverdue"),
        Panel.stat(
                "Unconfirmed new texts",
                "How long it has not been known which text a published post says: of the one that"
                    + " has been in doubt longest.",
                "s",
                "max(" + in(Metric.UPDATES_UNCONFIRMED_OLDEST) + ")")
            .onAlert("PostlyUpdatesUnconfirmed"),
        Panel.stat(
                "Waiting to be deleted",
                "How long ago a post that still stands was asked to be deleted: of the one that"
                    + " waits longest.",
                "s",
                "max(" + in(Metric.REMOVALS_OLDEST) + ")")
            .onAlert("PostlyRemovalsWaiting"),
        Panel.stat(
            "Encrypted with former keys",
            "Values that a credentials key still encrypts which is to go. At nought it can be taken out of the settings.",
            "short",
            "max(" + in(Metric.SEALED_WITH_FORMER_KEYS) + ")"));
  }

  private static Row posts() {
    return Row.of(
        "Posts",
        Panel.lines(
            "Posts by what became of them",
            "How many came into each state.",
            "short",
            new Query(
                sumBy(in(Metric.PUBLICATIONS).increase(INTERVAL), Label.PUBLICATION_STATE),
                "{{state}}")),
        Panel.lines(
                "Failed, by network",
                "Posts that certainly do not stand on the network. One network alone: its service,"
                    + " or its channels' permissions.",
                "short",
                new Query(
                    sumBy(
                        in(Metric.PUBLICATIONS)
                            .with(Label.PUBLICATION_STATE, "failed")
                            .increase(INTERVAL),
                        Label.NETWORK),
                    "{{network}}"))
            .onAlert("PostlyPostsFailing"));
  }

  private static Row punctuality() {
    Series lag = in(Series.bucketsOf(Metric.DISPATCH_LAG));
    Objective objective = Objective.POSTS_ON_TIME;
    return Row.of(
        "On time",
        Panel.lines(
                "How late sending begins",
                "From a post's time until sending begins.",
                "s",
                new Query(lag.quantile(0.5, INTERVAL, ""), "half"),
                new Query(lag.quantile(0.95, INTERVAL, ""), "95 of 100"),
                new Query(lag.quantile(0.99, INTERVAL, ""), "99 of 100"))
            .onAlert("PostlyPostsLate"),
        Panel.failures(
                "Posts more than ten seconds late",
                objective.meaning() + " The share of the others.",
                objective)
            .onAlert("PostlyPostsLate"),
        Panel.lines(
                "Clocks",
                "How far each replica's clock is ahead of the database's. One that is ahead by more"
                    + " than half a second sends nothing; one that is behind sends late.",
                "s",
                new Query(in(Metric.CLOCK_AHEAD).toString(), "{{instance}}"))
            .onAlert("PostlyClockAhead"));
  }

  private static Row notifications() {
    return Row.of(
        "Notifications",
        Panel.lines(
            "Attempts",
            "To deliver notifications, by what came of them.",
            "short",
            new Query(
                sumBy(in(Metric.NOTIFICATIONS).increase(INTERVAL), Label.NOTIFICATION_OUTCOME),
                "{{outcome}}")));
  }

  private static Row engagement() {
    return Row.of(
        "Engagement",
        Panel.lines(
            "Readings",
            "Times that networks were asked how people have taken a post, by what came of it. Many"
                + " untold of one network: its service, or its limits.",
            "short",
            new Query(
                sumBy(
                    in(Metric.ENGAGEMENT_READINGS).increase(INTERVAL),
                    Label.NETWORK,
                    Label.READING_OUTCOME),
                "{{network}} {{outcome}}")));
  }
}
