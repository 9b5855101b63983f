package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.restoration.Restorations;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stored updates of posts, and the only way in which their states change: every step is made
 * known in the transaction that takes it.
 */
@ApplicationScoped
class PostUpdates {

  private static final String READY =
      """
      state = 'requested' AND due_at <= :now
        AND (retry_at IS NULL OR retry_at <= :now)
        AND (
          SELECT %s FROM channel WHERE id = post_update.channel_id)
        AND workspace NOT IN (SELECT workspace FROM publishing_stop)
      """
          .formatted(ChannelGate.TAKES_POSTS);

  private static final String DUE =
      "SELECT publication_id FROM post_update"
          + " WHERE requested_at >= :known AND due_at >= :earliest"
          + " AND publication_id <> ALL (CAST(:aside AS uuid[])) AND "
          + READY
          + "AND (lease_until IS NULL OR lease_until <= :now) "
          + "ORDER BY due_at, publication_id LIMIT :limit FOR UPDATE SKIP LOCKED";

  private static final String STUCK =
      "SELECT count(*) FROM post_update WHERE state = 'sending' AND lease_until <= :now OR "
          + READY
          + "AND (lease_until IS NULL OR lease_until <= :now OR coalesce(retry_at, due_at) <= :longBefore)";

  private static final String OVERDUE =
      """
      SELECT publication_id FROM post_update
      WHERE state = 'requested' AND (lease_until IS NULL OR lease_until <= :now)
        AND publication_id <> ALL (CAST(:aside AS uuid[]))
        AND (requested_at < :known
          OR due_at < :earliest AND workspace NOT IN (SELECT workspace FROM publishing_stop))
      ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String EXPIRED =
      """
      SELECT publication_id FROM post_update
      WHERE state = 'sending' AND lease_until <= :now
        AND publication_id <> ALL (CAST(:aside AS uuid[]))
      ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String WAITING_OF =
      """
      SELECT publication_id FROM post_update
      WHERE draft_id = :draft AND state = 'requested' AND (lease_until IS NULL OR lease_until <= :now)
      ORDER BY publication_id FOR UPDATE
      """;

  private static final String REQUESTED_ON =
      """
      SELECT publication_id FROM post_update
      WHERE channel_id = :channel AND state = 'requested'
      ORDER BY publication_id FOR UPDATE SKIP LOCKED
      """;

  // With the states as they stand in the condition of the index that serves it.
  private static final String NOT_ENDED_ON =
      """
      SELECT * FROM post_update
      WHERE channel_id = :channel AND state IN ('requested', 'sending', 'unconfirmed')
        AND NOT EXISTS (
          SELECT FROM post_removal
          WHERE publication_id = post_update.publication_id AND state = 'removed')
      """;

  private static final String UNDER_WAY =
      """
      SELECT count(*) FROM post_update
      WHERE channel_id = :channel AND state IN ('requested', 'sending', 'unconfirmed')
        AND (state = 'sending' OR state = 'requested' AND lease_until > :now)
      """;

  // What is gone from its network needs nobody to look there.
  private static final String OLDEST_DOUBT =
      """
      SELECT min(changed_at) FROM post_update
      WHERE state = 'unconfirmed'
        AND NOT EXISTS (
          SELECT FROM post_removal
          WHERE publication_id = post_update.publication_id AND state = 'removed')
      """;

  private final EntityManager entities;
  private final Outbox outbox;
  private final Event<UpdateChanged> changes;
  private final Restorations restorations;

