package io.postly.scheduling.channel;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/**
 * Gives a channel new credentials for the same account. Those that it has stay until the network
 * has accepted the new ones, and are given back after that where they can be without these.
 */
@ApplicationScoped
class ChannelReconnecting {

  private final Channels channels;
  private final Networks networks;
  private final ChannelGrants grants;
  private final AccountChecking checking;
  private final CredentialVault vault;
  private final NetworkServers servers;
  private final Event<CredentialsLeft> leavings;
  private final ActionContext context;

  ChannelReconnecting(
      Channels channels,
      Networks networks,
      ChannelGrants grants,
      AccountChecking checking,
      CredentialVault vault,
      NetworkServers servers,
      Event<CredentialsLeft> leavings,
      ActionContext context) {
    this.channels = channels;
    this.networks = networks;
    this.grants = grants;
    this.checking = checking;
    this.vault = vault;
    this.servers = servers;
    this.leavings = leavings;
    this.context = context;
  }

  ConnectedChannel reconnect(String workspace, UUID channelId, ChannelAccount account) {
    Network network = networks.get(channels.connected(workspace, channelId).network());
    return reconnect(workspace, channelId, checking.check(network, account));
  }

  /** Takes an account's new credentials, which its network has accepted. */
  ConnectedChannel reconnect(String workspace, UUID channelId, Connection connection) {
    Channel channel = channels.lockConnected(workspace, channelId);
    Network network = networks.get(channel.network());
    if (!channel.isFor(connection)) {
      throw ProblemException.invalid(
          network.name(),
          "is another account than the channel's; connect it as a channel of its own");
    }
    Connection account = grants.succeeding(channel, connection);
    ChannelView before = view(channel, network);
    channel
        .sealedCredentials()
        .ifPresent(credentials -> leavings.fire(new CredentialsLeft(credentials, true)));
    channel.reconnect(account, id -> secret -> vault.encrypt(id, secret));
    channel.isOn(servers.of(network, account.credentials()));
    return report(before, view(channel, network), account);
  }

  private ChannelView view(Channel channel, Network network) {
    return ChannelView.of(channel, network).seenBy(grants.visibility(channel));
  }

  private ConnectedChannel report(ChannelView before, ChannelView after, Connection connection) {
    context.subject("channel", after.id(), null);
    context.change(before, after);
    context.undo(Undo.impossible("The credentials that the channel had before are not kept."));
    context.nextStep(
        "Nothing more is needed: what is planned on the channel goes out when it is due.");
    context.shownOnce("webhook_secret");
    return new ConnectedChannel(after, connection.generatedSecret().orElse(null));
  }
}
