package io.postly.approvals.note;

import io.postly.action.page.PagePosition;
import io.postly.action.problem.ProblemException;
import io.postly.approvals.review.OpenNotes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Notes in the database. Whoever asks for one has made sure that its review is within reach. */
@ApplicationScoped
class ReviewNoteStore implements OpenNotes {

  private final EntityManager entities;

  ReviewNoteStore(EntityManager entities) {
    this.entities = entities;
  }

  void add(ReviewNote note) {
    entities.persist(note);
  }

  /** Locks a note on that review until the transaction ends. */
  ReviewNote lock(UUID reviewId, UUID noteId) {
    return entities
        .createQuery("from ReviewNote where id = :id and reviewId = :review", ReviewNote.class)
        .setParameter("id", noteId)
        .setParameter("review", reviewId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("note"));
  }

  /** The notes on a review, the last written first; one more than the limit, if there is one. */
  List<ReviewNote> list(UUID reviewId, String cursor, int limit) {
    String position = cursor == null ? "" : " and (writtenAt, id) < (:at, :id)";
    TypedQuery<ReviewNote> query =
        entities
            .createQuery(
                "from ReviewNote where reviewId = :review"
                    + position
                    + " order by writtenAt desc, id desc",
                ReviewNote.class)
            .setParameter("review", reviewId)
            .setMaxResults(limit + 1);
    if (cursor != null) {
      PagePosition last = PagePosition.of(cursor);
      query.setParameter("at", last.at()).setParameter("id", last.id());
    }
    return query.getResultList();
  }

  @Override
  public Map<UUID, Integer> count(Collection<UUID> reviewIds) {
    return entities
        .createQuery(
            "select reviewId, count(*) from ReviewNote"
                + " where reviewId in :reviews and resolvedAt is null group by reviewId",
            Tuple.class)
        .setParameter("reviews", reviewIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> row.get(0, UUID.class), row -> Math.toIntExact(row.get(1, Long.class))));
  }
}
