package io.postly.scheduling.publication;

import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.removal.RemovalState;
import io.postly.scheduling.work.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stored publications. */
@ApplicationScoped
class Publications {

  private static final String EXPIRED =
      """
      SELECT * FROM publication
      WHERE state IN ('claimed', 'publishing') AND lease_until <= :now
        AND id <> ALL (CAST(:aside AS uuid[]))
      ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED
      """;
  // The first condition bounds what is read, by the index publication_waiting; the bounds within
  // the alternatives would not, and each round would read everything that is planned.
  static final String OVERDUE =
      """
      SELECT * FROM publication
      WHERE state IN ('awaiting_approval', 'planned', 'on_hold') AND due_at >= :known AND due_at < :late
        AND id <> ALL (CAST(:aside AS uuid[]))
        AND (state <> 'planned' AND reason IS DISTINCT FROM 'time_passed'
          AND (due_at < :approvable OR due_at < :skipped AND EXISTS (
            SELECT FROM publishing_rules
            WHERE workspace = publication.workspace AND missed_posts = 'skip'))
        OR state = 'planned'
          AND (due_at < :sendable OR due_at < :tolerated
            AND (retry_at IS NULL OR EXISTS (
              SELECT FROM channel WHERE id = publication.channel_id AND trouble IS NOT NULL))
            AND EXISTS (
              SELECT FROM publishing_rules
              WHERE workspace = publication.workspace AND missed_posts <> 'send'))
          AND NOT EXISTS (SELECT FROM publishing_stop WHERE workspace = publication.workspace))
        AND NOT (queued AND EXISTS (
          SELECT FROM posting_queue
          WHERE channel_id = publication.channel_id AND paused_at IS NOT NULL))
      ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;
  // Bounded by that index, too.
  private static final String HELD_AS_LATE =
      """
      SELECT count(*) FROM publication WHERE state = 'on_hold' AND reason = 'time_passed' AND due_at < :now
      """;
  private static final String IN_DOUBT =
      """
      SELECT * FROM publication
      WHERE (state IN ('awaiting_approval', 'planned', 'on_hold') AND due_at < :known
          OR state = 'claimed' AND due_at < :known)
        AND id <> ALL (CAST(:aside AS uuid[]))
      ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String WITH_PARTS =
      """
      SELECT * FROM publication
      WHERE id = ANY (CAST(:ids AS uuid[])) AND (parts > 0 OR id = ANY (CAST(:doubted AS uuid[])))
      """;

  private static final String PUBLISHED =
      """
      FROM Publication p WHERE p.draftId = :draft AND p.state = :published
        AND NOT EXISTS (
          SELECT 1 FROM PostRemoval r WHERE r.publicationId = p.id AND r.state = :removed)
      """;

  private static final int MOST_NEARBY = 20;
  private static final List<PublicationState> LEASED =
      List.of(PublicationState.CLAIMED, PublicationState.PUBLISHING);

  private final EntityManager entities;

  Publications(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The draft of a publication of that workspace, read without loading the publication, whose lock
   * comes after the draft's.
   */
  Optional<UUID> draftOf(UUID publicationId, String workspace) {
    return entities
        .createQuery(
            "SELECT draftId FROM Publication WHERE id = :id AND workspace = :workspace", UUID.class)
        .setParameter("id", publicationId)
        .setParameter("workspace", workspace)
        .getResultStream()
        .findFirst();
  }

  /** One that there is, as it is known at this moment. */
  Publication find(UUID publicationId) {
    return entities.find(Publication.class, publicationId);
  }

  /**
   * Those which parts of a thread are to follow, as they are known at this moment.
   *
   * @param doubted those of them of which the number of parts may not be known
   */
  List<Publication> withParts(Collection<UUID> publicationIds, Collection<UUID> doubted) {
    return publications(
        entities
            .createNativeQuery(WITH_PARTS, Publication.class)
            .setParameter("ids", publicationIds.toArray(UUID[]::new))
            .setParameter("doubted", doubted.toArray(UUID[]::new)));
  }

  Publication lock(UUID publicationId) {
    return entities.find(Publication.class, publicationId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Every publication of a draft that has not ended, locked, in a fixed order. */
  List<Publication> lockNotEnded(UUID draftId) {
    return ofDraftNotEnded(draftId).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
  }

  /** Every publication of a draft that has not ended. */
  List<Publication> notEnded(UUID draftId) {
    return ofDraftNotEnded(draftId).getResultList();
  }

  private TypedQuery<Publication> ofDraftNotEnded(UUID draftId) {
    return entities
        .createQuery(
            "FROM Publication WHERE draftId = :draft AND state NOT IN :ended ORDER BY id",
            Publication.class)
        .setParameter("draft", draftId)
        .setParameter("ended", PublicationState.ended());
  }

  /**
   * What is to go out of other drafts, on the revision's channels, between two instants, both
   * included.
   */
  List<Publication> ofOthers(DraftRevision revision, Instant from, Instant to) {
    return entities
        .createQuery(
            """
            FROM Publication WHERE workspace = :workspace AND dueAt BETWEEN :from AND :to
              AND channelId IN :channels AND draftId <> :draft AND state NOT IN :ended
            ORDER BY dueAt, id
            """,
            Publication.class)
        .setParameter("workspace", revision.workspace())
        .setParameter("channels", revision.channelIds())
        .setParameter("draft", revision.draftId())
        .setParameter("ended", PublicationState.ended())
        .setParameter("from", from)
        .setParameter("to", to)
        .setMaxResults(MOST_NEARBY)
        .getResultList();
  }

  /**
   * What has a slot of the channel's queue and can still be moved, the first to go out first. What
   * is held because its time has passed has lost its slot: a person gives it another time.
   *
   * @param after only what goes out after this instant
   */
  List<Publication> queued(UUID channelId, Instant after) {
    return entities
        .createQuery(
            """
            FROM Publication WHERE channelId = :channel AND queued AND state IN :movable
              AND reason IS DISTINCT FROM :lost AND dueAt > :after ORDER BY dueAt, id
            """,
            Publication.class)
        .setParameter("channel", channelId)
        .setParameter("movable", PublicationState.cancellable())
        .setParameter("lost", Publication.TIME_PASSED)
        .setParameter("after", after)
        .getResultList();
  }

  /** Like {@link #queued}, whatever their time, without loading them: each with its draft. */
  Map<UUID, UUID> queuedWithDrafts(UUID channelId) {
    return entities
        .createQuery(
            "SELECT id, draftId FROM Publication WHERE channelId = :channel AND queued"
                + " AND state IN :movable AND reason IS DISTINCT FROM :lost",
            Object[].class)
        .setParameter("channel", channelId)
        .setParameter("movable", PublicationState.cancellable())
        .setParameter("lost", Publication.TIME_PASSED)
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1]));
  }

