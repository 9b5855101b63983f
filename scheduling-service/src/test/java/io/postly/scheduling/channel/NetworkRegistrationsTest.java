package io.postly.scheduling.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.Registrations;
import io.postly.scheduling.network.oauth.Registrations.Place;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class NetworkRegistrationsTest {

  private static final OAuthRegistration ONE = new OAuthRegistration("one", "s3cret-of-one");
  private static final OAuthRegistration TWO = new OAuthRegistration("two", "s3cret-of-two");

  @Inject Registrations registrations;

  private final Place place =
      new Place(
          "mastodon", "https://" + UUID.randomUUID() + ".example", "https://postly.test/done");

  @Test
  void shouldKeepTheFirstForEachPlaceAndItsSecretEncrypted() {
    assertEquals(ONE, keep(ONE));
    assertEquals(ONE, keep(TWO));

    assertEquals(Optional.of(ONE), find(place));
    assertEquals(
        Optional.empty(), find(new Place("mastodon", place.server(), "https://postly.test/other")));
    assertEquals(
        0,
        PostlyBackends.count(
            "SELECT count(*) FROM network_registration AS kept WHERE strpos(kept::text, 's3cret') >"
                + " 0"));
  }

  @Test
  void shouldForgetExactlyThatOne() {
    keep(ONE);

    registrations.forget(place, TWO);
    assertEquals(Optional.of(ONE), find(place));

    registrations.forget(place, ONE);
    assertEquals(Optional.empty(), find(place));
  }

  /** As by who gives credentials back, which is never done within a transaction. */
  @Test
  void shouldBeFoundOutsideOfTransactions() {
    keep(ONE);

    assertEquals(Optional.of(ONE), registrations.find(place));
  }

  private OAuthRegistration keep(OAuthRegistration registration) {
    return QuarkusTransaction.requiringNew().call(() -> registrations.keep(place, registration));
  }

  private Optional<OAuthRegistration> find(Place at) {
    return QuarkusTransaction.requiringNew().call(() -> registrations.find(at));
  }
}
