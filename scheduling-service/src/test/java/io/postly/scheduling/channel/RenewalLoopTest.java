package io.postly.scheduling.channel;

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

/** Settings that make no sense end the service before it asks anybody. */
class RenewalLoopTest {

  private static final String KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=";

  @Test
  void shouldStartWithWhatOperatorsDoNotSet() {
    assertDoesNotThrow(() -> loop(Map.of()));
    SchedulingConfig.Renewal config = config(Map.of()).renewal();
    assertTrue(config.enabled());
    assertEquals(Duration.ofSeconds(5), config.interval());
    assertEquals(20, config.batchSize());
    assertEquals(16, config.concurrency());
    assertEquals(Duration.ofMinutes(2), config.lease());
    assertEquals(
        List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30)),
        config.retryDelays());
    assertEquals(Duration.ofDays(7), config.warnBefore());
    assertEquals(Duration.ofSeconds(40), config.shutdownTimeout());
  }

  @Test
  void shouldNotStartWithALeaseThatEndsWhileItsHolderAsks() {
    Map<String, String> settings = Map.of("postly.scheduling.renewal.lease", "PT24S");

    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> loop(settings));

    assertTrue(
        refusal.getMessage().contains("postly.scheduling.renewal.lease"), refusal.getMessage());
  }

  private static RenewalLoop loop(Map<String, String> settings) {
    return new RenewalLoop(null, null, null, null, config(settings));
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
