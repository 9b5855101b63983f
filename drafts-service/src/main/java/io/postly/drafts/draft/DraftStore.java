package io.postly.drafts.draft;

import io.postly.action.page.PagePosition;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Drafts and their revisions in the database. */
@ApplicationScoped
class DraftStore {

  private final EntityManager entities;

  /** A draft with its current revision. */
  record Current(Draft draft, Revision revision) {}

  DraftStore(EntityManager entities) {
    this.entities = entities;
  }

  void add(Draft draft) {
    entities.persist(draft);
  }

  void add(Revision revision) {
    entities.persist(revision);
  }

  /** Lets searches find the draft by what its current revision says. */
  void index(Draft draft, Revision revision) {
    entities.flush();
    entities
        .createNativeQuery(
            """
            UPDATE draft SET searchable = setweight(to_tsvector('simple', :title), 'A')
              || setweight(to_tsvector('simple', :text), 'B')
            WHERE id = :id
            """)
        .setParameter("title", Objects.requireNonNullElse(revision.content().title(), ""))
        .setParameter("text", revision.content().wholeText())
        .setParameter("id", draft.id())
        .executeUpdate();
  }

  /** Those drafts with their current revisions, in the order of the ids. */
  List<Current> current(List<UUID> ids) {
    Map<UUID, Current> found =
        entities
            .createQuery(
                "select d, r from Draft d join Revision r on r.id.draftId = d.id and r.id.number = d.revision"
                    + " where d.id in :ids",
                Object[].class)
            .setParameter("ids", ids)
            .getResultStream()
            .map(row -> new Current((Draft) row[0], (Revision) row[1]))
            .collect(Collectors.toMap(current -> current.draft().id(), Function.identity()));
    return ids.stream().map(found::get).toList();
  }

  /** The draft, or {@code not_found}, also for another workspace's. */
  Current current(String workspace, UUID id) {
    return current(workspace, entities.find(Draft.class, id));
  }

  /** The draft of whatever workspace; empty if there is none. */
  Optional<Current> current(UUID id) {
    return Optional.ofNullable(entities.find(Draft.class, id)).map(this::current);
  }

  /** Like {@link #current}, and nobody else changes the draft until this transaction ends. */
  Current lock(String workspace, UUID id) {
    return current(workspace, lockInWorkspace(workspace, id));
  }

  /** Another workspace's row is not even waited for. */
  private Draft lockInWorkspace(String workspace, UUID id) {
    return entities
        .createQuery("from Draft where id = :id and workspace = :workspace", Draft.class)
        .setParameter("id", id)
        .setParameter("workspace", workspace)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  private Current current(String workspace, Draft draft) {
    if (draft == null || !draft.workspace().equals(workspace)) {
      throw ProblemException.notFound("draft");
    }
    return current(draft);
  }

  private Current current(Draft draft) {
    return new Current(
        draft, entities.find(Revision.class, new RevisionId(draft.id(), draft.revision())));
  }

  /** One item more than the filter's limit, if there is one. */
  List<Current> list(String workspace, DraftFilter filter) {
    StringBuilder jpql =
        new StringBuilder(
            "select d, r from Draft d join Revision r on r.id.draftId = d.id and r.id.number = d.revision"
                + " where d.workspace = :workspace and d.archivedAt is "
                + (filter.archived() ? "not null" : "null"));
    if (filter.label() != null) {
      jpql.append(" and array_contains(r.labels, :label)");
    }
    if (filter.query() != null) {
      jpql.append(
          " and (lower(r.text) like lower(:query) escape '!' or lower(r.title) like lower(:query) escape '!')");
    }
    if (filter.cursor() != null) {
      jpql.append(" and (d.updatedAt, d.id) < (:at, :id)");
    }
    jpql.append(" order by d.updatedAt desc, d.id desc");
    TypedQuery<Object[]> query =
        entities.createQuery(jpql.toString(), Object[].class).setMaxResults(filter.limit() + 1);
    bind(query, workspace, filter);
    return query.getResultList().stream()
        .map(row -> new Current((Draft) row[0], (Revision) row[1]))
        .toList();
  }

  private static void bind(Query query, String workspace, DraftFilter filter) {
    query.setParameter("workspace", workspace);
    if (filter.label() != null) {
      query.setParameter("label", filter.label());
    }
    if (filter.query() != null) {
      query.setParameter("query", "%" + escape(filter.query()) + "%");
    }
    if (filter.cursor() != null) {
      PagePosition last = PagePosition.of(filter.cursor());
      query.setParameter("at", last.at()).setParameter("id", last.id());
    }
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
