package io.postly.scheduling.network.mastodon;

import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.Registrations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Registrations in memory. */
final class KeptRegistrations implements Registrations {

  private final Map<Place, OAuthRegistration> kept = new HashMap<>();

  @Override
  public Optional<OAuthRegistration> find(Place place) {
    return Optional.ofNullable(kept.get(place));
  }

  @Override
  public OAuthRegistration keep(Place place, OAuthRegistration registration) {
    kept.putIfAbsent(place, registration);
    return kept.get(place);
  }

  @Override
  public void forget(Place place, OAuthRegistration registration) {
    kept.remove(place, registration);
  }
}
