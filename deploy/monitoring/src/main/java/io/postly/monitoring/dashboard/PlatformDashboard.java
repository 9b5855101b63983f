package io.postly.monitoring.dashboard;

import static io.postly.monitoring.dashboard.Scope.INTERVAL;
import static io.postly.monitoring.dashboard.Scope.ofService;

import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Panel.Query;
import io.postly.monitoring.query.Series;
import java.util.List;

/** Events, databases and processes, a row for each service. */
final class PlatformDashboard {

  private PlatformDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        "postly-platform",
        "Postly: events and databases",
        "Events, databases and processes, a row for each service.",
        List.of(service()));
  }

  private static Row service() {
    return Row.perService(
        "$service",
        up(),
        deadLetters(),
        outbox(),
        consumer(),
        measurements(),
        connections(),
        waiting(),
        processor(),
        requests());
  }

  private static Panel up() {
    return Panel.stat(
            "Replicas up",
            "That Prometheus can scrape.",
            "short",
            Series.sum(ofService("up").toString()))
        .onAlert("PostlyServiceDown");
  }

  private static Panel outbox() {
    return Panel.lines(
            "Oldest unsent event",
            "Grows while the broker cannot be reached; what is written meanwhile is sent"
                + " afterwards.",
            "s",
            new Query("max(" + ofService(Metric.OUTBOX_AGE) + ")", "age"))
        .onAlert("PostlyOutboxStuck");
  }

  private static Panel consumer() {
    return Panel.lines(
            "Events still to be read",
            "By topic, the partition that is furthest behind.",
            "short",
            new Query(
                "max by (topic) (" + ofService("kafka_consumer_fetch_manager_records_lag") + ")",
                "{{topic}}"))
        .onAlert("PostlyConsumerBehind");
  }

  private static Panel deadLetters() {
    return Panel.stat(
            "Dead letters",
            "Events that the service could not use, since it started.",
            "short",
            Series.sum(ofService(Metric.DEAD_LETTERS).toString()))
        .onAlert("PostlyDeadLetters");
  }

  private static Panel measurements() {
    return Panel.lines(
            "Numbers last looked up",
            "How old the numbers are that gauges tell. Grows while the database is away; they tell"
                + " what they told last.",
            "s",
            new Query("max(" + ofService(Metric.MEASUREMENT_AGE) + ")", "age"))
        .onAlert("PostlyMeasurementsOld");
  }

  private static Panel connections() {
    return Panel.lines(
            "Database connections",
            "In use, and free.",
            "short",
            new Query(Series.sum(ofService("agroal_active_count").toString()), "in use"),
            new Query(Series.sum(ofService("agroal_available_count").toString()), "free"))
        .onAlert("PostlyDatabasePoolExhausted");
  }

  private static Panel waiting() {
    return Panel.lines(
            "Waiting for a connection",
            "Threads that wait because all connections are in use.",
            "short",
            new Query(Series.sum(ofService("agroal_awaiting_count").toString()), "waiting"))
        .onAlert("PostlyDatabasePoolExhausted");
  }

  private static Panel processor() {
    return Panel.lines(
        "Processor",
        "Of one machine's processors, the share that each replica uses.",
        "percentunit",
        new Query(ofService("process_cpu_usage").toString(), "{{instance}}"));
  }

  private static Panel requests() {
    return Panel.lines(
        "Requests",
        "By status.",
        "reqps",
        new Query(
            "sum by (status) ("
                + ofService("http_server_requests_seconds_count").rate(INTERVAL)
                + ")",
            "{{status}}"));
  }
}
