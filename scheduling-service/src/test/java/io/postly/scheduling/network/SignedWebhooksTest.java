package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedWebhooksTest {

  private static final String FIRST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SECOND = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  @Test
  void shouldSignWithEachSecret() {
    SignedMessage message = message(FIRST, SECOND);

    String signatures = message.signed(NOW).headers().get("webhook-signature");

    assertEquals(
        WebhookSecret.parse(FIRST).sign("id-1", NOW, "{}")
            + " "
            + WebhookSecret.parse(SECOND).sign("id-1", NOW, "{}"),
        signatures);
  }

  @Test
  void shouldNotPrintWhatIsSecret() {
    String printed = message(FIRST).toString();

    assertTrue(printed.contains("id-1"));
    assertFalse(printed.contains("whsec"));
    assertFalse(printed.contains("token"));
  }

  private static SignedMessage message(String... secrets) {
    return new SignedMessage(
        "https://example.com/token", "id-1", "{}", List.of(secrets), Instant.MAX);
  }
}
