package io.postly.scheduling.channel;

import io.postly.action.identifier.Identifiers;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.Registrations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registrations, in the database. */
@ApplicationScoped
class NetworkRegistrations implements Registrations {

  private static final String OF_A_PLACE =
      " WHERE network = :network AND server = :server AND redirect_uri = :redirectUri";
  private static final String FIND =
      "SELECT id, client_id, encrypted_secret FROM network_registration" + OF_A_PLACE;
  private static final String FORGET =
      "DELETE FROM network_registration" + OF_A_PLACE + " AND client_id = :clientId";
  private static final String KEEP =
      """
      INSERT INTO network_registration (id, network, server, redirect_uri, client_id, encrypted_secret, registered_at)
      VALUES (:id, :network, :server, :redirectUri, :clientId, :secret, :now) ON CONFLICT DO NOTHING
      """;

  private final EntityManager entities;
  private final CredentialVault vault;
  private final Clock clock;

  NetworkRegistrations(EntityManager entities, CredentialVault vault, Clock clock) {
    this.entities = entities;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<OAuthRegistration> find(Place place) {
    return rows(at(place, entities.createNativeQuery(FIND, Object[].class))).stream()
        .findFirst()
        .map(
            row ->
                new OAuthRegistration(
                    (String) row[1], vault.decrypt((UUID) row[0], (String) row[2])));
  }

  @Override
  @Transactional
  public OAuthRegistration keep(Place place, OAuthRegistration registration) {
    UUID id = Identifiers.next();
    at(place, entities.createNativeQuery(KEEP))
        .setParameter("id", id)
        .setParameter("clientId", registration.clientId())
        .setParameter("secret", vault.encrypt(id, registration.clientSecret()))
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return find(place).orElseThrow();
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public void forget(Place place, OAuthRegistration registration) {
    at(place, entities.createNativeQuery(FORGET))
        .setParameter("clientId", registration.clientId())
        .executeUpdate();
  }

  private static Query at(Place place, Query query) {
    return query
        .setParameter("network", place.network())
        .setParameter("server", place.server())
        .setParameter("redirectUri", place.redirectUri());
  }

  @SuppressWarnings("unchecked") // A native query of several columns gives arrays.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }
}
