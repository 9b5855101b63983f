package io.postly.scheduling.notification;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.trace.ActiveSpan;
import io.postly.action.trace.TraceAttributes;
import io.postly.action.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Spans of notifications. Their receivers are strangers: none of them is told of a trace. */
@ApplicationScoped
class NotificationTraces {

  private final Traces traces;

  NotificationTraces(Traces traces) {
    this.traces = traces;
  }

  /** Sends within a span of its own. */
  HttpAnswer sending(Supplier<HttpAnswer> attempt) {
    SpanBuilder begun = traces.span("notify", SpanKind.CLIENT, Context.root());
    try (ActiveSpan span = traces.enter(begun)) {
      HttpAnswer answer = attempt.get();
      describe(span, answer);
      return answer;
    }
  }

  private static void describe(ActiveSpan span, HttpAnswer answer) {
    switch (answer) {
      case HttpAnswer.Answered answered when answered.isAccepted() -> span.succeeded();
      case HttpAnswer.Answered answered -> describe(span, "refused", "http_" + answered.status());
      case HttpAnswer.NotSent failure -> describe(span, "not_sent", failure.reason());
      case HttpAnswer.NoAnswer silence -> describe(span, "no_answer", silence.reason());
    }
  }

  private static void describe(ActiveSpan span, String outcome, String reason) {
    span.attribute(TraceAttributes.OUTCOME, outcome);
    span.attribute(TraceAttributes.REASON, reason);
    span.span().setStatus(StatusCode.ERROR);
  }
}
