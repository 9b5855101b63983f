package io.postly.action.trace;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches tracing on where {@code OTEL_EXPORTER_OTLP_ENDPOINT} names a collector. A variable that
 * is set and empty names none: that is how an option that was left out reaches containers.
 */
public final class TraceSwitch implements ConfigSourceFactory {

  private static final String COLLECTOR = "otel.exporter.otlp.endpoint";
  private static final String OFF = "quarkus.otel.sdk.disabled";

  /** As that of the defaults that services and gateway have in common. */
  private static final int ORDINAL = 50;

  /** Made by the configuration, by its name in {@code META-INF/services}. */
  public TraceSwitch() {}

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue collector = context.getValue(COLLECTOR);
    boolean isNamed =
        collector != null && collector.getValue() != null && !collector.getValue().isBlank();
    Map<String, String> values = Map.of(OFF, String.valueOf(!isNamed));
    return List.of(new PropertiesConfigSource(values, TraceSwitch.class.getName(), ORDINAL));
  }
}
