package io.postly.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertEquals(Duration.ofDays(400), config.retention());
    assertEquals("10s", config.countingInterval());
    assertEquals(Optional.empty(), config.rebuild());
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
                "postly.analytics.closing-interval", "off",
                "postly.analytics.retention", "P90D",
                "postly.analytics.counting-interval", "1m",
                "postly.analytics.rebuild", "analytics-service-2026-11-26"));

    assertEquals(Duration.ofMinutes(30), config.baseline());
    assertEquals(5, config.baselineSamples());
    assertEquals(Duration.ofMinutes(1), config.longestPause());
    assertEquals(Duration.ofSeconds(1), config.settling());
    assertEquals(Duration.ofHours(2), config.abandonedAfter());
    assertEquals("off", config.closingInterval());
    assertEquals(Duration.ofDays(90), config.retention());
    assertEquals("1m", config.countingInterval());
    assertEquals(Optional.of("analytics-service-2026-11-26"), config.rebuild());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P30D", "P36501D", "-P1D"})
  void aRetentionOutOfBoundsIsRefused(String retention) {
    Map<String, String> settings = Map.of("postly.analytics.retention", retention);

    assertThrows(ConfigValidationException.class, () -> config(settings));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P31D", "P400D", "P36500D"})
  void aRetentionWithinBoundsIsTaken(String retention) {
    Map<String, String> settings = Map.of("postly.analytics.retention", retention);

    assertEquals(Duration.parse(retention), config(settings).retention());
  }

  @ParameterizedTest
  @ValueSource(strings = {"again", "drafts-service-1", "analytics-service-", "analytics-service-A"})
  void aRebuildIsNamedAsItsConsumerGroup(String name) {
    Map<String, String> settings = Map.of("postly.analytics.rebuild", name);

    assertThrows(ConfigValidationException.class, () -> config(settings));
  }

  @Test
  void misspelledKeysAreRefused() {
    Map<String, String> misspelled = Map.of("postly.analytics.base-line", "PT30M");

    assertThrows(RuntimeException.class, () -> config(misspelled));
  }

  private static AnalyticsConfig config(Map<String, String> settings) {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return new SmallRyeConfigBuilder()
          .withMapping(AnalyticsConfig.class)
          .withValidator(new BeanValidation(validators.getValidator()))
          .withSources(new PropertiesConfigSource(settings, "test", 100))
          .build()
          .getConfigMapping(AnalyticsConfig.class);
    }
  }

  private record BeanValidation(Validator validator) implements BeanValidationConfigValidator {

    @Override
    public Validator getValidator() {
      return validator;
    }
  }
}
