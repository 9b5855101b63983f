package io.postly.scheduling.notification;

import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stored endpoints. */
@ApplicationScoped
class NotificationEndpoints {

  /**
   * Locked, so that none of them is deleted before the transaction ends: what happened must not
   * fail to be recorded because nobody wants to be told any more.
   */
  private static final String WANTING =
      """
      SELECT workspace, id FROM notification_endpoint
      WHERE workspace = ANY (CAST(:workspaces AS text[])) AND enabled AND :type = ANY (event_types)
      ORDER BY id FOR KEY SHARE
      """;

  private static final String ONE_AT_A_TIME =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('notification_endpoint ' || :workspace, 0))";

  private static final String FORGET_SECRETS =
      """
      UPDATE NotificationEndpoint SET previousSecret = NULL, previousSecretUntil = NULL
      WHERE previousSecretUntil <= :now
      """;

  private final EntityManager entities;

  NotificationEndpoints(EntityManager entities) {
    this.entities = entities;
  }

  /** Every endpoint of a workspace, the oldest first. */
  List<NotificationEndpoint> of(String workspace) {
    return entities
        .createQuery(
            "FROM NotificationEndpoint WHERE workspace = :workspace ORDER BY createdAt, id",
            NotificationEndpoint.class)
        .setParameter("workspace", workspace)
        .getResultList();
  }

  /** One endpoint of that workspace, or {@code not_found}. */
  NotificationEndpoint find(String workspace, UUID endpointId) {
    return require(workspace, entities.find(NotificationEndpoint.class, endpointId));
  }

  /** Like {@link #find}, locked until the end of the transaction. */
  NotificationEndpoint lock(String workspace, UUID endpointId) {
    return require(workspace, lock(endpointId).orElse(null));
  }

  /** An endpoint of any workspace, locked; empty if it has been deleted. */
  Optional<NotificationEndpoint> lock(UUID endpointId) {
    return Optional.ofNullable(
        entities.find(NotificationEndpoint.class, endpointId, LockModeType.PESSIMISTIC_WRITE));
  }

  private static NotificationEndpoint require(String workspace, NotificationEndpoint found) {
    if (found == null || !found.workspace.equals(workspace)) {
      throw ProblemException.notFound("notification endpoint")
          .nextStep("List the notification endpoints, and use an id from there.");
    }
    return found;
  }

  /** How many a workspace has. Until the end of the transaction nobody else adds one. */
  int countBeforeAdding(String workspace) {
    entities
        .createNativeQuery(ONE_AT_A_TIME, Integer.class)
        .setParameter("workspace", workspace)
        .getSingleResult();
    return of(workspace).size();
  }

  void add(NotificationEndpoint endpoint) {
    entities.persist(endpoint);
  }

  /** Deletes an endpoint; the database deletes its deliveries with it. */
  void delete(NotificationEndpoint endpoint) {
    entities.remove(endpoint);
  }

  /** The enabled endpoints of each of these workspaces that want to be told of that. */
  Map<String, List<UUID>> wanting(Set<String> workspaces, NotificationType type) {
    List<?> rows =
        entities
            .createNativeQuery(WANTING, Object[].class)
            .setParameter("workspaces", workspaces.toArray(String[]::new))
            .setParameter("type", type.label())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(
            Collectors.groupingBy(
                row -> (String) row[0],
                Collectors.mapping(row -> (UUID) row[1], Collectors.toList())));
  }

  /** Forgets the former secrets that sign no more. */
  void forgetFormerSecrets(Instant now) {
    entities.createQuery(FORGET_SECRETS).setParameter("now", now).executeUpdate();
  }
}
