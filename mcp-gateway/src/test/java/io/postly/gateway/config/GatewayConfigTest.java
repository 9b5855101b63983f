package io.postly.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "postly.gateway.issuer", "http://localhost:8180/realms/postly",
          "postly.gateway.authorization-url", "http://localhost:8180/auth",
          "postly.gateway.token-url", "http://localhost:8180/token");

  @Test
  void shouldHaveSafeDefaults() {
    GatewayConfig config = read(GatewayConfig.class, Map.of());

    assertEquals("http://localhost:8080", config.publicUrl());
    assertEquals("http://localhost:8080/mcp", config.resource());
    assertEquals(Set.of("https://chatgpt.com"), config.allowedOrigins());
    assertTrue(config.allowedHosts().isEmpty());
    assertEquals(1024 * 1024, config.maxRequestSize().asLongValue());
    assertEquals(4 * 1024 * 1024, config.maxResponseSize().asLongValue());
    assertEquals(Duration.ofSeconds(30), config.timeout());
  }

  @ParameterizedTest
  @CsvSource({
    "postly.gateway.public-url, https://postly.example/",
    "postly.gateway.public-url, postly.example",
    "postly.gateway.issuer, https://postly.example/",
    "postly.gateway.allowed-origins, *",
    "postly.gateway.allowed-hosts, https://postly.example",
    "postly.gateway.timeout, 0S",
    "postly.gateway.timeout, soon",
    "postly.gateway.max-request-size, much"
  })
  void shouldNotStartWith(String key, String value) {
    assertThrows(RuntimeException.class, () -> read(GatewayConfig.class, Map.of(key, value)));
  }

  @Test
  void shouldSayWhichKeyIsWrong() {
    ConfigValidationException refusal =
        assertThrows(
            ConfigValidationException.class,
            () ->
                read(
                    GatewayConfig.class,
                    Map.of("postly.gateway.public-url", "https://postly.example/path")));

    assertEquals(
        "postly.gateway.public-url must be a scheme, a host and a port, without a path",
        refusal.getProblem(0).getMessage());
  }

  @Test
  void shouldReadTheServices() {
    ServicesConfig config =
        read(ServicesConfig.class, Map.of("postly.services.drafts.url", "http://localhost:8081"));

    assertEquals("http://localhost:8081", config.services().get("drafts").url());
  }

  @Test
  void shouldNotStartWithAPathBehindAService() {
    Map<String, String> values = Map.of("postly.services.drafts.url", "http://localhost:8081/");

    assertThrows(ConfigValidationException.class, () -> read(ServicesConfig.class, values));
  }

  private static <T> T read(Class<T> mapping, Map<String, String> values) {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      return new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(mapping)
          .withValidator(new BeanValidation(validators.getValidator()))
          .withDefaultValues(REQUIRED)
          .withDefaultValues(values)
          .build()
          .getConfigMapping(mapping);
    }
  }

  private record BeanValidation(Validator validator) implements BeanValidationConfigValidator {

    @Override
    public Validator getValidator() {
      return validator;
    }
  }
}
