package io.postly.scheduling.channel;

import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells what the accounts of channels have let Postly do, and what people have chosen for them. */
@ApplicationScoped
public class ChannelGrants {

  private static final Logger LOG = Logger.getLogger(ChannelGrants.class);

  private final Networks networks;
  private final CredentialVault vault;

  ChannelGrants(Networks networks, CredentialVault vault) {
    this.networks = networks;
    this.vault = vault;
  }

  /**
   * Whether posts of the channel may have pictures, as far as its credentials tell. What is wrong
   * with credentials that cannot be read, sending a post says.
   */
  public boolean mayUpload(Channel channel) {
    try {
      return networks.get(channel.network()).mayUpload(credentials(channel));
    } catch (RuntimeException e) {
      return true;
    }
  }

  /** Who sees the channel's posts, as far as its credentials tell. */
  Optional<String> visibility(Channel channel) {
    try {
      return networks.get(channel.network()).visibility(credentials(channel));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * An account's new credentials, with what people have chosen for the channel; as they are, if
   * those that it has cannot be read any more.
   */
  Connection succeeding(Channel channel, Connection account) {
    try {
      Network network = networks.get(channel.network());
      Optional<String> former = credentials(channel);
      return account.with(
          account
              .credentials()
              .map(fresh -> former.map(old -> network.succeeding(fresh, old)).orElse(fresh)));
    } catch (RuntimeException e) {
      LOG.warnf(e, "Channel %s: what was chosen for it cannot be read any more", channel.id);
      return account;
    }
  }

  private Optional<String> credentials(Channel channel) {
    return vault.decrypt(channel.id, Optional.ofNullable(channel.credentials));
  }
}
