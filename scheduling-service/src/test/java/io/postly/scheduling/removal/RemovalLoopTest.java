package io.postly.scheduling.removal;

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
class RemovalLoopTest {

  private static final String KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=";

  @Test
  void shouldStartWithWhatOperatorsDoNotSet() {
    assertDoesNotThrow(() -> loop(Map.of()));
    SchedulingConfig.Removal config = config(Map.of()).removal();
    assertTrue(config.enabled());
    assertEquals(Duration.ofSeconds(1), config.interval());
    assertEquals(20, config.batchSize());
    assertEquals(4, config.concurrency());
    assertEquals(Duration.ofMinutes(2), config.lease());
    assertEquals(
        List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6)),
        config.retryDelays());
    assertEquals(Duration.ofSeconds(20), config.shutdownTimeout());
  }

  @Test
  void shouldNotStartWithALeaseThatEndsWhileItsHolderAsks() {
    Map<String, String> settings = Map.of("postly.scheduling.removal.lease", "PT24S");

    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> loop(settings));

    assertTrue(
        refusal.getMessage().contains("postly.scheduling.removal.lease"), refusal.getMessage());
  }

  private static RemovalLoop loop(Map<String, String> settings) {
    return new RemovalLoop(null, null, null, null, config(settings));
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
