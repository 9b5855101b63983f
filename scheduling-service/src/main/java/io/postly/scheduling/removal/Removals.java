package io.postly.scheduling.removal;

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
 * The stored removals, and the only way in which they change: every step is made known in the
 * transaction that takes it.
 */
@ApplicationScoped
public class Removals {

  /**
   * Nothing of a channel that its network wants left alone, and no thread of which a part may yet
   * turn out to stand; of each channel no more than its share.
   */
  private static final String DUE =
      """
      WITH due AS (
        SELECT publication_id, row_number() OVER (
          PARTITION BY channel_id ORDER BY next_at, publication_id) AS place
        FROM post_removal
        WHERE state = 'requested' AND next_at <= :now AND channel_id <> ALL (CAST(:busy AS uuid[]))
          AND NOT EXISTS (
            SELECT FROM channel WHERE id = post_removal.channel_id AND closed_until > :now)
          AND NOT EXISTS (
            SELECT FROM publication_part part
            WHERE part.publication_id = post_removal.publication_id AND part.state IN ('sending', 'unconfirmed')))
      SELECT publication_id FROM post_removal JOIN due USING (publication_id)
      WHERE due.place <= :share AND state = 'requested' AND next_at <= :now
      ORDER BY next_at LIMIT :limit FOR UPDATE OF post_removal SKIP LOCKED
      """;

  private static final String OF_PARTS =
      """
      SELECT reference FROM publication_part
      WHERE publication_id = :publication AND reference IS NOT NULL AND removed_at IS NULL
      ORDER BY number DESC
      """;

  private static final String PART_REMOVED =
      """
      UPDATE publication_part SET removed_at = :now
      WHERE publication_id = :publication AND reference = :reference AND removed_at IS NULL
      """;

  private static final String UNKNOWN_PART =
      """
      SELECT id FROM publication_part
      WHERE publication_id = :publication AND state = 'published' AND reference IS NULL LIMIT 1
      """;

  private final EntityManager entities;
  private final Outbox outbox;
  private final Event<RemovalChanged> changes;

  Removals(EntityManager entities, Outbox outbox, Event<RemovalChanged> changes) {
    this.entities = entities;
    this.outbox = outbox;
    this.changes = changes;
  }

  /** The removals of those publications, by publication. */
  public Map<UUID, PostRemoval> of(Collection<UUID> publicationIds) {
    return publicationIds.isEmpty()
        ? Map.of()
        : entities
            .createQuery("FROM PostRemoval WHERE publicationId IN :publications", PostRemoval.class)
            .setParameter("publications", publicationIds)
            .getResultStream()
            .collect(Collectors.toMap(removal -> removal.publicationId, Function.identity()));
  }

  /** The removal of that publication, if anybody has ever wanted it. */
  public Optional<PostRemoval> find(UUID publicationId) {
    return Optional.ofNullable(entities.find(PostRemoval.class, publicationId));
  }

  /** Whether the post is deleted, or is to be. */
  public boolean isWanted(UUID publicationId) {
    return find(publicationId)
        .filter(removal -> removal.state() != RemovalState.REFUSED)
        .isPresent();
  }

  /**
   * Has a post deleted as soon as may be. The publication's row must be locked.
   *
   * @throws IllegalStateException if it is to go already
   */
  public void request(PostRemoval.Target target, Person person, Instant now) {
    Optional<PostRemoval> earlier = lock(target.publicationId());
    PostRemoval removal = earlier.orElseGet(() -> PostRemoval.of(target));
    apply(removal, step -> step.request(person, now));
    if (earlier.isEmpty()) {
      entities.persist(removal);
    }
  }

  /** Takes a step of a removal whose row, or whose publication's, the transaction has locked. */
  void apply(PostRemoval removal, Consumer<PostRemoval> step) {
    step.accept(removal);
    RemovalChanged change = RemovalChanged.of(removal);
    outbox.add(
        new OutgoingEvent(
            RemovalChanged.TOPIC, RemovalChanged.TYPE, removal.draftId, removal.workspace, change));
    changes.fire(change);
  }

  /**
   * What the network knows the parts of the post's thread by that still stand, in the order in
   * which they are to go before it: so that what is left is a thread without its end.
   */
  List<String> standingParts(PostRemoval removal) {
    List<?> references =
        entities
            .createNativeQuery(OF_PARTS, String.class)
            .setParameter("publication", removal.publicationId)
            .getResultList();
    return references.stream().map(String.class::cast).toList();
  }

  /** Takes down that a part of the post's thread does not stand any more. */
  void partRemoved(UUID publicationId, String reference, Instant now) {
    entities
        .createNativeQuery(PART_REMOVED)
        .setParameter("publication", publicationId)
        .setParameter("reference", reference)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** Whether a part stands that Postly cannot name to the network. */
  boolean hasUnknownPart(PostRemoval removal) {
    return !entities
        .createNativeQuery(UNKNOWN_PART, UUID.class)
        .setParameter("publication", removal.publicationId)
        .getResultList()
        .isEmpty();
  }

  /**
   * What is to be attempted now, locked; none that others are claiming at the same time.
   *
   * @param busy channels of which nothing is wanted
   * @param share the most of one channel
   */
  List<PostRemoval> lockDue(Instant now, Collection<UUID> busy, int share, int limit) {
    List<?> ids =
        entities
            .createNativeQuery(DUE, UUID.class)
            .setParameter("now", now)
            .setParameter("busy", busy.toArray(UUID[]::new))
            .setParameter("share", share)
            .setParameter("limit", limit)
            .getResultList();
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "FROM PostRemoval WHERE publicationId IN :ids ORDER BY nextAt, publicationId",
                PostRemoval.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /** Since when that has waited which has waited longest, whatever it waits for. */
  Optional<Instant> oldestRequested() {
    return Optional.ofNullable(
        entities
            .createQuery(
                "SELECT min(requestedAt) FROM PostRemoval WHERE state = :requested", Instant.class)
            .setParameter("requested", RemovalState.REQUESTED)
            .getSingleResult());
  }

  Optional<PostRemoval> lock(UUID publicationId) {
    return Optional.ofNullable(
        entities.find(PostRemoval.class, publicationId, LockModeType.PESSIMISTIC_WRITE));
  }
}
