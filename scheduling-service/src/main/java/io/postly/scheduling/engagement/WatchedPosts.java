package io.postly.scheduling.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored posts whose engagement is read. */
@ApplicationScoped
class WatchedPosts {

  private static final String ADD_ONCE =
      """
      INSERT INTO watched_post
        (publication_id, draft_id, workspace, channel_id, network, reference, published_at, next_at, failures)
      SELECT id, draft_id, workspace, channel_id, network, reference, published_at, :next, 0
      FROM publication WHERE id = :publication AND reference IS NOT NULL
      ON CONFLICT (publication_id) DO NOTHING
      """;

  /**
   * What is due, of each channel no more than its share, and nothing of one that is in trouble or
   * closed: its backlog costs the others nothing.
   */
  private static final String DUE =
      """
      SELECT due.publication_id FROM channel, LATERAL (
        SELECT publication_id, next_at FROM watched_post
        WHERE channel_id = channel.id AND next_at <= :now
        ORDER BY next_at LIMIT :share FOR UPDATE SKIP LOCKED) due
      WHERE channel.trouble IS NULL AND (channel.closed_until IS NULL OR channel.closed_until <= :now)
      ORDER BY due.next_at LIMIT :limit
      """;

  private static final String PURGE =
      """
      DELETE FROM watched_post WHERE publication_id IN (
        SELECT publication_id FROM watched_post WHERE published_at < :before
        LIMIT :limit FOR UPDATE SKIP LOCKED)
      """;

  private final EntityManager entities;

  WatchedPosts(EntityManager entities) {
    this.entities = entities;
  }

  /** Watches a publication that its network knows by a reference, unless it is watched already. */
  void addOnce(UUID publicationId, Instant next) {
    entities.flush();
    entities
        .createNativeQuery(ADD_ONCE)
        .setParameter("publication", publicationId)
        .setParameter("next", next)
        .executeUpdate();
  }

  /**
   * Posts to be read now, locked; none that others are claiming at the same time.
   *
   * @param share the most of one channel
   */
  List<WatchedPost> lockDue(Instant now, int share, int limit) {
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
                "FROM WatchedPost WHERE publicationId IN :ids ORDER BY nextAt, publicationId",
                WatchedPost.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /** A watched post, locked; empty if it is not watched any more. */
  Optional<WatchedPost> lock(UUID publicationId) {
    return Optional.ofNullable(
        entities.find(WatchedPost.class, publicationId, LockModeType.PESSIMISTIC_WRITE));
  }

  void remove(WatchedPost post) {
    entities.remove(post);
  }

  /**
   * Gives up posts that were published before that instant, at most so many.
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
