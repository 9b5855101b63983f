package io.postly.action.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * A span that is the current one from its beginning until it is closed. Metrics and log lines in
 * between carry its trace.
 */
public final class ActiveSpan implements AutoCloseable {

  /** Where there is no tracing. */
  public static final ActiveSpan NONE =
      new ActiveSpan(Span.getInvalid(), Context.root(), Scope.noop());

  private final Span span;
  private final Context context;
  private final Scope scope;

  private ActiveSpan(Span span, Context context, Scope scope) {
    this.span = span;
    this.context = context;
    this.scope = scope;
  }

  @SuppressWarnings("MustBeClosedChecker") // Closed with the span.
  static ActiveSpan begin(Span span) {
    Context context = Context.root().with(span);
    return new ActiveSpan(span, context, context.makeCurrent());
  }

  /** Whether anything is recorded. */
  public boolean isRecording() {
    return span.isRecording();
  }

  /** What spans below this one have as their parent. */
  public Context context() {
    return context;
  }

  /** The span itself. */
  public Span span() {
    return span;
  }

  /** Gives the span another name. */
  public void name(String name) {
    span.updateName(name);
  }

  /** Says something of what is done. */
  public void attribute(AttributeKey<String> key, String value) {
    span.setAttribute(key, value);
  }

  /** It was done. */
  public void succeeded() {
    span.setAttribute(TraceAttributes.OUTCOME, TraceAttributes.OK);
  }

  /**
   * It was not done. Only what the system is to blame for is an error of the span: a refusal is
   * what the rules want.
   *
   * @param category of the problem, which is the outcome
   * @param code of the problem
   */
  public void failed(String category, String code) {
    span.setAttribute(TraceAttributes.OUTCOME, category);
    span.setAttribute(TraceAttributes.ERROR_CODE, code);
    if (TraceAttributes.SYSTEM.equals(category)) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  /** Runs the task with this as the current span, although it runs elsewhere or later. */
  public void within(Runnable task) {
    if (!span.isRecording()) {
      task.run();
      return;
    }
    try (Scope _ = context.makeCurrent()) {
      task.run();
    }
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
