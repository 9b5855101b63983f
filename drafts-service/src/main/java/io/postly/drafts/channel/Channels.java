package io.postly.drafts.channel;

import io.postly.action.transaction.CopyWait;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that drafts may name. */
@ApplicationScoped
public class Channels {

  private final EntityManager entities;
  private final Clock clock;

  Channels(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Those of the channels that are the workspace's, by their ids. One that was connected a moment
   * ago is waited for, all of them together for no longer than one.
   */
  public Map<UUID, Channel> find(String workspace, Collection<UUID> ids) {
    Map<UUID, Channel> found = lookup(workspace, ids);
    boolean awaited =
        ids.stream()
            .anyMatch(id -> !found.containsKey(id) && CopyWait.isYoung(id, clock.instant()));
    if (!awaited) {
      return found;
    }
    return CopyWait.await(
            () -> Optional.of(lookup(workspace, ids)).filter(all -> all.size() == ids.size()))
        .orElseGet(() -> lookup(workspace, ids));
  }

  /** Whether any channel of the workspace, connected or not, is known to take threads. */
  public boolean takeThreads(String workspace) {
    return !entities
        .createQuery(
            "select id from Channel where workspace = :workspace and maxThread > 0", UUID.class)
        .setParameter("workspace", workspace)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * Whether any channel of the workspace on that network, connected or not, is known to take
   * content warnings.
   */
  public boolean takeContentWarnings(String workspace, String network) {
    return !entities
        .createQuery(
            "select id from Channel"
                + " where workspace = :workspace and network = :network and contentWarnings",
            UUID.class)
        .setParameter("workspace", workspace)
        .setParameter("network", network)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private Map<UUID, Channel> lookup(String workspace, Collection<UUID> ids) {
    return entities
        .createQuery("from Channel where workspace = :workspace and id in :ids", Channel.class)
        .setParameter("workspace", workspace)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(Channel::id, Function.identity()));
  }
}
