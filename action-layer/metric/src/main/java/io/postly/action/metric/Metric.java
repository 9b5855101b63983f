package io.postly.action.metric;

import static io.postly.action.metric.Label.BASELINE;
import static io.postly.action.metric.Label.CATEGORY;
import static io.postly.action.metric.Label.CHANNEL;
import static io.postly.action.metric.Label.CODE;
import static io.postly.action.metric.Label.DECISION;
import static io.postly.action.metric.Label.NETWORK;
import static io.postly.action.metric.Label.NOTIFICATION_OUTCOME;
import static io.postly.action.metric.Label.NOTIFICATION_TYPE;
import static io.postly.action.metric.Label.OUTCOME;
import static io.postly.action.metric.Label.PUBLICATION_STATE;
import static io.postly.action.metric.Label.READING_OUTCOME;
import static io.postly.action.metric.Label.RESULT;
import static io.postly.action.metric.Label.SERVICE;
import static io.postly.action.metric.Label.TOOL;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What Postly itself measures: every name, its labels and what it means, once for the code that
 * measures, for {@code docs/METRICS.md}, for dashboards and for rules. Label values are bounded; no
 * label holds a workspace, a person or an identifier.
 */
public enum Metric {
  /** Tool usage. */
  TOOL_CALLS(
      Kind.COUNTER,
      "postly_tool_calls",
      "Calls of actions, by how they ended. A call that never reached a service is counted by the"
          + " gateway, any other by its service.",
      TOOL,
      CHANNEL,
      OUTCOME),
  /** How long actions take. */
  TOOL_CALL(
      Kind.TIMER,
      "postly_tool_call",
      "How long a call took in its service, from its arrival to the commit.",
      Buckets.CALLS,
      TOOL),
  /** Error rate. */
  ERRORS(
      Kind.COUNTER,
      "postly_errors",
      "Calls that were refused or failed, by the catalog's code. That a person is asked to confirm"
          + " first is no error.",
      CATEGORY,
      CODE,
      TOOL),
  /** Workflow completion: of these. */
  WORKFLOWS_STARTED(
      Kind.COUNTER,
      "postly_workflows_started",
      "Drafts begun, by the way that the first revision came.",
      CHANNEL),
  /** Workflow completion: this many. */
  WORKFLOWS_COMPLETED(
      Kind.COUNTER,
      "postly_workflows_completed",
      "Workflows whose last post has ended, by the way that the first revision came and by the best"
          + " that became of their posts.",
      CHANNEL,
      RESULT),
  /** Approval rate. */
  REVIEWS_DECIDED(
      Kind.COUNTER,
      "postly_reviews_decided",
      "Reviews decided, by the way that the reviewed revision was written.",
      CHANNEL,
      DECISION),
  /** How long reviews wait. */
  REVIEW(
      Kind.TIMER,
      "postly_review",
      "From the request for an approval to the decision.",
      Buckets.REVIEWS,
      CHANNEL,
      DECISION),
  /** Time saved. */
  TIME_SAVED(
      Kind.COUNTER,
      "postly_time_saved_seconds",
      "Time by hand less people's time, over published workflows that an assistant began. The label"
          + " says what the time by hand was taken from. A workflow that took longer than by hand"
          + " adds nothing here; reports subtract it.",
      BASELINE),
  /** Posts. */
  PUBLICATIONS(
      Kind.COUNTER,
      "postly_publications",
      "Publications that came into a state; of the parts of their threads those that ended.",
      NETWORK,
      PUBLICATION_STATE),
  /** How late posts are. */
  DISPATCH_LAG(
      Kind.TIMER,
      "postly_dispatch_lag",
      "From the time that a publication was due until sending began.",
      Buckets.LAG),
  /** Clocks that are wrong. */
  CLOCK_AHEAD(
      Kind.GAUGE,
      "postly_clock_ahead_seconds",
      "How far the clock of this replica of scheduling is ahead of its database's; below zero where"
          + " it is behind. One that is ahead by more than half a second sends nothing."),
  /** Posts of unknown outcome. */
  PUBLICATIONS_UNCONFIRMED(
      Kind.GAUGE,
      "postly_publications_unconfirmed",
      "Publications of which it is not known whether they stand on the network. Every replica tells"
          + " the same number.",
      NETWORK),
  /** Posts that are not where they should be. */
  PUBLICATIONS_STUCK(
      Kind.GAUGE,
      "postly_publications_stuck",
      "Publications a minute and more past their time that still wait to be sent, past their"
          + " lease, or claimed in vain. Every replica tells the same number."),
  /** New texts of unknown outcome. */
  UPDATES_UNCONFIRMED_OLDEST(
      Kind.GAUGE,
      "postly_updates_unconfirmed_oldest_seconds",
      "How long it has not been known of a published post whether it says its new text: of the one"
          + " that has been in doubt longest. Every replica tells the same number."),
  /** Posts to be deleted. */
  REMOVALS_OLDEST(
      Kind.GAUGE,
      "postly_removals_oldest_seconds",
      "How long ago a post that still stands was asked to be deleted from its network: of the one"
          + " that waits longest. Every replica tells the same number."),
  /** Posts that wait for another time. */
  PUBLICATIONS_HELD(
      Kind.GAUGE,
      "postly_publications_held",
      "Publications that are held because their time has passed, until a person gives them another."
          + " Every replica tells the same number."),
  /** Channels in trouble. */
  CHANNELS_FAILING(
      Kind.GAUGE,
      "postly_channels_failing",
      "Channels that have been in trouble for less than 30 days, or whose latest post of the last 30"
          + " days failed or is unconfirmed. Every replica tells the same number.",
      NETWORK),
  /** Servers that nothing gets through to. */
  NETWORK_SERVERS_FAILING(
      Kind.GAUGE,
      "postly_network_servers_failing",
      "Servers of networks that nothing gets through to on several channels: their posts try them"
          + " one after the other. Every replica tells the same number.",
      NETWORK),
  /** Emergency stops. */
  PUBLISHING_STOPPED(
      Kind.GAUGE,
      "postly_publishing_stopped_workspaces",
      "Workspaces in which publishing is stopped. Every replica tells the same number."),
  /** Attempts to notify. */
  NOTIFICATIONS(
      Kind.COUNTER,
      "postly_notifications",
      "Attempts to deliver a notification.",
      NOTIFICATION_TYPE,
      NOTIFICATION_OUTCOME),
  /** Notifications to come. */
  NOTIFICATIONS_WAITING(
      Kind.GAUGE,
      "postly_notifications_waiting",
      "Notifications still to be delivered. Every replica tells the same number."),
  /** Notifications that nobody sends. */
  NOTIFICATIONS_OVERDUE(
      Kind.GAUGE,
      "postly_notifications_overdue_seconds",
      "How long the next attempt of a notification has been due that nobody makes: of the one that"
          + " is longest overdue. Every replica tells the same number."),
  /** What a former key still encrypts. */
  SEALED_WITH_FORMER_KEYS(
      Kind.GAUGE,
      "postly_credentials_sealed_with_former_keys",
      "Values in the database that are encrypted with another credentials key than the replica's"
          + " current one. Replicas with the same current key tell the same number."),
  /** Asking how posts are taken. */
  ENGAGEMENT_READINGS(
      Kind.COUNTER,
      "postly_engagement_readings",
      "Times that a network was asked how people have taken a post.",
      NETWORK,
      READING_OUTCOME),
  /** Events to be sent. */
  OUTBOX_AGE(
      Kind.GAUGE,
      "postly_outbox_age_seconds",
      "How long the oldest unsent event of this replica's service has been waiting."),
  /** How old the numbers of gauges are. */
  MEASUREMENT_AGE(
      Kind.GAUGE,
      "postly_measurement_age_seconds",
      "How long ago this replica last looked up the numbers that its other gauges tell. It grows"
          + " while the database is away, and they tell what they told last."),
  /** Events that could not be used. */
  DEAD_LETTERS(
      Kind.COUNTER,
      "postly_dead_letters",
      "Events that a service could not use and put into the dead-letter topic."),
  /** What the gateway waits for. */
  GATEWAY_FORWARD(
      Kind.TIMER,
      "postly_gateway_forward",
      "How long a service took to answer a call that the gateway forwarded.",
      Buckets.CALLS,
      TOOL,
      SERVICE);

