package io.postly.approvals.review;

import io.postly.action.page.PagePosition;
import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reviews in the database. Whoever changes one holds its draft's lock. */
@ApplicationScoped
class ReviewStore {

  // Written out, so that the partial indexes serve it whatever the plan.
  private static final String PAST_DEADLINE =
      """
      SELECT draft_id FROM review
      WHERE state = 'open' AND (expires_at <= :now OR reminded_at IS NULL AND remind_at <= :now)
      ORDER BY requested_at LIMIT :most
      """;

  private final EntityManager entities;

  ReviewStore(EntityManager entities) {
    this.entities = entities;
  }

  void add(Review review) {
    entities.persist(review);
  }

  /** The draft of a review, or {@code not_found}, also for another workspace's. */
  UUID draftOf(String workspace, UUID reviewId) {
    return entities
        .createQuery(
            "select draftId from Review where id = :id and workspace = :workspace", UUID.class)
        .setParameter("id", reviewId)
        .setParameter("workspace", workspace)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("review"));
  }

  /** A review of that workspace. */
  Optional<Review> find(String workspace, UUID reviewId) {
    return Optional.ofNullable(get(reviewId))
        .filter(review -> review.workspace().equals(workspace));
  }

  /** A review that is known to be there. */
  Review get(UUID reviewId) {
    return entities.find(Review.class, reviewId);
  }

  List<Review> ofDraft(UUID draftId) {
    return entities
        .createQuery("from Review where draftId = :draft order by requestedAt", Review.class)
        .setParameter("draft", draftId)
        .getResultList();
  }

  /** Drafts whose open review is to be reminded of, or has expired; not locked. */
  @SuppressWarnings("unchecked") // The query was made for that class.
  List<UUID> draftsPastDeadline(Instant now, int most) {
    return entities
        .createNativeQuery(PAST_DEADLINE, UUID.class)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("most", most)
        .getResultList();
  }

  /** The last revision of the draft that anyone has approved, also if edited since; 0 for none. */
  int lastApprovedRevision(UUID draftId) {
    return lastApprovedRevision(draftId, Integer.MAX_VALUE);
  }

  /** Like {@link #lastApprovedRevision(UUID)}, among the revisions up to and with {@code last}. */
  int lastApprovedRevision(UUID draftId, int last) {
    return entities
        .createQuery(
            "select coalesce(max(revision), 0) from Review where draftId = :draft"
                + " and revision <= :last and decidedAt is not null and state in :states",
            Integer.class)
        .setParameter("draft", draftId)
        .setParameter("last", last)
        .setParameter("states", Set.of(ReviewState.APPROVED, ReviewState.SUPERSEDED))
        .getSingleResult();
  }

  /** One item more than the filter's limit, if there is one. */
  List<Review> list(String workspace, ReviewFilter filter) {
    StringBuilder jpql = new StringBuilder("from Review where workspace = :workspace");
    if (filter.state() != null) {
      jpql.append(" and state = :state");
    }
    if (filter.draftId() != null) {
      jpql.append(" and draftId = :draft");
    }
    if (filter.cursor() != null) {
      jpql.append(" and (requestedAt, id) < (:at, :id)");
    }
    jpql.append(" order by requestedAt desc, id desc");
    TypedQuery<Review> query =
        entities.createQuery(jpql.toString(), Review.class).setMaxResults(filter.limit() + 1);
    bind(query.setParameter("workspace", workspace), filter);
    return query.getResultList();
  }

  private static void bind(TypedQuery<Review> query, ReviewFilter filter) {
    if (filter.state() != null) {
      query.setParameter("state", filter.state());
    }
    if (filter.draftId() != null) {
      query.setParameter("draft", filter.draftId());
    }
    if (filter.cursor() != null) {
      PagePosition last = PagePosition.of(filter.cursor());
      query.setParameter("at", last.at()).setParameter("id", last.id());
    }
  }
}
