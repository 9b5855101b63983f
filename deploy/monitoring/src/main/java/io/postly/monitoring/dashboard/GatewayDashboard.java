package io.postly.monitoring.dashboard;

import static io.postly.monitoring.dashboard.Scope.INTERVAL;
import static io.postly.monitoring.dashboard.Scope.in;
import static io.postly.monitoring.dashboard.Scope.ofGateway;
import static io.postly.monitoring.query.Series.sum;
import static io.postly.monitoring.query.Series.sumBy;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Panel.Query;
import io.postly.monitoring.objective.Objective;
import io.postly.monitoring.query.Series;
import java.util.List;

/** What comes in, how fast it is answered, and what never reached a service. */
final class GatewayDashboard {

  private GatewayDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        "postly-gateway",
        "Postly: gateway",
        "What comes in, how fast it is answered, and what never reached a service.",
        List.of(promise(), traffic(), time(), tokens()));
  }

  private static Row promise() {
    return Row.of(
        "Objectives",
        objective("Calls that Postly failed", Objective.TOOL_CALLS, "PostlyToolCallsFailing"),
        objective(
            "Calls that took over a second", Objective.TOOL_CALL_TIME, "PostlyToolCallsSlow"));
  }

  private static Panel objective(String title, Objective objective, String alert) {
    return Panel.failures(
            title,
            objective.meaning()
                + " The share of the others; "
                + objective.percent()
                + " of a hundred are promised.",
            objective)
        .onAlert(alert);
  }

  private static Row traffic() {
    Series requests = ofGateway("http_server_requests_seconds_count");
    return Row.of(
        "What comes in",
        Panel.lines(
            "Requests",
            "By path and status, the refused ones included.",
            "reqps",
            new Query(
                "sum by (uri, status) (" + requests.rate(INTERVAL) + ")", "{{uri}} {{status}}")),
        Panel.lines(
            "Refused at the gateway",
            "Calls that never reached a service, by the error's code.",
            "reqps",
            new Query(
                sumBy(in(Metric.ERRORS).matching("job=\"mcp-gateway\"").rate(INTERVAL), Label.CODE),
                "{{code}}")));
  }

  private static Row time() {
    Series forward = in(Series.bucketsOf(Metric.GATEWAY_FORWARD));
    String service = Label.SERVICE.label();
    return Row.of(
        "How long services take",
        Panel.lines(
                "Answer time, 95 of 100",
                "From the gateway's request to the service's answer.",
                "s",
                new Query(forward.quantile(0.95, INTERVAL, service), "{{service}}"))
            .onAlert("PostlyToolCallsSlow"),
        Panel.lines(
            "Slowest tools, 95 of 100",
            "The ten slowest, as their services measure them.",
            "s",
            new Query(
                "topk(10, "
                    + in(Series.bucketsOf(Metric.TOOL_CALL))
                        .quantile(0.95, INTERVAL, Label.TOOL.label())
                    + ")",
                "{{tool}}")));
  }

  private static Row tokens() {
    Series gets = ofGateway("cache_gets_total").matching("cache=\"token-exchange\"");
    return Row.of(
        "Tokens and machine",
        Panel.lines(
            "Token exchanges spared",
            "Calls whose token had been exchanged before, of all. Low: clients renew tokens for every call.",
            "percentunit",
            new Query(
                sum(gets.matching("result=\"hit\"").rate(INTERVAL))
                    + " / "
                    + sum(gets.rate(INTERVAL)),
                "spared")),
        Panel.lines(
            "Processor",
            "Of one machine's processors, the share that each replica uses.",
            "percentunit",
            new Query(ofGateway("process_cpu_usage").toString(), "{{instance}}")));
  }
}