  /** What kind of meter it is. */
  public enum Kind {
    /** Only grows; read its rate or increase. */
    COUNTER("_total"),
    /** A histogram of seconds: {@code _count}, {@code _sum}, {@code _bucket} and {@code _max}. */
    TIMER("_seconds"),
    /** Goes up and down. */
    GAUGE("");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Kind kind;
  private final String name;
  private final String meaning;
  private final Buckets buckets;

  @SuppressWarnings("ImmutableEnumChecker") // A list that cannot be changed.
  private final List<Label> labels;

  Metric(Kind kind, String name, String meaning, Label... labels) {
    this(kind, name, meaning, Buckets.NONE, labels);
  }

  Metric(Kind kind, String name, String meaning, Buckets buckets, Label... labels) {
    this.kind = kind;
    this.name = name;
    this.meaning = meaning;
    this.buckets = buckets;
    this.labels = List.of(labels);
  }

  /** What kind of meter it is. */
  public Kind kind() {
    return kind;
  }

  /** Its name in Prometheus, of a timer without {@code _count} and the like. */
  public String prometheusName() {
    return name + kind.suffix;
  }

  /** What it means, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** Its labels, in the order in which their values are given. */
  public List<Label> labels() {
    return labels;
  }

  /** The bounds of a timer's buckets; empty for all others. */
  public List<Duration> buckets() {
    return List.of(buckets.bounds());
  }

  /**
   * The counter of those label values.
   *
   * @param values by the order of {@link #labels}
   */
  public Counter counter(MeterRegistry registry, String... values) {
    require(Kind.COUNTER);
    return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
  }

  /**
   * The timer of those label values.
   *
   * @param values by the order of {@link #labels}
   */
  public Timer timer(MeterRegistry registry, String... values) {
    require(Kind.TIMER);
    return Timer.builder(name)
        .description(meaning)
        .serviceLevelObjectives(buckets.bounds())
        .tags(tags(values))
        .register(registry);
  }

  /**
   * Measures by that function from now on.
   *
   * @param state what is measured; kept as long as it is in use elsewhere only
   * @param values by the order of {@link #labels}
   */
  public <T> void gauge(
      MeterRegistry registry, T state, ToDoubleFunction<T> measure, String... values) {
    require(Kind.GAUGE);
    Gauge.builder(name, state, measure).description(meaning).tags(tags(values)).register(registry);
  }

  private void require(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(name + " is a " + kind);
    }
  }

  private Tags tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    String[] pairs = new String[2 * values.length];
    for (int index = 0; index < values.length; index++) {
      pairs[2 * index] = labels.get(index).label();
      pairs[2 * index + 1] = values[index];
    }
    return Tags.of(pairs);
  }
}
