package io.postly.scheduling.channel;

import io.postly.scheduling.network.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** Tells whether giving credentials back would take them from a channel that uses them. */
@ApplicationScoped
class CredentialHolders {

  private static final String CONNECTED =
      "FROM Channel WHERE network = :network AND accountId = :account AND credentials IS NOT NULL";

  private final EntityManager entities;
  private final CredentialVault vault;

  CredentialHolders(EntityManager entities, CredentialVault vault) {
    this.entities = entities;
    this.vault = vault;
  }

  /**
   * Whether a channel of any workspace, as it is now, would lose something. Where that cannot be
   * told, it would.
   *
   * @param way the network's, which gives back
   */
  @Transactional(TxType.REQUIRES_NEW)
  boolean wouldLose(SealedCredentials credentials, SignIn way) {
    return switch (way.revokes()) {
      case NOTHING -> false;
      case SIGN_IN -> hasSame(credentials, way);
      case ACCOUNT -> credentials.accountId().isEmpty() || !connected(credentials).isEmpty();
    };
  }

  private List<Channel> connected(SealedCredentials credentials) {
    return credentials
        .accountId()
        .map(
            account ->
                entities
                    .createQuery(CONNECTED, Channel.class)
                    .setParameter("network", credentials.network())
                    .setParameter("account", account)
                    .getResultList())
        .orElseGet(List::of);
  }

  private boolean hasSame(SealedCredentials credentials, SignIn way) {
    String grant = way.grant(vault.decrypt(credentials.ownerId(), credentials.encrypted()));
    return connected(credentials).stream()
        .anyMatch(one -> way.grant(vault.decrypt(one.id, one.credentials)).equals(grant));
  }
}
