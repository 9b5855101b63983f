package io.postly.scheduling.notification;

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

/** Settings under which every message would be sent twice end the service before it sends any. */
class NotificationLoopTest {

  private static final String KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=";

  @Test
  void shouldStartWithWhatOperatorsDoNotSet() {
    assertDoesNotThrow(() -> loop(Map.of()));
    SchedulingConfig.Notifications config = config(Map.of()).notifications();
    assertTrue(config.enabled());
    assertEquals(
        List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(8),
            Duration.ofHours(24)),
        config.retryDelays());
    assertEquals(Duration.ofDays(5), config.disableAfter());
    assertEquals(Duration.ofDays(30), config.retention());
    assertEquals(Duration.ofMinutes(1), config.lease());
    assertEquals(4, config.endpointConcurrency());
  }

  @ParameterizedTest
  @CsvSource({"notifications.lease, PT24S", "outgoing.timeout, PT46S"})
  void shouldNotStartWithALeaseShorterThanSending(String key, String value) {
    Map<String, String> settings = Map.of("postly.scheduling." + key, value);

    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> loop(settings));

    assertTrue(
        refusal.getMessage().contains("postly.scheduling.notifications.lease"),
        refusal.getMessage());
  }

  private static NotificationLoop loop(Map<String, String> settings) {
    return new NotificationLoop(null, null, null, null, config(settings));
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
