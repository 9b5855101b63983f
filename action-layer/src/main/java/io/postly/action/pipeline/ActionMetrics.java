package io.postly.action.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts calls and failures where they happen. Labels are bounded: no workspace, person or
 * identifier.
 */
@ApplicationScoped
public class ActionMetrics {

  private final MeterRegistry registry;
  private final Clock clock;

  ActionMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  void succeeded(ActionContext context) {
    count(context, "ok");
  }

  /** That a person is asked first is no error, however often it happens. */
  void failed(ActionContext context, ErrorCode code) {
    count(context, code.category().label());
    if (code == ActionErrorCode.CONFIRMATION_REQUIRED) {
      return;
    }
    Metric.ERRORS
        .counter(registry, code.category().label(), code.code(), context.action().name())
        .increment();
  }

  private void count(ActionContext context, String outcome) {
    String tool = context.action().name();
    Metric.TOOL_CALLS.counter(registry, tool, channel(context), outcome).increment();
    Duration took = Duration.between(context.startedAt(), clock.instant());
    Metric.TOOL_CALL.timer(registry, tool).record(took);
  }

  private static String channel(ActionContext context) {
    return context.caller() == null ? "unknown" : context.caller().channel().label();
  }
}
