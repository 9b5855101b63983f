package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.measurement.Measurements;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to secrets when the key that encrypts them becomes a former one. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class FormerKeysTest extends SchedulingScenario {

  private static final String NEXT =
      Base64.getEncoder()
          .encodeToString("another-key-that-has-32-bytes-ok".getBytes(StandardCharsets.UTF_8));

  @Inject EntityManager entities;
  @Inject CredentialVault vault;
  @Inject SchedulingConfig config;

  private final CredentialVault next = new CredentialVault(new KeyRing(NEXT, List.of()));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Secrets of other tests, and those that the service itself cannot read after these. */
  @BeforeEach
  @AfterEach
  void forgetSecrets() {
    execute("UPDATE channel SET credentials = NULL");
    execute("DELETE FROM network_registration");
    execute("DELETE FROM channel_sign_in");
    execute("DELETE FROM notification_delivery");
    execute("DELETE FROM notification_endpoint");
  }

  @Test
  void shouldEncryptEverythingWithTheCurrentKeyUntilNothingNeedsTheFormerOne() {
    UUID channel = webhook("https://example.com/hook");
    String secret = vault.decrypt(channel, kept("channel", "credentials", channel));
    UUID endpoint = endpoint();
    UUID registration = registration(UUID.randomUUID());
    FormerKeys keys = afterTheChange();
    keys.measure();
    assertEquals(4, left());

    keys.encryptAnew();
    keys.measure();

    assertEquals(0, left());
    assertEquals(secret, next.decrypt(channel, kept("channel", "credentials", channel)));
    assertEquals(
        "https://example.com/news",
        next.decrypt(endpoint, kept("notification_endpoint", "encrypted_url", endpoint)));
    next.decrypt(endpoint, kept("notification_endpoint", "encrypted_secret", endpoint));
    assertEquals(
        "secret",
        next.decrypt(registration, kept("network_registration", "encrypted_secret", registration)));
  }

  @Test
  void shouldGoOnBelievingTheEndOfAGrantOfTheSameCredentialsOnly() {
    UUID own = webhook("https://example.com/own");
    UUID others = webhook("https://example.com/others");
    execute(
        "UPDATE channel SET grant_of = encode(sha256(convert_to(credentials, 'UTF8')), 'hex')"
            + " WHERE id = '%s'".formatted(own));
    execute("UPDATE channel SET grant_of = 'of others' WHERE id = '%s'".formatted(others));

    afterTheChange().encryptAnew();

    assertEquals(
        SignInSecrets.digest(kept("channel", "credentials", own)),
        kept("channel", "grant_of", own));
    assertEquals("of others", kept("channel", "grant_of", others));
  }

  /** What a network gives takes the place of exactly the credentials that it was asked with. */
  @Test
  void shouldLeaveAloneWhatIsBeingRenewed() {
    UUID channel = webhook("https://example.com/hook");
    String before = kept("channel", "credentials", channel);
    execute(
        "UPDATE channel SET renewal_lease_until = now() - interval '10 minutes' WHERE id = '%s'"
            .formatted(channel));
    FormerKeys keys = afterTheChange();
    keys.encryptAnew();
    assertEquals(before, kept("channel", "credentials", channel));

    execute("UPDATE channel SET renewal_lease_until = NULL WHERE id = '%s'".formatted(channel));
    keys.encryptAnew();

    assertNotEquals(before, kept("channel", "credentials", channel));
  }

  @Test
  void shouldNotBeHeldUpByWhatCannotBeRead() {
    for (int number = 10; number < 50; number++) {
      UUID broken = UUID.fromString("00000000-0000-0000-0000-0000000000" + number);
      registration(broken);
      execute(
          "UPDATE network_registration SET encrypted_secret = left(encrypted_secret, 30) WHERE id = '%s'"
              .formatted(broken));
    }
    UUID readable = registration(UUID.fromString("ffffffff-0000-0000-0000-000000000000"));
    FormerKeys keys = afterTheChange();

    for (int round = 1; round <= 3; round++) {
      keys.encryptAnew();
    }

    assertEquals(
        "secret",
        next.decrypt(readable, kept("network_registration", "encrypted_secret", readable)));
    keys.measure();
    assertEquals(40, left());
  }

  /** As a replica runs them after its key has become a former one. */
  private FormerKeys afterTheChange() {
    return new FormerKeys(
        entities,
        new CredentialVault(new KeyRing(NEXT, List.of(config.credentialsKey()))),
        new Measurements(meters),
        meters);
  }

  private double left() {
    return meters.get("postly_credentials_sealed_with_former_keys").gauge().value();
  }

  private UUID endpoint() {
    return UUID.fromString(
        Requests.as(admin)
            .body(
                Map.of("url", "https://example.com/news", "event_types", List.of("post.published")))
            .post(path("/notification-endpoints"))
            .then()
            .statusCode(201)
            .extract()
            .path("endpoint.id"));
  }

  private UUID registration(UUID id) {
    execute(
        """
        INSERT INTO network_registration (id, network, server, redirect_uri, client_id, encrypted_secret, registered_at)
        VALUES ('%1$s', 'mastodon', '%1$s', 'https://example.com/', 'client', '%2$s', now())
        """
            .formatted(id, vault.encrypt(id, "secret")));
    return id;
  }

  private String kept(String table, String column, UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (String)
                    entities
                        .createNativeQuery(
                            "SELECT %s FROM %s WHERE id = :id".formatted(column, table),
                            String.class)
                        .setParameter("id", id)
                        .getSingleResult());
  }
}
