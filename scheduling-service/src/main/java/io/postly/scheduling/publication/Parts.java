package io.postly.scheduling.publication;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.work.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The stored parts of threads, and the only way in which their states change: every step is made
 * known in the transaction that takes it, and a part that stands lets the next one go.
 */
@ApplicationScoped
class Parts {

  private static final String NOT_HELD_BACK =
      """
        AND workspace NOT IN (SELECT workspace FROM publishing_stop)
        AND NOT EXISTS (
          SELECT FROM publication first JOIN posting_queue queue ON queue.channel_id = first.channel_id
          WHERE first.id = part.publication_id AND first.queued AND queue.paused_at IS NOT NULL)
      """;

  private static final String READY =
      """
      state = 'planned' AND turn_at <= :now
        AND (retry_at IS NULL OR retry_at <= :now)
        AND (
          SELECT %s FROM channel WHERE id = part.channel_id)
      """
              .formatted(ChannelGate.TAKES_POSTS)
          + NOT_HELD_BACK;

  private static final String DUE =
      "SELECT id FROM publication_part part WHERE turn_at >= :earliest AND changed_at >= :known"
          + " AND id <> ALL (CAST(:aside AS uuid[])) AND "
          + READY
          + "AND (lease_until IS NULL OR lease_until <= :now) "
          + "ORDER BY turn_at, id LIMIT :limit FOR UPDATE SKIP LOCKED";

  private static final String STUCK =
      "SELECT count(*) FROM publication_part part"
          + " WHERE state = 'sending' AND lease_until <= :now OR "
          + READY
          + "AND (lease_until IS NULL OR lease_until <= :now OR coalesce(retry_at, turn_at) <= :longBefore)";

  private static final String OVERDUE =
      """
      SELECT id FROM publication_part part
      WHERE state = 'planned' AND turn_at < :earliest
        AND id <> ALL (CAST(:aside AS uuid[]))
        AND (lease_until IS NULL OR lease_until <= :now)
      """
          + NOT_HELD_BACK
          + "ORDER BY turn_at LIMIT :limit FOR UPDATE SKIP LOCKED";

