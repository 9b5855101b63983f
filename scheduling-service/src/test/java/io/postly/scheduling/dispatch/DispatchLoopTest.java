package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.SchedulingConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings under which a promise could not be kept end the service before it sends anything. */
class DispatchLoopTest {

  private static final String KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktb2YtMzItYnl0ZXM=";

  @Test
  void shouldStartWithWhatOperatorsDoNotSet() {
    assertDoesNotThrow(() -> loop(Map.of()));
    SchedulingConfig config = config(Map.of());
    assertEquals(Duration.ofSeconds(30), config.dispatch().lease());
    assertEquals(Duration.ofHours(1), config.dispatch().grace());
    assertEquals(Duration.ofMinutes(5), config.dispatch().approvalGrace());
    assertEquals(Duration.ofMinutes(2), config.settlement().absentAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "dispatch.lease, PT24S, dispatch.lease",
    "outgoing.timeout, PT16S, dispatch.lease",
    "dispatch.grace, PT30S, dispatch.grace",
    "settlement.absent-after, PT30S, settlement.absent-after"
  })
  void shouldNotStartWithSettingsThatContradictEachOther(String key, String value, String named) {
    Map<String, String> settings = Map.of("postly.scheduling." + key, value);

    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> loop(settings));

    assertTrue(refusal.getMessage().contains("postly.scheduling." + named), refusal.getMessage());
  }

  @Test
  void shouldNotStartWithMisspelledKeys() {
    Map<String, String> misspelled = Map.of("postly.scheduling.dispatch.leese", "PT30S");

    assertThrows(RuntimeException.class, () -> config(misspelled));
  }

  private static DispatchLoop loop(Map<String, String> settings) {
    return new DispatchLoop(
        null, null, null, null, null, null, null, null, null, null, null, config(settings));
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
