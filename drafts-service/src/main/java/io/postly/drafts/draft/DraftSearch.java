package io.postly.drafts.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds drafts by what they say, in several workspaces at once. Archived ones are left out. */
@ApplicationScoped
class DraftSearch {

  /** Any word, from its beginning, makes a draft fit, and more words make it fit better. */
  private static final String BY_WORDS =
      """
      WITH wanted AS (
        SELECT to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' | ')) AS words
        FROM unnest(tsvector_to_array(to_tsvector('simple', :text))) AS word)
      SELECT draft.id
      FROM draft CROSS JOIN wanted
      WHERE draft.workspace IN (:workspaces) AND draft.archived_at IS NULL AND draft.searchable @@ wanted.words
      ORDER BY ts_rank(draft.searchable, wanted.words) DESC, draft.updated_at DESC, draft.id DESC
      LIMIT :limit
      """;

  /** Some scripts do not part words by spaces: there the text is looked for as a whole. */
  private static final String BY_TEXT =
      """
      SELECT latest.id
      FROM (
          SELECT id, revision, updated_at FROM draft
          WHERE workspace IN (:workspaces) AND archived_at IS NULL
          ORDER BY updated_at DESC, id DESC LIMIT :newest) AS latest
        JOIN revision ON revision.draft_id = latest.id AND revision.number = latest.revision
      WHERE position(lower(:text) IN lower(concat_ws(' ', revision.title, revision.text))) > 0
      ORDER BY latest.updated_at DESC, latest.id DESC
      LIMIT :limit
      """;

  /** How many drafts are read through where no word is found: it takes longer with each. */
  private static final int NEWEST = 1_000;

  private final EntityManager entities;
  private final DraftStore store;

  DraftSearch(EntityManager entities, DraftStore store) {
    this.entities = entities;
    this.store = store;
  }

  /** The drafts that fit best, best first. */
  List<DraftStore.Current> find(Collection<String> workspaces, String text, int limit) {
    Set<UUID> found = new LinkedHashSet<>(byWords(workspaces, text, limit));
    if (found.size() < limit) {
      found.addAll(byText(workspaces, text, limit));
    }
    return store.current(found.stream().limit(limit).toList());
  }

  private List<UUID> byWords(Collection<String> workspaces, String text, int limit) {
    return ids(
        entities
            .createNativeQuery(BY_WORDS, UUID.class)
            .setParameter("workspaces", workspaces)
            .setParameter("text", text)
            .setParameter("limit", limit));
  }

  private List<UUID> byText(Collection<String> workspaces, String text, int limit) {
    return ids(
        entities
            .createNativeQuery(BY_TEXT, UUID.class)
            .setParameter("workspaces", workspaces)
            .setParameter("text", text)
            .setParameter("newest", NEWEST)
            .setParameter("limit", limit));
  }

  private static List<UUID> ids(Query query) {
    List<?> ids = query.getResultList();
    return ids.stream().map(UUID.class::cast).toList();
  }
}
