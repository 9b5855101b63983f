package io.postly.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovalsConfigTest {

  @Test
  void fourEyesByDefault() {
    assertFalse(config(Map.of()).selfApproval());
  }

  @Test
  void deadlinesAreLookedAtEachMinute() {
    assertEquals("1m", config(Map.of()).deadlineInterval());
    assertEquals(
        "off", config(Map.of("postly.approvals.deadline-interval", "off")).deadlineInterval());
  }

  @Test
  void selfApprovalIsForOperatorsToAllow() {
    assertTrue(config(Map.of("postly.approvals.self-approval", "true")).selfApproval());
  }

  @Test
  void misspelledKeysAreRefused() {
    Map<String, String> misspelled = Map.of("postly.approvals.self-aproval", "true");

    assertThrows(RuntimeException.class, () -> config(misspelled));
  }

  private static ApprovalsConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(ApprovalsConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(ApprovalsConfig.class);
  }
}
