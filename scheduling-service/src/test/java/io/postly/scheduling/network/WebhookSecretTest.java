package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

  /** The example message of the Standard Webhooks specification's reference libraries. */
  @Test
  void shouldSignAsStandardWebhooksSays() {
    WebhookSecret secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    String signature =
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}");

    assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
  }

  @Test
  void shouldGenerateSecretsThatItCanRead() {
    WebhookSecret generated = WebhookSecret.generate(new SecureRandom());

    assertEquals(generated.text(), WebhookSecret.parse(generated.text()).text());
    assertNotEquals(generated.text(), WebhookSecret.generate(new SecureRandom()).text());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void shouldRefuseKeysThatAreTooShortOrTooLong(int length) {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);

    assertThrows(IllegalArgumentException.class, () -> WebhookSecret.parse(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_not base64 at all, but long enough"
      })
  void shouldRefuseOtherForms(String secret) {
    assertThrows(IllegalArgumentException.class, () -> WebhookSecret.parse(secret));
  }
}
