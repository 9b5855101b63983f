package io.postly.scheduling.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether publishing is stopped in a workspace. Whoever begins to send shares a lock on that, and
 * whoever stops takes the lock alone: so each post has either begun before the stop, which then
 * sees it, or sees the stop.
 */
@ApplicationScoped
public class PublishingStops {

  // An advisory lock, because there is no row to lock as long as nobody has stopped anything. Any
  // constant will do; two workspaces whose names have the same hash wait for each other, no more.
  private static final String SHARE =
      "SELECT 1 FROM pg_advisory_xact_lock_shared(1886745715, :workspace)";
  private static final String TRY_TO_SHARE =
      """
      SELECT workspace FROM unnest(CAST(:workspaces AS integer[])) workspace
      WHERE pg_try_advisory_xact_lock_shared(1886745715, workspace)
      """;
  private static final String TAKE = "SELECT 1 FROM pg_advisory_xact_lock(1886745715, :workspace)";

  private static final String STOPPED =
      "SELECT workspace FROM publishing_stop WHERE workspace = ANY (CAST(:workspaces AS text[]))";

  private static final String BEING_SENT =
      """
      SELECT (SELECT count(*) FROM publication WHERE workspace = :workspace AND state = 'publishing')
        + (SELECT count(*) FROM publication_part WHERE workspace = :workspace AND state = 'sending')
        + (SELECT count(*) FROM post_update WHERE workspace = :workspace AND state = 'sending')
      """;

  private final EntityManager entities;

  PublishingStops(EntityManager entities) {
    this.entities = entities;
  }

  /** Since when publishing has been stopped in the workspace, as it is known at this moment. */
  public Optional<Instant> since(String workspace) {
    return entities
        .createQuery(
            "SELECT stoppedAt FROM PublishingStop WHERE workspace = :workspace", Instant.class)
        .setParameter("workspace", workspace)
        .getResultStream()
        .findFirst();
  }

  /**
   * Whether something of the workspace may begin to be sent. If so, nobody stops publishing before
   * the end of the transaction.
   */
  public boolean mayBegin(String workspace) {
    lock(SHARE, workspace);
    return since(workspace).isEmpty();
  }

  /**
   * In which of these workspaces something may begin to be sent; where somebody stops publishing at
   * this moment, it is not said. In these nobody stops it before the end of the transaction.
   */
  public Set<String> mayBegin(Set<String> workspaces) {
    List<?> locks = tryToShare(workspaces);
    Set<String> shared =
        workspaces.stream()
            .filter(workspace -> locks.contains(workspace.hashCode()))
            .collect(Collectors.toCollection(HashSet::new));
    if (!shared.isEmpty()) {
      stopped(shared).forEach(shared::remove);
    }
    return shared;
  }

  private List<?> stopped(Set<String> workspaces) {
    return entities
        .createNativeQuery(STOPPED, String.class)
        .setParameter("workspaces", workspaces.toArray(String[]::new))
        .getResultList();
  }

  /** The locks of workspaces that are shared now. */
  private List<?> tryToShare(Set<String> workspaces) {
    return entities
        .createNativeQuery(TRY_TO_SHARE, Integer.class)
        .setParameter(
            "workspaces", workspaces.stream().map(String::hashCode).toArray(Integer[]::new))
        .getResultList();
  }

  /** Waits for what is about to begin, and lets nothing else begin until the transaction's end. */
  void lock(String workspace) {
    lock(TAKE, workspace);
  }

  void stop(PublishingChange change) {
    entities.persist(change);
    entities.persist(new PublishingStop(change));
  }

  void resume(PublishingChange change) {
    entities.persist(change);
    entities.remove(entities.find(PublishingStop.class, change.workspace));
  }

  /** The workspace's changes, the latest first. */
  List<PublishingChange> latest(String workspace, int limit) {
    return entities
        .createQuery(
            "FROM PublishingChange WHERE workspace = :workspace ORDER BY changedAt DESC",
            PublishingChange.class)
        .setParameter("workspace", workspace)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * How many posts of the workspace, parts of their threads and updates have begun to be sent, and
   * have no outcome yet.
   */
  long countBeingSent(String workspace) {
    Object count =
        entities
            .createNativeQuery(BEING_SENT, Long.class)
            .setParameter("workspace", workspace)
            .getSingleResult();
    return (Long) count;
  }

  /** How many workspaces publish nothing now. */
  long count() {
    return entities
        .createQuery("SELECT count(*) FROM PublishingStop", Long.class)
        .getSingleResult();
  }

  private void lock(String statement, String workspace) {
    entities
        .createNativeQuery(statement)
        .setParameter("workspace", workspace.hashCode())
        .getSingleResult();
  }
}
