package io.postly.scheduling.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery.NotDelivered;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerdictTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void shouldTakeAnAcceptanceForWhatItIs(int status) {
    assertEquals(new Delivery.Delivered(NOW, Optional.empty()), of(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 422})
  void shouldNotSendAgainWhatTheReceiverWillNeverTake(int status) {
    assertEquals(NotDelivered.ofPost("http_" + status), of(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308, 401, 403, 410})
  void shouldBlameTheAccountForWhatEveryPostWillMeet(int status) {
    assertEquals(NotDelivered.ofAccount("http_" + status), of(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429})
  void shouldSendAgainWhatWasCertainlyRefusedForTheMoment(int status) {
    assertEquals(
        NotDelivered.forNow("http_" + status, Optional.of(Duration.ofMinutes(2))),
        WebhookVerdict.of(answered(status, Optional.of(Duration.ofMinutes(2))), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 500, 502, 503, 504})
  void shouldNotKnowWhatAFailingOrRedirectingReceiverDid(int status) {
    assertEquals(new Delivery.Unknown("http_" + status), of(status));
  }

  @Test
  void shouldSendAgainWhatWasNeverSent() {
    assertEquals(
        NotDelivered.forNow("connection_refused"),
        WebhookVerdict.of(new HttpAnswer.NotSent("connection_refused"), NOW));
    assertEquals(
        NotDelivered.ofAccount("address_not_allowed"),
        WebhookVerdict.of(new HttpAnswer.NotSent("address_not_allowed"), NOW));
  }

  @Test
  void shouldNotKnowWhatASilentReceiverDid() {
    assertEquals(
        new Delivery.Unknown("timeout"),
        WebhookVerdict.of(new HttpAnswer.NoAnswer("timeout"), NOW));
  }

  private static Delivery of(int status) {
    return WebhookVerdict.of(answered(status, Optional.empty()), NOW);
  }

  private static HttpAnswer answered(int status, Optional<Duration> retryAfter) {
    return new HttpAnswer.Answered(status, Map.of(), Optional.empty(), retryAfter);
  }
}
