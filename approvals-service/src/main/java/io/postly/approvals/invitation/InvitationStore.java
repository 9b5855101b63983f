package io.postly.approvals.invitation;

import io.postly.action.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations in the database. */
@ApplicationScoped
class InvitationStore {

  private final EntityManager entities;

  InvitationStore(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Where an invitation belongs; read without the invitation itself, which may still change until
   * it is locked.
   */
  record Place(UUID invitationId, String workspace, UUID reviewId) {}

  void add(Invitation invitation) {
    entities.persist(invitation);
  }

  /** The invitation that a token leads to, if any. */
  Optional<Place> find(InvitationToken token) {
    return entities
        .createQuery(
            "select id, workspace, reviewId from Invitation where tokenDigest = :digest",
            Tuple.class)
        .setParameter("digest", token.digest())
        .getResultStream()
        .findFirst()
        .map(
            row ->
                new Place(
                    row.get(0, UUID.class), row.get(1, String.class), row.get(2, UUID.class)));
  }

  /** An invitation that is known to be there. */
  Invitation get(UUID invitationId) {
    return entities.find(Invitation.class, invitationId);
  }

  /** Locks one that is known to be there until the transaction ends. */
  Invitation lock(UUID invitationId) {
    return entities.find(Invitation.class, invitationId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Locks an invitation to that review until the transaction ends. */
  Invitation lock(UUID reviewId, UUID invitationId) {
    return entities
        .createQuery("from Invitation where id = :id and reviewId = :review", Invitation.class)
        .setParameter("id", invitationId)
        .setParameter("review", reviewId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("invitation"));
  }

  /** The invitations to a review, the last first. */
  List<Invitation> ofReview(UUID reviewId) {
    return entities
        .createQuery(
            "from Invitation where reviewId = :review order by invitedAt desc, id desc",
            Invitation.class)
        .setParameter("review", reviewId)
        .getResultList();
  }

  long count(UUID reviewId) {
    return entities
        .createQuery("select count(*) from Invitation where reviewId = :review", Long.class)
        .setParameter("review", reviewId)
        .getSingleResult();
  }

  /** Writes what has changed, so that only the audit trail is left to be written. */
  void flush() {
    entities.flush();
  }
}
