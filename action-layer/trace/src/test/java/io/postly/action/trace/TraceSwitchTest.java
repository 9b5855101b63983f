package io.postly.action.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When there are traces. */
class TraceSwitchTest {

  @Test
  void thereAreNoneWhereNoCollectorIsNamed() {
    assertEquals(true, isOff(Map.of()));
    assertEquals(true, isOff(Map.of("otel.exporter.otlp.endpoint", "")));
    assertEquals(true, isOff(Map.of("otel.exporter.otlp.endpoint", " ")));
  }

  @Test
  void thereAreWhereOneIs() {
    assertEquals(false, isOff(Map.of("otel.exporter.otlp.endpoint", "http://collector:4318")));
  }

  @Test
  void whoeverSetsTheSwitchItselfIsObeyed() {
    assertEquals(false, isOff(Map.of("quarkus.otel.sdk.disabled", "false")));
  }

  private static boolean isOff(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(environment, "environment", 300))
        .withSources(new TraceSwitch())
        .build()
        .getValue("quarkus.otel.sdk.disabled", Boolean.class);
  }
}
