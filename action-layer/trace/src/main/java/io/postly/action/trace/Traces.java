package io.postly.action.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Begins spans. Where tracing is off nothing is begun, nothing becomes current, and the cost is
 * that of a comparison.
 */
@ApplicationScoped
public class Traces {

  /** The header by which a trace goes on elsewhere (W3C Trace Context). */
  public static final String HEADER = "traceparent";

  private static final String SCOPE = "io.postly";

  private final boolean on;
  private final Tracer tracer;

  Traces(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    this.on = !off;
    this.tracer = (off ? TracerProvider.noop() : telemetry.getTracerProvider()).get(SCOPE);
  }

  /** Whether spans are recorded at all. */
  public boolean isOn() {
    return on;
  }

  /** A span that is yet to be begun, below the one of that context. */
  public SpanBuilder span(String name, SpanKind kind, Context parent) {
    return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
  }

  /** Begins the span, and makes it the current one. */
  public ActiveSpan enter(SpanBuilder span) {
    return on ? ActiveSpan.begin(span.startSpan()) : ActiveSpan.NONE;
  }

  /** The current span as a header's value; empty without one. */
  public Optional<String> current() {
    return on ? header(Span.current()) : Optional.empty();
  }

  /** The span as a header's value; empty if there is nothing to go on with. */
  public static Optional<String> header(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? Optional.of(
            "00-"
                + context.getTraceId()
                + "-"
                + context.getSpanId()
                + "-"
                + context.getTraceFlags().asHex())
        : Optional.empty();
  }

  /** The context of a span elsewhere; the root if the value is null or cannot be read. */
  public static Context remote(String header) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), header, OnlyHeader.INSTANCE);
  }

  /** Reads a header's value as if it stood among others. */
  private enum OnlyHeader implements TextMapGetter<String> {
    INSTANCE;

    @Override
    public Iterable<String> keys(String value) {
      return List.of(HEADER);
    }

    @Override
    public String get(String value, String name) {
      return HEADER.equals(name) ? value : null;
    }
  }
}
