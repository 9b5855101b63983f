package io.postly.scheduling.network.oauth;

import java.util.Optional;

/**
 * What servers know this installation by where it registers itself. Secrets are kept encrypted.
 * Part of the caller's transaction, if there is one.
 */
public interface Registrations {

  /**
   * A server, and where it sends people back to.
   *
   * @param network the network's name
   * @param server the server's origin
   */
  record Place(String network, String server, String redirectUri) {}

  /** What a server knows this installation by, if that was ever registered there. */
  Optional<OAuthRegistration> find(Place place);

  /**
   * Keeps a registration, unless somebody else has just kept another one.
   *
   * @return the one that is kept
   */
  OAuthRegistration keep(Place place, OAuthRegistration registration);

  /**
   * Forgets a registration that its server does not know any more; whatever becomes of the caller's
   * transaction.
   */
  void forget(Place place, OAuthRegistration registration);
}
