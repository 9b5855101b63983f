package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.UpdateSupport;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether published posts can be changed, by their network and by what their channel's admin has
 * said.
 */
@ApplicationScoped
class UpdateOffers {

  private final Networks networks;

  UpdateOffers(Networks networks) {
    this.networks = networks;
  }

  /** How a network changes posts; not at all if this release does not know it. */
  UpdateSupport of(String network) {
    return networks.find(network).map(Network::updates).orElse(UpdateSupport.NONE);
  }

  /** Whether posts of a channel can be changed. */
  boolean isOffered(Channel channel) {
    return channel.isUpdatable(of(channel.network()));
  }
}
