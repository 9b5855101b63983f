package io.postly.scheduling.channel;

import io.postly.scheduling.network.Networks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds the servers of channels that a release connected which knew of none: what they share with
 * others is told by their credentials alone.
 */
@ApplicationScoped
class EarlierChannels {

  private static final Logger LOG = Logger.getLogger(EarlierChannels.class);

  /** Every identifier comes after this one. */
  private static final UUID FIRST = new UUID(0, 0);

  private static final String WITHOUT_SERVER =
      """
      SELECT * FROM channel WHERE server IS NULL AND credentials IS NOT NULL
      AND network IN (:networks) AND id > :after ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;
  private final Networks networks;
  private final NetworkServers servers;
  private final CredentialVault vault;

  EarlierChannels(
      EntityManager entities, Networks networks, NetworkServers servers, CredentialVault vault) {
    this.entities = entities;
    this.networks = networks;
    this.servers = servers;
    this.vault = vault;
  }

  /** After the first time there are more only while replicas of that release connect some. */
  @Scheduled(
      every = "10m",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void findServers() {
    Optional<UUID> last = Optional.of(FIRST);
    while (last.isPresent()) {
      UUID after = last.get();
      // One at a time: replicas that make the servers' rows in another order do not wait for each
      // other.
      last = QuarkusTransaction.requiringNew().call(() -> findServer(after));
    }
  }

  /** The channel that was looked at; empty if there is none. */
  private Optional<UUID> findServer(UUID after) {
    List<?> next =
        entities
            .createNativeQuery(WITHOUT_SERVER, Channel.class)
            .setParameter("networks", sharing())
            .setParameter("after", after)
            .getResultList();
    return next.stream()
        .map(Channel.class::cast)
        .findFirst()
        .map(
            channel -> {
              credentials(channel)
                  .flatMap(
                      secret -> servers.of(networks.get(channel.network()), Optional.of(secret)))
                  .ifPresent(server -> channel.isOn(Optional.of(server)));
              return channel.id();
            });
  }

  private List<String> sharing() {
    return networks.names().stream()
        .filter(name -> networks.get(name).server().isPresent())
        .toList();
  }

  private Optional<String> credentials(Channel channel) {
    try {
      return Optional.of(vault.decrypt(channel.id(), channel.credentials));
    } catch (IllegalStateException e) {
      LOG.debugf("Channel %s: its credentials cannot be read", channel.id());
      return Optional.empty();
    }
  }
}
