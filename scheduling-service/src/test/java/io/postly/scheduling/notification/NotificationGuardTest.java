package io.postly.scheduling.notification;

import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As in production: nothing goes to an address that is not public. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
@TestProfile(NotificationGuardTest.Guarded.class)
class NotificationGuardTest extends NotificationScenario {

  /** Closes what tests and the local set leave open. */
  public static final class Guarded implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postly.scheduling.outgoing.allow-private-addresses", "false");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://localhost/hooks",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[fd00::1]/"
      })
  void shouldRefusePrivateAddresses(String url) {
    create(admin, Map.of("url", url, "event_types", EVERYTHING))
        .statusCode(400)
        .body("violations.field", contains("url"))
        .body("violations.message", contains("must be a public address"));
    Endpoint endpoint = endpoint("https://example.com/");
    update(endpoint, Map.of("url", url)).statusCode(400).body("violations.field", contains("url"));
  }

  @Test
  void shouldLookAtTheAddressAgainWhenItSends() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      Endpoint endpoint = endpoint("https://example.com/");
      execute(
          "UPDATE notification_endpoint SET encrypted_url = '%s' WHERE id = '%s'"
              .formatted(vault.encrypt(endpoint.id(), receiver.url("/")), endpoint.id()));
      reviewRequested();

      sendDue();

      assertEquals("address_not_allowed", delivery(endpoint).get("reason"));
      assertEquals(List.of(), receiver.received());
      assertTrue(delivery(endpoint).containsKey("next_attempt_at"));
    }
  }
}