  /** What waits on the channel, in its queue or not, without loading it: each with its draft. */
  Map<UUID, UUID> waitingWithDrafts(UUID channelId) {
    return entities
        .createQuery(
            "SELECT id, draftId FROM Publication WHERE channelId = :channel AND state IN :waiting",
            Object[].class)
        .setParameter("channel", channelId)
        .setParameter("waiting", PublicationState.cancellable())
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1]));
  }

  /** The state of each publication of the channel that has not ended, all as of one moment. */
  Map<UUID, PublicationState> statesOn(UUID channelId) {
    return entities
        .createQuery(
            "SELECT id, state FROM Publication WHERE channelId = :channel AND state NOT IN :ended",
            Object[].class)
        .setParameter("channel", channelId)
        .setParameter("ended", PublicationState.ended())
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (PublicationState) row[1]));
  }

  /** How many posts the channel's queue holds. */
  long countQueued(UUID channelId) {
    return entities
        .createQuery(
            "SELECT count(*) FROM Publication WHERE channelId = :channel AND queued"
                + " AND state IN :movable AND reason IS DISTINCT FROM :lost",
            Long.class)
        .setParameter("channel", channelId)
        .setParameter("movable", PublicationState.cancellable())
        .setParameter("lost", Publication.TIME_PASSED)
        .getSingleResult();
  }

  /** The publications of a draft that stand on their networks. */
  List<Publication> published(UUID draftId) {
    return published("SELECT p ", draftId, Publication.class);
  }

  /** Like {@link #published}, without loading them. */
  List<UUID> idsOfPublished(UUID draftId) {
    return published("SELECT p.id ", draftId, UUID.class);
  }

  private <T> List<T> published(String selection, UUID draftId, Class<T> type) {
    return entities
        .createQuery(selection + PUBLISHED, type)
        .setParameter("draft", draftId)
        .setParameter("published", PublicationState.PUBLISHED)
        .setParameter("removed", RemovalState.REMOVED)
        .getResultList();
  }

  List<Publication> lockExpired(Instant now, Batch batch) {
    return met(
        batch, entities.createNativeQuery(EXPIRED, Publication.class).setParameter("now", now));
  }

  /**
   * What is not ready although it is due; in a paused queue nothing is too late.
   *
   * @param approvable what was due before this instant and is not approved stays so
   * @param skipped the same where workspaces want late posts skipped
   * @param sendable what was due before this instant is too late to be sent; what a stop holds back
   *     is not, as long as it does
   * @param tolerated what was due before this instant is late, and workspaces may not want it sent
   * @param known what was due before this instant may have gone out, and is left alone
   */
  List<Publication> lockOverdue(
      Instant approvable,
      Instant skipped,
      Instant sendable,
      Instant tolerated,
      Instant known,
      Batch batch) {
    return met(
        batch,
        entities
            .createNativeQuery(OVERDUE, Publication.class)
            .setParameter("late", latest(approvable, skipped, sendable, tolerated))
            .setParameter("approvable", approvable)
            .setParameter("skipped", skipped)
            .setParameter("sendable", sendable)
            .setParameter("tolerated", tolerated)
            .setParameter("known", known));
  }

  static Instant latest(Instant... instants) {
    return Collections.max(List.of(instants));
  }

  /** What was due before that instant, and of which nothing says that it was sent or never will. */
  List<Publication> lockInDoubt(Instant known, Batch batch) {
    return met(
        batch,
        entities.createNativeQuery(IN_DOUBT, Publication.class).setParameter("known", known));
  }

  /** Which of the references are those of other publications of the channel. */
  List<String> taken(UUID channelId, UUID exceptId, List<String> references) {
    return entities
        .createQuery(
            "SELECT reference FROM Publication"
                + " WHERE channelId = :channel AND reference IN :references AND id <> :id",
            String.class)
        .setParameter("channel", channelId)
        .setParameter("references", references)
        .setParameter("id", exceptId)
        .getResultList();
  }

  /**
   * Whether another publication of the channel is being sent, or may have been until that instant:
   * a post that nobody has for his own may be that one's.
   */
  boolean isAnotherUnderWay(UUID channelId, UUID exceptId, Instant since) {
    return entities
            .createQuery(
                "SELECT count(*) FROM Publication WHERE channelId = :channel AND id <> :id"
                    + " AND (state = :publishing OR state = :unconfirmed AND changedAt > :since)",
                Long.class)
            .setParameter("channel", channelId)
            .setParameter("id", exceptId)
            .setParameter("publishing", PublicationState.PUBLISHING)
            .setParameter("unconfirmed", PublicationState.UNCONFIRMED)
            .setParameter("since", since)
            .getSingleResult()
        > 0;
  }

  /** Whether a publication of the channel has been claimed, or is being sent. */
  boolean isAnyUnderWay(UUID channelId) {
    return !entities
        .createQuery(
            "SELECT id FROM Publication WHERE channelId = :channel AND state IN :leased",
            UUID.class)
        .setParameter("channel", channelId)
        .setParameter("leased", LEASED)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  long countUnconfirmed(String network) {
    return entities
        .createQuery(
            "SELECT count(*) FROM Publication WHERE state = :unconfirmed AND network = :network",
            Long.class)
        .setParameter("unconfirmed", PublicationState.UNCONFIRMED)
        .setParameter("network", network)
        .getSingleResult();
  }

  /**
   * Those that should have been sent, or given up, before that instant; what is claimed, if that
   * was long before. What a person has stopped, and what waits for its network, its channel's pace,
   * or a person to mend its channel, should not.
   */
  long countStuck(Instant before) {
    return entities
        .createQuery(
            """
            SELECT count(*) FROM Publication p
            WHERE ((p.state = :planned AND coalesce(p.retryAt, p.dueAt) < :before
                  OR p.state = :claimed AND coalesce(p.retryAt, p.dueAt) < :longBefore)
                AND NOT EXISTS (SELECT 1 FROM PublishingStop s WHERE s.workspace = p.workspace)
                AND NOT (p.queued AND EXISTS (
                  SELECT 1 FROM PostingQueue q
                  WHERE q.channelId = p.channelId AND q.pausedAt IS NOT NULL))
                AND NOT EXISTS (
                  SELECT 1 FROM Channel c
                  WHERE c.id = p.channelId AND (c.trouble IS NOT NULL OR c.closedUntil > :before OR c.freeAt > :before
                    OR EXISTS (
                      SELECT 1 FROM NetworkServer n
                      WHERE n.name = c.server AND (n.freeAt > :before OR n.nextTryAt > :before)))))
              OR (p.state IN :leased AND p.leaseUntil < :before)
            """,
            Long.class)
        .setParameter("planned", PublicationState.PLANNED)
        .setParameter("claimed", PublicationState.CLAIMED)
        .setParameter("leased", LEASED)
        .setParameter("before", before)
        .setParameter("longBefore", before.minus(StuckPublications.CLAIMED_IN_VAIN))
        .getSingleResult();
  }

  /** What waits for another time because its own had passed by that instant. */
  long countHeldAsLate(Instant now) {
    return (Long)
        entities
            .createNativeQuery(HELD_AS_LATE, Long.class)
            .setParameter("now", now)
            .getSingleResult();
  }

  List<Publication> within(String workspace, PublicationViews.Window window, int limit) {
    StringBuilder query =
        new StringBuilder(
            "FROM Publication WHERE workspace = :workspace AND dueAt >= :from AND dueAt < :to");
    window.channelId().ifPresent(channel -> query.append(" AND channelId = :channel"));
    window.state().ifPresent(state -> query.append(" AND state = :state"));
    TypedQuery<Publication> found =
        entities
            .createQuery(query.append(" ORDER BY dueAt, id").toString(), Publication.class)
            .setParameter("workspace", workspace)
            .setParameter("from", window.from())
            .setParameter("to", window.to())
            .setMaxResults(limit);
    window.channelId().ifPresent(channel -> found.setParameter("channel", channel));
    window.state().ifPresent(state -> found.setParameter("state", state));
    return found.getResultList();
  }

  private static List<Publication> met(Batch batch, Query query) {
    return batch.meet(
        publications(
            query.setParameter("aside", batch.aside()).setParameter("limit", batch.limit())),
        found -> found.id);
  }

  private static List<Publication> publications(Query query) {
    List<?> found = query.getResultList();
    return found.stream().map(Publication.class::cast).toList();
  }
}
