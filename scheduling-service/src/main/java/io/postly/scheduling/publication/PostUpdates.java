package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stored updates of posts, and the only way in which their states change: every step is made
 * known in the transaction that takes it.
 */
@ApplicationScoped
class PostUpdates {

  private static final String DUE =
      """
      SELECT publication_id FROM post_update
      WHERE state = 'requested' AND requested_at >= :earliest
        AND (retry_at IS NULL OR retry_at <= :now) AND (lease_until IS NULL OR lease_until <= :now)
        AND (
          SELECT trouble IS NULL AND (free_at IS NULL OR free_at <= :now)
            AND (closed_until IS NULL OR closed_until <= :now)
          FROM channel WHERE id = post_update.channel_id)
        AND workspace NOT IN (SELECT workspace FROM publishing_stop)
      ORDER BY requested_at, publication_id LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String OVERDUE =
      """
      SELECT publication_id FROM post_update
      WHERE state = 'requested' AND requested_at < :earliest
        AND (lease_until IS NULL OR lease_until <= :now)
      ORDER BY requested_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String EXPIRED =
      """
      SELECT publication_id FROM post_update
      WHERE state = 'sending' AND lease_until <= :now
      ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;
  private final Outbox outbox;
  private final Event<UpdateChanged> changes;

  PostUpdates(EntityManager entities, Outbox outbox, Event<UpdateChanged> changes) {
    this.entities = entities;
    this.outbox = outbox;
    this.changes = changes;
  }

  /** The updates of those publications, by publication. */
  Map<UUID, PostUpdate> of(Collection<UUID> publicationIds) {
    return publicationIds.isEmpty()
        ? Map.of()
        : entities
            .createQuery("FROM PostUpdate WHERE publicationId IN :publications", PostUpdate.class)
            .setParameter("publications", publicationIds)
            .getResultStream()
            .collect(Collectors.toMap(update -> update.publicationId, Function.identity()));
  }

  /** The update of that publication, locked, if anybody has ever wanted one. */
  Optional<PostUpdate> lock(UUID publicationId) {
    Optional<PostUpdate> locked =
        Optional.ofNullable(
            entities.find(PostUpdate.class, publicationId, LockModeType.PESSIMISTIC_WRITE));
    // One that was shown before is as it was then: dispatchers lock it without its post.
    locked.ifPresent(entities::refresh);
    return locked;
  }

  /** Has a post say something else as soon as may be. The publication's row must be locked. */
  void request(Publication post, Publication.Content wanted, Person person, Instant now) {
    Optional<PostUpdate> earlier = lock(post.id);
    PostUpdate update = earlier.orElseGet(() -> PostUpdate.of(post));
    apply(update, step -> step.request(wanted, person, now));
    if (earlier.isEmpty()) {
      entities.persist(update);
    }
  }

  /** Takes a step of an update whose row, or whose publication's, the transaction has locked. */
  void apply(PostUpdate update, Consumer<PostUpdate> step) {
    step.accept(update);
    UpdateChanged change = UpdateChanged.of(update);
    outbox.add(
        new OutgoingEvent(
            UpdateChanged.TOPIC, UpdateChanged.TYPE, update.draftId, update.workspace, change));
    changes.fire(change);
  }

  /**
   * What is to be attempted now, locked, of workspaces whose publishing is not stopped, on channels
   * that take posts or may be tried.
   *
   * @param earliest what was asked for before this instant is too late
   */
  List<PostUpdate> lockDue(Instant now, Instant earliest, int limit) {
    return locked(
        entities
            .createNativeQuery(DUE, UUID.class)
            .setParameter("now", now)
            .setParameter("earliest", earliest)
            .setParameter("limit", limit)
            .getResultList());
  }

  /** What was asked for before that instant, and is not being sent. */
  List<PostUpdate> lockOverdue(Instant now, Instant earliest, int limit) {
    return locked(
        entities
            .createNativeQuery(OVERDUE, UUID.class)
            .setParameter("now", now)
            .setParameter("earliest", earliest)
            .setParameter("limit", limit)
            .getResultList());
  }

  /** What dispatchers have abandoned while they sent it. */
  List<PostUpdate> lockExpired(Instant now, int limit) {
    return locked(
        entities
            .createNativeQuery(EXPIRED, UUID.class)
            .setParameter("now", now)
            .setParameter("limit", limit)
            .getResultList());
  }

  /** Whether an update on the channel has been claimed, or is being sent. */
  boolean isAnyUnderWay(UUID channelId, Instant now) {
    return !entities
        .createQuery(
            "SELECT publicationId FROM PostUpdate WHERE channelId = :channel AND"
                + " (state = :sending OR state = :requested AND leaseUntil > :now)",
            UUID.class)
        .setParameter("channel", channelId)
        .setParameter("sending", UpdateState.SENDING)
        .setParameter("requested", UpdateState.REQUESTED)
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private List<PostUpdate> locked(List<?> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "FROM PostUpdate WHERE publicationId IN :ids ORDER BY requestedAt, publicationId",
                PostUpdate.class)
            .setParameter("ids", ids)
            .getResultList();
  }
}
