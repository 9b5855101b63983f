package io.postly.scheduling.channel;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Connects a workspace with an account on a network. */
@ApplicationScoped
class ChannelConnecting {

  private final Channels channels;
  private final Networks networks;
  private final ChannelGrants grants;
  private final AccountChecking checking;
  private final CredentialVault vault;
  private final NetworkServers servers;
  private final ChannelAnnouncements announcements;
  private final ActionContext context;
  private final Clock clock;

  ChannelConnecting(
      Channels channels,
      Networks networks,
      ChannelGrants grants,
      AccountChecking checking,
      CredentialVault vault,
      NetworkServers servers,
      ChannelAnnouncements announcements,
      ActionContext context,
      Clock clock) {
    this.channels = channels;
    this.networks = networks;
    this.grants = grants;
    this.checking = checking;
    this.vault = vault;
    this.servers = servers;
    this.announcements = announcements;
    this.context = context;
    this.clock = clock;
  }

  ConnectedChannel connect(String workspace, NewChannel wanted) {
    Network network = networks.require(wanted.network());
    Connection account = checking.check(network, wanted);
    return connect(workspace, network, wanted.name().strip(), account);
  }

  /** Connects an account that its network has accepted. */
  ConnectedChannel connect(String workspace, Network network, String name, Connection account) {
    if (channels.isNameTaken(workspace, name)) {
      throw Channels.nameTaken();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Channel channel =
        Channel.connect(
            workspace,
            network.name(),
            name,
            account,
            id -> secret -> vault.encrypt(id, secret),
            now);
    channel.isOn(servers.of(network, account.credentials()));
    channels.add(channel);
    ChannelView view = ChannelView.of(channel, network).seenBy(grants.visibility(channel));
    announcements.announce(channel, network);
    report(view);
    context.shownOnce("webhook_secret");
    return new ConnectedChannel(view, account.generatedSecret().orElse(null));
  }

  private void report(ChannelView channel) {
    context.subject("channel", channel.id(), null);
    context.change(null, channel);
    context.undo(
        Undo.impossible(
            "An admin lets it go with disconnect_channel; it publishes nothing unless a post is scheduled on it."));
    context.nextStep("Give the channel's id to create_draft or update_draft in channel_ids.");
  }
}
