package io.postly.scheduling.channel;

import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells what the accounts of channels have let Postly do. */
@ApplicationScoped
public class ChannelGrants {

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
      return networks
          .get(channel.network())
          .mayUpload(vault.decrypt(channel.id, Optional.ofNullable(channel.credentials)));
    } catch (RuntimeException e) {
      return true;
    }
  }
}
