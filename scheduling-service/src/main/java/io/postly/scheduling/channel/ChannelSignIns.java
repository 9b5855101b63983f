package io.postly.scheduling.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sign-ins that have begun. */
@ApplicationScoped
class ChannelSignIns {

  private static final String FIND =
      """
      SELECT * FROM channel_sign_in
      WHERE state_digest = :digest AND workspace = :workspace AND person = :person AND expires_at > :now
      FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;

  ChannelSignIns(EntityManager entities) {
    this.entities = entities;
  }

  /** Keeps one, and forgets those whose time is over. */
  void add(ChannelSignIn signIn, Instant now) {
    entities
        .createQuery("DELETE FROM ChannelSignIn WHERE expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate();
    entities.persist(signIn);
  }

  /**
   * Takes the sign-in that this person has begun in this workspace. It is spent, whatever comes of
   * it: a transaction of its own.
   *
   * @return empty if there is none, its time is over, or it has been taken
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<ChannelSignIn> take(String state, String workspace, String person, Instant now) {
    List<?> found =
        entities
            .createNativeQuery(FIND, ChannelSignIn.class)
            .setParameter("digest", SignInSecrets.digest(state))
            .setParameter("workspace", workspace)
            .setParameter("person", person)
            .setParameter("now", now)
            .getResultList();
    Optional<ChannelSignIn> signIn = found.stream().map(ChannelSignIn.class::cast).findFirst();
    signIn.ifPresent(entities::remove);
    return signIn;
  }
}
