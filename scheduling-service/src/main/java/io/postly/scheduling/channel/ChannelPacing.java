package io.postly.scheduling.channel;

import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.SendingPace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Spaces the posts of a channel as its network asks of everybody. All dispatchers keep one pace,
 * for it stands in the database.
 */
@ApplicationScoped
public class ChannelPacing {

  private static final String FREE =
      "SELECT * FROM channel WHERE id = ANY (CAST(:channels AS uuid[])) FOR UPDATE SKIP LOCKED";

  private final EntityManager entities;
  private final Networks networks;

  ChannelPacing(EntityManager entities, Networks networks) {
    this.entities = entities;
    this.networks = networks;
  }

  /** Whether posts of that network are spaced at all. */
  public boolean isPaced(String network) {
    return pace(network).isPresent();
  }

  /**
   * Takes turns of channels whose networks have a pace, part of the caller's transaction. Where
   * somebody else is changing the channel there are none for the moment.
   *
   * @param wanted how many turns of which channel
   * @return how many there are; channels without any are left out
   */
  public Map<UUID, Integer> take(Map<UUID, Integer> wanted, Instant now) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    List<?> locked =
        entities
            .createNativeQuery(FREE, Channel.class)
            .setParameter("channels", wanted.keySet().toArray(UUID[]::new))
            .getResultList();
    Map<UUID, Integer> turns = new HashMap<>();
    for (Object row : locked) {
      Channel channel = (Channel) row;
      pace(channel.network())
          .ifPresent(
              pace -> turns.put(channel.id(), channel.take(wanted.get(channel.id()), pace, now)));
    }
    return turns;
  }

  private Optional<SendingPace> pace(String network) {
    return networks.find(network).flatMap(Network::pace);
  }
}
