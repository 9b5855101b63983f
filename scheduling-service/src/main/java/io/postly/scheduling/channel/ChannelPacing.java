package io.postly.scheduling.channel;

import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.SharedServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Spaces the posts of a channel, and of all that share its server, as its network asks of
 * everybody. All dispatchers keep one pace, for it stands in the database.
 */
@ApplicationScoped
public class ChannelPacing {

  private static final String FREE =
      "SELECT * FROM channel WHERE id = ANY (CAST(:channels AS uuid[])) FOR UPDATE SKIP LOCKED";

  private final EntityManager entities;
  private final Networks networks;
  private final NetworkServers servers;

  ChannelPacing(EntityManager entities, Networks networks, NetworkServers servers) {
    this.entities = entities;
    this.networks = networks;
    this.servers = servers;
  }

  /** Whether posts of that network are spaced, or may have to be. */
  public boolean isPaced(String network) {
    return networks
        .find(network)
        .filter(one -> one.pace().isPresent() || one.server().isPresent())
        .isPresent();
  }

  /**
   * The turns of channels of such networks, part of the caller's transaction. Where somebody else
   * is changing the channel there are none for the moment.
   *
   * @param isFirst whether the transaction has asked for none before: then it waits for who has
   *     turns of the same servers, and else those have none
   */
  public Turns turns(Set<UUID> channelIds, boolean isFirst, Instant now) {
    Map<UUID, Channel> channels = lockFree(channelIds);
    Set<String> shared =
        channels.values().stream()
            .flatMap(channel -> channel.server().stream())
            .collect(Collectors.toSet());
    return new Turns(channels, servers.lock(shared, isFirst), now);
  }

  private Map<UUID, Channel> lockFree(Set<UUID> channelIds) {
    if (channelIds.isEmpty()) {
      return Map.of();
    }
    List<?> locked =
        entities
            .createNativeQuery(FREE, Channel.class)
            .setParameter("channels", channelIds.toArray(UUID[]::new))
            .getResultList();
    return locked.stream()
        .map(Channel.class::cast)
        .collect(Collectors.toMap(Channel::id, Function.identity()));
  }

  /** Turns to send at one moment, taken one by one. */
  public final class Turns {

    private final Map<UUID, Channel> channels;
    private final Map<String, NetworkServer> shared;
    private final Instant now;

    private Turns(Map<UUID, Channel> channels, Map<String, NetworkServer> shared, Instant now) {
      this.channels = channels;
      this.shared = shared;
      this.now = now;
    }

    /** Takes one of a channel, which is one of its server as well; false if there is none. */
    public boolean take(UUID channelId) {
      Channel channel = channels.get(channelId);
      if (channel == null || !channel.isTurn(now)) {
        return false;
      }
      Network network = networks.get(channel.network());
      if (channel.server().isPresent() && !takeOf(channel.server().get(), network)) {
        return false;
      }
      network.pace().ifPresent(pace -> channel.takeTurn(pace, now));
      return true;
    }

    private boolean takeOf(String name, Network network) {
      NetworkServer server = shared.get(name);
      if (server == null || !server.isTurn(now)) {
        return false;
      }
      server.takeTurn(network.server().flatMap(SharedServer::pace), now);
      return true;
    }

    /** Writes down those that were taken, so that queries of the transaction see it. */
    public void keep() {
      entities.flush();
    }
  }
}
