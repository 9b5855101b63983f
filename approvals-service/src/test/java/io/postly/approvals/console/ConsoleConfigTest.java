package io.postly.approvals.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleConfigTest {

  private static final Map<String, String> SECRETS =
      Map.of(
          "postly.console.client-secret", "secret",
          "postly.console.cookie-key", "0123456789abcdef0123456789abcdef");

  @Test
  void theGatewayOfThisMachineIsCalledByDefault() {
    ConsoleConfig config = config(SECRETS);

    assertEquals("http://localhost:8080", config.apiUrl());
    assertTrue(config.issuer().isEmpty());
  }

  @Test
  void thereIsNoConsoleWithoutItsSecrets() {
    SECRETS
        .keySet()
        .forEach(
            missing -> {
              Map<String, String> others = new HashMap<>(SECRETS);
              others.remove(missing);
              assertThrows(RuntimeException.class, () -> config(others));
            });
  }

  private static ConsoleConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(ConsoleConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(ConsoleConfig.class);
  }
}
