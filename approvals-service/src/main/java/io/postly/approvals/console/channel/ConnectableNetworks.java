package io.postly.approvals.console.channel;

import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Network;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * The networks on which this person can connect accounts by signing in there.
 *
 * @param offered by name
 */
@TemplateData
public record ConnectableNetworks(List<Network> offered) {

  /** Copies the list. */
  public ConnectableNetworks {
    offered = List.copyOf(offered);
  }

  static ConnectableNetworks of(List<Network> all) {
    return new ConnectableNetworks(all.stream().filter(Network::isOffered).toList());
  }

  /** Whether there is anything to offer. */
  public boolean isAny() {
    return !offered.isEmpty();
  }

  /** Whether any of them has many servers. */
  public boolean isAnyOfManyServers() {
    return offered.stream().anyMatch(Network::needsServer);
  }

  /** Whether any of them has to be told which account it is. */
  public boolean isAnyOfNamedAccounts() {
    return offered.stream().anyMatch(Network::needsAccount);
  }

  /** Whether any of them can be told who is to see the posts. */
  public boolean isAnyWithVisibility() {
    return offered.stream().anyMatch(Network::takesVisibility);
  }

  /** Whether a channel can be given new credentials that way. */
  public boolean reconnects(Channel channel) {
    return offered.stream().anyMatch(network -> network.network().equals(channel.network()));
  }
}