  private static final String EXPIRED =
      """
      SELECT id FROM publication_part
      WHERE state = 'sending' AND lease_until <= :now AND id <> ALL (CAST(:aside AS uuid[]))
      ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String IN_DOUBT =
      """
      SELECT id FROM publication_part
      WHERE state = 'planned' AND changed_at < :known AND id <> ALL (CAST(:aside AS uuid[]))
      ORDER BY changed_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String PLANNED_ON =
      """
      SELECT id FROM publication_part
      WHERE channel_id = :channel AND state = 'planned' ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;
  private final Outbox outbox;
  private final Event<PartsChanged> changes;
  private final Event<ThreadStopped> stops;

  Parts(
      EntityManager entities,
      Outbox outbox,
      Event<PartsChanged> changes,
      Event<ThreadStopped> stops) {
    this.entities = entities;
    this.outbox = outbox;
    this.changes = changes;
    this.stops = stops;
  }

  void addAll(List<PublicationPart> made) {
    made.forEach(entities::persist);
    announce(made.stream().map(part -> PartChanged.of(part, null)).toList());
    made.stream()
        .filter(part -> part.number == PublicationPart.FIRST && part.state.isStopped())
        .forEach(this::tellStop);
  }

  /** Takes a step of a part whose row the transaction has locked. */
  void apply(PublicationPart part, Consumer<PublicationPart> step) {
    PartState previous = part.state;
    step.accept(part);
    announce(List.of(PartChanged.of(part, previous)));
    if (part.state == PartState.PUBLISHED) {
      goOnAfter(part);
    } else if (part.state.isStopped() && isReached(part)) {
      tellStop(part);
    }
  }

  /** What stands already, such as after a restore, is passed over. */
  private void goOnAfter(PublicationPart part) {
    if (!isReached(part)) {
      return;
    }
    Optional<PublicationPart> next = lock(part.publicationId, part.number + 1);
    while (next.filter(one -> one.state == PartState.PUBLISHED).isPresent()) {
      next = lock(part.publicationId, next.get().number + 1);
    }
    next.filter(one -> one.state == PartState.PLANNED)
        .ifPresent(one -> one.takeTurn(part.changedAt));
    next.filter(one -> one.state == PartState.FAILED).ifPresent(this::tellStop);
  }

  /** Whether everything before it stands. */
  private boolean isReached(PublicationPart part) {
    return part.number == PublicationPart.FIRST
        || entities
            .createQuery(
                "SELECT number FROM PublicationPart WHERE publicationId = :publication"
                    + " AND number < :number AND state <> :published",
                Integer.class)
            .setParameter("publication", part.publicationId)
            .setParameter("number", part.number)
            .setParameter("published", PartState.PUBLISHED)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
  }

  private void tellStop(PublicationPart part) {
    stops.fire(new ThreadStopped(PartChanged.of(part, part.state)));
  }

  private void announce(List<PartChanged> all) {
    if (all.isEmpty()) {
      return;
    }
    outbox.addAll(
        all.stream()
            .map(
                change ->
                    new OutgoingEvent(
                        PartChanged.TOPIC,
                        PartChanged.TYPE,
                        change.draftId(),
                        change.workspace(),
                        change))
            .toList());
    changes.fire(new PartsChanged(all));
  }

  /** The parts of those publications, by publication, in their order. */
  Map<UUID, List<PublicationPart>> of(Collection<UUID> publicationIds) {
    return publicationIds.isEmpty()
        ? Map.of()
        : entities
            .createQuery(
                "FROM PublicationPart WHERE publicationId IN :publications ORDER BY number",
                PublicationPart.class)
            .setParameter("publications", publicationIds)
            .getResultStream()
            .collect(Collectors.groupingBy(part -> part.publicationId));
  }

  /** The parts of a publication, locked, in their order, and as they are since they are locked. */
  List<PublicationPart> lockOf(UUID publicationId) {
    List<PublicationPart> locked =
        entities
            .createQuery(
                "FROM PublicationPart WHERE publicationId = :publication ORDER BY number",
                PublicationPart.class)
            .setParameter("publication", publicationId)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    // Those that were shown before are as they were then: nobody who changes a part locks its post.
    locked.forEach(entities::refresh);
    return locked;
  }

  /** One part, as it is known at this moment. */
  Optional<PublicationPart> find(UUID id) {
    return Optional.ofNullable(entities.find(PublicationPart.class, id));
  }

  PublicationPart lock(UUID id) {
    return entities.find(PublicationPart.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<PublicationPart> lock(UUID publicationId, int number) {
    return Optional.ofNullable(lock(PublicationPart.idOf(publicationId, number)));
  }

  /** What the network knows the part of that number by, where that is known. */
  Optional<String> reference(UUID publicationId, int number) {
    return Optional.ofNullable(
            entities.find(PublicationPart.class, PublicationPart.idOf(publicationId, number)))
        .map(part -> part.reference);
  }

  /**
   * What is to go out now, of workspaces whose publishing is not stopped and queues that are not
   * paused, on channels that take posts or may be tried.
   *
   * @param earliest what has had its turn since before this instant is too late
   * @param known what was planned before this instant may have gone out
   */
  List<PublicationPart> lockDue(Instant now, Instant earliest, Instant known, Batch batch) {
    return met(
        batch,
        entities
            .createNativeQuery(DUE, UUID.class)
            .setParameter("now", now)
            .setParameter("earliest", earliest)
            .setParameter("known", known));
  }

  /** What has had its turn since before that instant, and was held back by nobody. */
  List<PublicationPart> lockOverdue(Instant now, Instant earliest, Batch batch) {
    return met(
        batch,
        entities
            .createNativeQuery(OVERDUE, UUID.class)
            .setParameter("now", now)
            .setParameter("earliest", earliest));
  }

  List<PublicationPart> lockExpired(Instant now, Batch batch) {
    return met(batch, entities.createNativeQuery(EXPIRED, UUID.class).setParameter("now", now));
  }

  /** What was planned before that instant, and of which nothing says whether it was sent. */
  List<PublicationPart> lockInDoubt(Instant known, Batch batch) {
    return met(
        batch, entities.createNativeQuery(IN_DOUBT, UUID.class).setParameter("known", known));
  }

  /** What is planned on the channel and nobody else has locked, also behind what has stopped. */
  List<PublicationPart> lockPlannedOn(UUID channelId) {
    return locked(
        entities
            .createNativeQuery(PLANNED_ON, UUID.class)
            .setParameter("channel", channelId)
            .getResultList());
  }

  /** What is planned, being sent or in doubt on the channel. */
  List<PublicationPart> notEndedOn(UUID channelId) {
    return entities
        .createQuery(
            "FROM PublicationPart WHERE channelId = :channel AND state IN :notEnded",
            PublicationPart.class)
        .setParameter("channel", channelId)
        .setParameter(
            "notEnded", List.of(PartState.PLANNED, PartState.SENDING, PartState.UNCONFIRMED))
        .getResultList();
  }

  private List<PublicationPart> met(Batch batch, Query query) {
    List<?> ids =
        query
            .setParameter("aside", batch.aside())
            .setParameter("limit", batch.limit())
            .getResultList();
    batch.meet(ids.stream().map(UUID.class::cast).toList());
    return locked(ids);
  }

  private List<PublicationPart> locked(List<?> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "FROM PublicationPart WHERE id IN :ids ORDER BY turnAt, id", PublicationPart.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  long countUnconfirmed(String network) {
    return entities
        .createQuery(
            "SELECT count(*) FROM PublicationPart WHERE state = :unconfirmed AND network = :network",
            Long.class)
        .setParameter("unconfirmed", PartState.UNCONFIRMED)
        .setParameter("network", network)
        .getSingleResult();
  }

  /** Which of the references are those of other parts of the channel. */
  List<String> taken(UUID channelId, UUID exceptId, List<String> references) {
    return entities
        .createQuery(
            "SELECT reference FROM PublicationPart"
                + " WHERE channelId = :channel AND reference IN :references AND id <> :id",
            String.class)
        .setParameter("channel", channelId)
        .setParameter("references", references)
        .setParameter("id", exceptId)
        .getResultList();
  }

  /** Whether another part of the channel is being sent, or may have been until that instant. */
  boolean isAnotherUnderWay(UUID channelId, UUID exceptId, Instant since) {
    return !entities
        .createQuery(
            "SELECT id FROM PublicationPart WHERE channelId = :channel AND id <> :id"
                + " AND (state = :sending OR state = :unconfirmed AND changedAt > :since)",
            UUID.class)
        .setParameter("channel", channelId)
        .setParameter("id", exceptId)
        .setParameter("sending", PartState.SENDING)
        .setParameter("unconfirmed", PartState.UNCONFIRMED)
        .setParameter("since", since)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * Those that should have been sent, or given up, before that instant; what is claimed, if that
   * was long before. What a person has stopped, and what waits for its network, its channel's pace,
   * or a person to mend its channel, should not.
   */
  long countStuck(Instant before) {
    return (Long)
        entities
            .createNativeQuery(STUCK, Long.class)
            .setParameter("now", before)
            .setParameter("longBefore", before.minus(StuckPublications.CLAIMED_IN_VAIN))
            .getSingleResult();
  }

  /** Whether a part of the channel has been claimed, or is being sent. */
  boolean isAnyUnderWay(UUID channelId, Instant now) {
    return !entities
        .createQuery(
            "SELECT id FROM PublicationPart WHERE channelId = :channel AND"
                + " (state = :sending OR state = :planned AND leaseUntil > :now)",
            UUID.class)
        .setParameter("channel", channelId)
        .setParameter("sending", PartState.SENDING)
        .setParameter("planned", PartState.PLANNED)
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
