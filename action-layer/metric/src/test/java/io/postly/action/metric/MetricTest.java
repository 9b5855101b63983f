package io.postly.action.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("deprecation") // The registry that Quarkus serves metrics from.
class MetricTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void shouldBeScrapedUnderItsName(Metric metric) {
    String[] values = metric.labels().stream().map(Label::label).toArray(String[]::new);
    switch (metric.kind()) {
      case COUNTER -> metric.counter(registry, values).increment();
      case TIMER -> metric.timer(registry, values).record(Duration.ofSeconds(1));
      case GAUGE -> metric.gauge(registry, this, _ -> 1, values);
    }

    String scrape = registry.scrape();

    String sample = metric.prometheusName() + (metric.kind() == Metric.Kind.TIMER ? "_count" : "");
    assertTrue(
        scrape
            .lines()
            .anyMatch(line -> line.startsWith(sample + "{") || line.startsWith(sample + " ")),
        scrape);
    assertTrue(
        scrape.contains("# HELP " + metric.prometheusName() + " " + metric.meaning()), scrape);
    metric.labels().forEach(label -> assertTrue(scrape.contains(label.label() + "=\""), scrape));
  }

  @Test
  void shouldHaveTheBucketsOfItsTimers() {
    Metric.TOOL_CALL.timer(registry, "create_draft").record(Duration.ofMillis(300));

    String scrape = registry.scrape();

    assertTrue(
        scrape.contains("postly_tool_call_seconds_bucket{tool=\"create_draft\",le=\"0.25\",} 0"),
        scrape);
    assertTrue(
        scrape.contains("postly_tool_call_seconds_bucket{tool=\"create_draft\",le=\"0.5\",} 1"),
        scrape);
    assertEquals(Metric.TOOL_CALL.buckets().size() + 1, scrape.split("_bucket\\{").length - 1);
  }

  @Test
  void shouldTakeAsManyValuesAsItHasLabels() {
    assertThrows(IllegalArgumentException.class, () -> Metric.ERRORS.counter(registry, "system"));
    assertThrows(IllegalStateException.class, () -> Metric.ERRORS.timer(registry, "a", "b", "c"));
  }
}
