package io.postly.scheduling.engagement;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.SchedulingConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make no sense end the service before it asks anybody. */
class EngagementLoopTest {

  private static final String KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=";

  @Test
  void shouldStartWithWhatOperatorsDoNotSet() {
    assertDoesNotThrow(() -> loop(Map.of()));
    SchedulingConfig.Engagement config = config(Map.of()).engagement();
    assertTrue(config.enabled());
    assertEquals(Duration.ofSeconds(5), config.interval());
    assertEquals(50, config.batchSize());
    assertEquals(16, config.concurrency());
    assertEquals(2, config.channelShare());
    assertEquals(Duration.ofMinutes(2), config.lease());
    assertEquals(
        List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(4),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30)),
        config.readings());
    assertEquals(
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6)),
        config.retryDelays());
    assertEquals(Duration.ofSeconds(20), config.shutdownTimeout());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engagement.lease | PT24S | engagement.lease",
        "outgoing.timeout | PT2M | engagement.lease",
        "engagement.readings | PT1H,PT5M | engagement.readings",
        "engagement.readings | PT5M,PT5M | engagement.readings"
      })
  void shouldNotStartWithWhatMakesNoSense(String key, String value, String named) {
    Map<String, String> settings = Map.of("postly.scheduling." + key, value);

    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> loop(settings));

    assertTrue(refusal.getMessage().contains("postly.scheduling." + named), refusal.getMessage());
  }

  private static EngagementLoop loop(Map<String, String> settings) {
    return new EngagementLoop(null, null, null, config(settings));
  }

  private static SchedulingConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("postly.scheduling.credentials-key", KEY);
    return new SmallRyeConfigBuilder()
        .withMapping(SchedulingConfig.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(SchedulingConfig.class);
  }
}
