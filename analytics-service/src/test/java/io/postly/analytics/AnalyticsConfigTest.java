package io.postly.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsConfigTest {

  @Test
  void whatOperatorsDoNotSet() {
    AnalyticsConfig config = config(Map.of());

    assertEquals(Duration.ofMinutes(45), config.baseline());
    assertEquals(20, config.baselineSamples());
    assertEquals(Duration.ofMinutes(5), config.longestPause());
    assertEquals(Duration.ofSeconds(5), config.settling());
    assertEquals(Duration.ofDays(1), config.abandonedAfter());
    assertEquals("1s", config.closingInterval());
  }

  @Test
  void whatOperatorsSet() {
    AnalyticsConfig config =
        config(
            Map.of(
                "postly.analytics.baseline", "PT30M",
                "postly.analytics.baseline-samples", "5",
                "postly.analytics.longest-pause", "PT1M",
                "postly.analytics.settling", "PT1S",
                "postly.analytics.abandoned-after", "PT2H",
                "postly.analytics.closing-interval", "off"));

    assertEquals(Duration.ofMinutes(30), config.baseline());
    assertEquals(5, config.baselineSamples());
    assertEquals(Duration.ofMinutes(1), config.longestPause());
    assertEquals(Duration.ofSeconds(1), config.settling());
    assertEquals(Duration.ofHours(2), config.abandonedAfter());
    assertEquals("off", config.closingInterval());
  }

  @Test
  void misspelledKeysAreRefused() {
    Map<String, String> misspelled = Map.of("postly.analytics.base-line", "PT30M");

    assertThrows(RuntimeException.class, () -> config(misspelled));
  }

  private static AnalyticsConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(AnalyticsConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(AnalyticsConfig.class);
  }
}
