package io.postly.scheduling.notification;

import io.postly.action.page.PagePosition;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored deliveries. */
@ApplicationScoped
class NotificationDeliveries {

  private static final String ADD_ONCE =
      """
      INSERT INTO notification_delivery
        (id, endpoint_id, fact, type, body, state, attempts, failures, next_attempt_at, created_at)
      VALUES (:id, :endpoint, :fact, :type, :body, :state, 0, 0, :next, :created)
      ON CONFLICT (endpoint_id, fact) DO NOTHING
      """;

  /**
   * What is due, of each endpoint no more than its share. The recursion steps from one endpoint
   * with something waiting to the next, so that the backlog of one costs the others nothing.
   */
  private static final String DUE =
      """
      WITH RECURSIVE busy (endpoint_id) AS (
        (SELECT endpoint_id FROM notification_delivery WHERE state = 'waiting'
         ORDER BY endpoint_id LIMIT 1)
        UNION ALL
        SELECT following.endpoint_id FROM busy, LATERAL (
          SELECT endpoint_id FROM notification_delivery
          WHERE state = 'waiting' AND endpoint_id > busy.endpoint_id
          ORDER BY endpoint_id LIMIT 1) following
      )
      SELECT due.id FROM busy, LATERAL (
        SELECT id, next_attempt_at FROM notification_delivery
        WHERE endpoint_id = busy.endpoint_id AND state = 'waiting' AND next_attempt_at <= :now
          AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY next_attempt_at
        LIMIT greatest(0, :share - (
          SELECT count(*) FROM notification_delivery
          WHERE endpoint_id = busy.endpoint_id AND state = 'waiting' AND lease_until > :now))
        FOR UPDATE SKIP LOCKED) due
      ORDER BY due.next_attempt_at LIMIT :limit
      """;

  private static final String PURGE =
      """
      DELETE FROM notification_delivery WHERE id IN (
        SELECT id FROM notification_delivery
        WHERE state <> 'waiting' AND created_at < :before
        LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private static final String END_WAITING =
      """
      UPDATE NotificationDelivery SET state = :failed, reason = :reason, nextAttemptAt = NULL
      WHERE endpointId = :endpoint AND state = :waiting AND leaseToken IS NULL
      """;

  private final EntityManager entities;

  NotificationDeliveries(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds a delivery unless the endpoint is told of the fact already. */
  void addOnce(NotificationDelivery delivery) {
    entities
        .createNativeQuery(ADD_ONCE)
        .setParameter("id", delivery.id)
        .setParameter("endpoint", delivery.endpointId)
        .setParameter("fact", delivery.fact)
        .setParameter("type", delivery.type.label())
        .setParameter("body", delivery.body)
        .setParameter("state", delivery.state.label())
        .setParameter("next", delivery.nextAttemptAt)
        .setParameter("created", delivery.createdAt)
        .executeUpdate();
  }

  void add(NotificationDelivery delivery) {
    entities.persist(delivery);
  }

  /**
   * Deliveries to be sent now, locked; none that others are claiming at the same time.
   *
   * @param share the most that may be on their way to one endpoint
   */
  List<NotificationDelivery> lockDue(Instant now, int share, int limit) {
    List<?> ids =
        entities
            .createNativeQuery(DUE, UUID.class)
            .setParameter("now", now)
            .setParameter("share", share)
            .setParameter("limit", limit)
            .getResultList();
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "FROM NotificationDelivery WHERE id IN :ids ORDER BY nextAttemptAt, id",
                NotificationDelivery.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /** A delivery, locked; empty if it is gone. */
  Optional<NotificationDelivery> lock(UUID deliveryId) {
    return Optional.ofNullable(
        entities.find(NotificationDelivery.class, deliveryId, LockModeType.PESSIMISTIC_WRITE));
  }

  /** A delivery to that endpoint, locked, or {@code not_found}. */
  NotificationDelivery lock(NotificationEndpoint endpoint, UUID deliveryId) {
    return lock(deliveryId)
        .filter(found -> found.endpointId.equals(endpoint.id))
        .orElseThrow(
            () ->
                ProblemException.notFound("notification delivery")
                    .nextStep("List the endpoint's deliveries, and use an id from there."));
  }

  /** Up to that many deliveries to an endpoint, the latest first. */
  List<NotificationDelivery> page(NotificationEndpoint endpoint, String cursor, int limit) {
    String after = cursor == null ? "" : " AND (createdAt, id) < (:lastAt, :lastId)";
    TypedQuery<NotificationDelivery> query =
        entities
            .createQuery(
                "FROM NotificationDelivery WHERE endpointId = :endpoint"
                    + after
                    + " ORDER BY createdAt DESC, id DESC",
                NotificationDelivery.class)
            .setParameter("endpoint", endpoint.id)
            .setMaxResults(limit);
    if (cursor != null) {
      PagePosition last = PagePosition.of(cursor);
      query.setParameter("lastAt", last.at()).setParameter("lastId", last.id());
    }
    return query.getResultList();
  }

  /**
   * Ends what waits for an endpoint that is sent nothing any more. What is on its way ends by
   * itself.
   *
   * @return how many there were
   */
  int endWaiting(NotificationEndpoint endpoint, String reason) {
    return entities
        .createQuery(END_WAITING)
        .setParameter("failed", DeliveryState.FAILED)
        .setParameter("reason", reason)
        .setParameter("endpoint", endpoint.id)
        .setParameter("waiting", DeliveryState.WAITING)
        .executeUpdate();
  }

  long countWaiting() {
    return entities
        .createQuery("SELECT count(*) FROM NotificationDelivery WHERE state = :waiting", Long.class)
        .setParameter("waiting", DeliveryState.WAITING)
        .getSingleResult();
  }

  /** When the attempt was due that nobody makes, of all the one that was due first. */
  Optional<Instant> longestDue(Instant now) {
    return Optional.ofNullable(
        entities
            .createQuery(
                """
                SELECT min(nextAttemptAt) FROM NotificationDelivery
                WHERE state = :waiting AND nextAttemptAt <= :now
                  AND (leaseUntil IS NULL OR leaseUntil <= :now)
                """,
                Instant.class)
            .setParameter("waiting", DeliveryState.WAITING)
            .setParameter("now", now)
            .getSingleResult());
  }

  long countWaiting(NotificationEndpoint endpoint) {
    return entities
        .createQuery(
            """
            SELECT count(*) FROM NotificationDelivery
            WHERE state = :waiting AND endpointId = :endpoint
            """,
            Long.class)
        .setParameter("waiting", DeliveryState.WAITING)
        .setParameter("endpoint", endpoint.id)
        .getSingleResult();
  }

  /**
   * Forgets deliveries that have ended and were made before that instant, at most so many.
   *
   * @return how many there were
   */
  int purge(Instant before, int limit) {
    return entities
        .createNativeQuery(PURGE)
        .setParameter("before", before)
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
