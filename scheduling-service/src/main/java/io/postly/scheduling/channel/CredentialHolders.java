package io.postly.scheduling.channel;

import io.postly.scheduling.network.Revocation;
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
   */
  @Transactional(TxType.REQUIRES_NEW)
  boolean wouldLose(SealedCredentials credentials, Revocation.Reach reach) {
    return switch (reach) {
      case NOTHING -> false;
      case SIGN_IN -> connected(credentials).stream().anyMatch(one -> isSame(one, credentials));
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

  private boolean isSame(Channel channel, SealedCredentials credentials) {
    return vault
        .decrypt(channel.id, channel.credentials)
        .equals(vault.decrypt(credentials.ownerId(), credentials.encrypted()));
  }
}
