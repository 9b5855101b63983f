package io.postly.drafts.media;

import io.postly.action.page.PagePosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pictures of workspaces in the database. */
@ApplicationScoped
public class MediaLibrary {

  private final EntityManager entities;

  MediaLibrary(EntityManager entities) {
    this.entities = entities;
  }

  /** Those of the pictures that are the workspace's, by their ids. */
  public Map<UUID, Media> find(String workspace, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery("from Media where workspace = :workspace and id in :ids", Media.class)
        .setParameter("workspace", workspace)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(Media::id, Function.identity()));
  }

  /** Adds a picture unless the workspace has it, whoever else adds it, and gives what it has. */
  Media add(Media media) {
    entities
        .createNativeQuery(
            """
            INSERT INTO media (id, workspace, sha256, type, bytes, width, height, turned, added_by, added_by_name, added_at)
            VALUES (:id, :workspace, :sha256, :type, :bytes, :width, :height, :turned, :by, :byName, :at)
            ON CONFLICT (workspace, sha256) DO NOTHING
            """)
        .setParameter("id", media.id())
        .setParameter("workspace", media.workspace())
        .setParameter("sha256", media.sha256())
        .setParameter("type", media.type())
        .setParameter("bytes", media.bytes())
        .setParameter("width", media.width())
        .setParameter("height", media.height())
        .setParameter("turned", media.isTurned())
        .setParameter("by", media.addedBy().id())
        .setParameter("byName", media.addedBy().name())
        .setParameter("at", media.addedAt())
        .executeUpdate();
    return entities
        .createQuery("from Media where workspace = :workspace and sha256 = :sha256", Media.class)
        .setParameter("workspace", media.workspace())
        .setParameter("sha256", media.sha256())
        .getSingleResult();
  }

  /** The size of all pictures of a workspace. */
  long bytes(String workspace) {
    return entities
        .createQuery(
            "select coalesce(sum(bytes), 0L) from Media where workspace = :workspace", Long.class)
        .setParameter("workspace", workspace)
        .getSingleResult();
  }

  /** Whether a workspace has a picture. */
  boolean has(String workspace, String sha256) {
    return entities
            .createQuery(
                "select count(*) from Media where workspace = :workspace and sha256 = :sha256",
                Long.class)
            .setParameter("workspace", workspace)
            .setParameter("sha256", sha256)
            .getSingleResult()
        > 0;
  }

  /** One more than the limit, if there is one. */
  List<Media> list(String workspace, String cursor, int limit) {
    TypedQuery<Media> query =
        entities
            .createQuery(
                "from Media where workspace = :workspace"
                    + (cursor == null ? "" : " and (addedAt, id) < (:at, :id)")
                    + " order by addedAt desc, id desc",
                Media.class)
            .setParameter("workspace", workspace)
            .setMaxResults(limit + 1);
    if (cursor != null) {
      PagePosition last = PagePosition.of(cursor);
      query.setParameter("at", last.at()).setParameter("id", last.id());
    }
    return query.getResultList();
  }
}