  PostUpdates(
      EntityManager entities,
      Outbox outbox,
      Event<UpdateChanged> changes,
      Restorations restorations) {
    this.entities = entities;
    this.outbox = outbox;
    this.changes = changes;
    this.restorations = restorations;
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

  /**
   * Has a post say something else as soon as may be. The publication's row must be locked.
   *
   * @param earlier its update, locked, if anybody has ever wanted one
   */
  void request(
      Publication post,
      Optional<PostUpdate> earlier,
      Publication.Content wanted,
      Person person,
      Instant now) {
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
   * It is not tried again. What an earlier wish may have left on the network is in doubt as before,
   * and so is what was asked of a database that is gone: that one may have sent it, or a later one.
   */
  void fail(PostUpdate update, String why, Instant now) {
    fail(update, why, null, now);
  }

  /** The same with what its network said of it, or null. */
  void fail(PostUpdate update, String why, String networkSaid, Instant now) {
    if (isOfLostDatabase(update)) {
      update.doubtRestored(now);
    }
    end(
        update,
        step -> {
          step.fail(why, now);
          step.quote(networkSaid);
        },
        now);
  }

  /** Whether it would leave in doubt what the post says, if it were given up now. */
  boolean leavesDoubt(PostUpdate update) {
    return update.isInDoubt() || isOfLostDatabase(update);
  }

  /** Whether it was asked of a database that is gone. */
  boolean isOfLostDatabase(PostUpdate update) {
    return restorations.latest().filter(update.requestedAt::isBefore).isPresent();
  }

  /** A person has seen that the post does not say it. */
  void exclude(PostUpdate update, String why, Instant now) {
    end(update, step -> step.exclude(why, now), now);
  }

  private void end(PostUpdate update, Consumer<PostUpdate> step, Instant now) {
    apply(update, step);
    if (update.leavesEarlierInDoubt()) {
      apply(update, left -> left.returnToDoubt(now));
    }
  }

  /**
   * What is to be attempted now, locked, of workspaces whose publishing is not stopped, on channels
   * that take posts or may be tried.
   *
   * @param known what was asked for before this instant was asked of a database that is gone
   * @param earliest what might have been sent before this instant is too late
   */
  List<PostUpdate> lockDue(Instant now, Instant known, Instant earliest, Batch batch) {
    return lock(DUE, now, known, earliest, batch);
  }

  /**
   * What is not being sent, and is too late, or was asked of a database that is gone; what a stop
   * holds back is not late, as long as it does. The instants are those of {@link #lockDue}.
   */
  List<PostUpdate> lockOverdue(Instant now, Instant known, Instant earliest, Batch batch) {
    return lock(OVERDUE, now, known, earliest, batch);
  }

  private List<PostUpdate> lock(
      String query, Instant now, Instant known, Instant earliest, Batch batch) {
    return met(
        batch,
        entities
            .createNativeQuery(query, UUID.class)
            .setParameter("now", now)
            .setParameter("known", known)
            .setParameter("earliest", earliest));
  }

  /** What dispatchers have abandoned while they sent it. */
  List<PostUpdate> lockExpired(Instant now, Batch batch) {
    return met(batch, entities.createNativeQuery(EXPIRED, UUID.class).setParameter("now", now));
  }

  /** What is asked for of the draft's posts, and nobody has claimed, locked. */
  List<PostUpdate> lockWaiting(UUID draftId, Instant now) {
    return locked(
        entities
            .createNativeQuery(WAITING_OF, UUID.class)
            .setParameter("draft", draftId)
            .setParameter("now", now)
            .getResultList());
  }

  /** What is asked for on the channel and nobody else has locked, claimed or not. */
  List<PostUpdate> lockRequestedOn(UUID channelId) {
    return locked(
        entities
            .createNativeQuery(REQUESTED_ON, UUID.class)
            .setParameter("channel", channelId)
            .getResultList());
  }

  /** What is asked for, being sent or in doubt on the channel, of posts that stand there. */
  List<PostUpdate> notEndedOn(UUID channelId) {
    List<?> found =
        entities
            .createNativeQuery(NOT_ENDED_ON, PostUpdate.class)
            .setParameter("channel", channelId)
            .getResultList();
    return found.stream().map(PostUpdate.class::cast).toList();
  }

  /** Whether an update on the channel has been claimed, or is being sent. */
  boolean isAnyUnderWay(UUID channelId, Instant now) {
    return count(
            entities
                .createNativeQuery(UNDER_WAY, Long.class)
                .setParameter("channel", channelId)
                .setParameter("now", now))
        > 0;
  }

  /**
   * Those that should have been sent, or given up, before that instant; what is claimed, if that
   * was long before. What a stop, its network, its channel's pace or its channel's trouble holds
   * back should not.
   */
  long countStuck(Instant before) {
    return count(
        entities
            .createNativeQuery(STUCK, Long.class)
            .setParameter("now", before)
            .setParameter("longBefore", before.minus(StuckPublications.CLAIMED_IN_VAIN)));
  }

  /** Since when that has been in doubt which has been longest, of posts that stand. */
  Optional<Instant> oldestUnconfirmed() {
    return Optional.ofNullable(
        (Instant) entities.createNativeQuery(OLDEST_DOUBT, Instant.class).getSingleResult());
  }

  private static long count(Query query) {
    return (Long) query.getSingleResult();
  }

  private List<PostUpdate> met(Batch batch, Query query) {
    List<?> ids =
        query
            .setParameter("aside", batch.aside())
            .setParameter("limit", batch.limit())
            .getResultList();
    batch.meet(ids.stream().map(UUID.class::cast).toList());
    return locked(ids);
  }

  private List<PostUpdate> locked(List<?> ids) {
    List<PostUpdate> locked =
        ids.isEmpty()
            ? List.of()
            : entities
                .createQuery(
                    "FROM PostUpdate WHERE publicationId IN :ids ORDER BY dueAt, publicationId",
                    PostUpdate.class)
                .setParameter("ids", ids)
                .getResultList();
    // Those that were read before are as they were then: others took steps until they were locked.
    locked.forEach(entities::refresh);
    return locked;
  }
}
