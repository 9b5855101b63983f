package io.postly.scheduling.channel;

import io.postly.scheduling.network.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The stored servers of networks. All dispatchers see the same. */
@ApplicationScoped
class NetworkServers {

  private static final String ADD_ONCE =
      """
      INSERT INTO network_server (name, network) VALUES (:name, :network)
      ON CONFLICT (name) DO NOTHING
      """;

  // Channels may refer to it meanwhile.
  private static final String LOCK =
      """
      SELECT * FROM network_server WHERE name = ANY (CAST(:names AS text[])) ORDER BY name
      FOR NO KEY UPDATE
      """;

  // Usually none is found, and nobody is waited for.
  private static final String ANSWERED =
      """
      UPDATE network_server
      SET failing = '{}', failed_at = NULL, next_try_at = NULL, tries = 0
      WHERE name IN (
        SELECT name FROM network_server
        WHERE name IN (SELECT server FROM channel WHERE id = ANY (CAST(:channels AS uuid[])))
          AND failed_at IS NOT NULL
        ORDER BY name FOR NO KEY UPDATE)
      """;

  private static final Logger LOG = Logger.getLogger(NetworkServers.class);

  private final EntityManager entities;

  NetworkServers(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The name of the server that a channel with these credentials shares with others; it is stored
   * by now. Empty if there is none, or if they do not tell: a channel goes without.
   */
  Optional<String> of(Network network, Optional<String> credentials) {
    Optional<String> name = network.server().flatMap(shared -> named(shared.named(), credentials));
    return name.map(server -> addOnce(network.name(), server));
  }

  private static Optional<String> named(
      Function<Optional<String>, String> naming, Optional<String> credentials) {
    try {
      return Optional.of(naming.apply(credentials));
    } catch (RuntimeException e) {
      LOG.debugf("Credentials do not tell their server: %s", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private String addOnce(String network, String server) {
    String name = network + "/" + server;
    entities
        .createNativeQuery(ADD_ONCE)
        .setParameter("name", name)
        .setParameter("network", network)
        .executeUpdate();
    return name;
  }

  /**
   * Locks them until the end of the transaction. Who waits has locked none before, so that nobody
   * waits for each other.
   *
   * @param isWaiting whether those that others have are waited for, or left out
   */
  Map<String, NetworkServer> lock(Set<String> names, boolean isWaiting) {
    if (names.isEmpty()) {
      return Map.of();
    }
    List<?> locked =
        entities
            .createNativeQuery(isWaiting ? LOCK : LOCK + " SKIP LOCKED", NetworkServer.class)
            .setParameter("names", names.toArray(String[]::new))
            .getResultList();
    return locked.stream()
        .map(NetworkServer.class::cast)
        .collect(Collectors.toMap(server -> server.name, Function.identity()));
  }

  /**
   * Takes note that a channel's server, if it has one, did not answer it, or failed itself. Part of
   * the caller's transaction.
   *
   * @return whether the server fails by now, and not the channel
   */
  boolean failed(Channel channel, Instant now) {
    if (channel.server().isEmpty()) {
      return false;
    }
    NetworkServer server =
        entities.find(NetworkServer.class, channel.server().get(), LockModeType.PESSIMISTIC_WRITE);
    boolean wasFailing = server.isFailing(now);
    server.failed(channel.id(), now);
    if (server.isFailing(now) && !wasFailing) {
      LOG.warnf("Nothing gets through to %s: posts try it one after the other", server.name);
    }
    return server.isFailing(now);
  }

  /** The servers of these channels have answered. Part of the caller's transaction. */
  void answered(Collection<UUID> channelIds) {
    entities
        .createNativeQuery(ANSWERED)
        .setParameter("channels", channelIds.toArray(UUID[]::new))
        .executeUpdate();
  }
}
