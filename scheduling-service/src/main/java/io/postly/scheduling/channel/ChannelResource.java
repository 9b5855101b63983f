package io.postly.scheduling.channel;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The channels of a workspace. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelResource {

  private final Channels channels;
  private final Networks networks;
  private final ChannelGrants grants;
  private final ChannelConnecting connecting;
  private final ChannelReconnecting reconnecting;
  private final ChannelDisconnecting disconnecting;
  private final ChannelGate gate;
  private final ConnectingHint hint;
  private final Clock clock;

  ChannelResource(
      Channels channels,
      Networks networks,
      ChannelGrants grants,
      ChannelConnecting connecting,
      ChannelReconnecting reconnecting,
      ChannelDisconnecting disconnecting,
      ChannelGate gate,
      ConnectingHint hint,
      Clock clock) {
    this.channels = channels;
    this.networks = networks;
    this.grants = grants;
    this.connecting = connecting;
    this.reconnecting = reconnecting;
    this.disconnecting = disconnecting;
    this.gate = gate;
    this.hint = hint;
    this.clock = clock;
  }

  /** Lists the channels. */
  @GET
  @Action(
      name = "list_channels",
      title = "List channels",
      description =
          "Lists the social accounts that a workspace can publish to, with ids, networks and limits. Use it before naming"
              + " channels.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      idempotent = true,
      resource = "postly://workspaces/{workspace}/channels",
      invoking = "Reading the channels",
      invoked = "Read the channels")
  public ChannelList list(@PathParam("workspace") String workspace) {
    Map<UUID, Instant> leftAlone = gate.leftAlone(workspace, clock.instant());
    List<ChannelView> listed =
        channels.of(workspace).stream()
            .map(
                channel ->
                    ChannelView.of(
                            channel,
                            networks.get(channel.network()),
                            Optional.ofNullable(leftAlone.get(channel.id())))
                        .seenBy(grants.visibility(channel)))
            .toList();
    hint.whereToConnect(workspace, listed);
    return new ChannelList(listed);
  }

  /** Connects a channel. */
  @POST
  @Action(
      name = "connect_channel",
      title = "Connect channel",
      description =
          "Connects a workspace with an account to publish to: the sandbox, a receiver of signed webhooks, a Bluesky or Mastodon account,"
              + " a Telegram chat or a Discord channel. A signing secret that Postly makes is shown in this answer only.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Connecting the channel",
      invoked = "Connected the channel",
      status = 201)
  public ConnectedChannel connect(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewChannel channel) {
    return connecting.connect(workspace, channel);
  }

  /** Reconnects a channel. */
  @PUT
  @Path("/{channel_id}/account")
  @Action(
      name = "reconnect_channel",
      title = "Reconnect channel",
      description =
          "Gives a channel new credentials for the account that it stands for, once its network has accepted them. Use it when"
              + " list_channels shows trouble, or to change a password, token or signing secret.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Reconnecting the channel",
      invoked = "Reconnected the channel")
  public ConnectedChannel reconnect(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from list_channels.")
          UUID channelId,
      @Valid @NotNull(message = "is required") ChannelAccount account) {
    return reconnecting.reconnect(workspace, channelId, account);
  }

  /** Disconnects a channel. */
  @POST
  @Path("/{channel_id}/disconnection")
  @Action(
      name = "disconnect_channel",
      title = "Disconnect channel",
      description =
          "Lets a channel go: its credentials are forgotten and nothing goes out on it any more. What was published stays"
              + " there, and in the calendar. Bluesky, Mastodon and X are asked to end what was granted by signing in, unless"
              + " another channel may need it.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Disconnecting the channel",
      invoked = "Disconnected the channel")
  public DisconnectedChannel disconnect(
      @PathParam("workspace") String workspace,
      @PathParam("channel_id") @Parameter(description = "The channel, from list_channels.")
          UUID channelId,
      @Valid @NotNull(message = "is required") Disconnection disconnection) {
    return disconnecting.disconnect(workspace, channelId, disconnection);
  }
}
