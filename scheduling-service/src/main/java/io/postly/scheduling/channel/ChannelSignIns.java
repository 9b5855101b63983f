package io.postly.scheduling.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sign-ins that have begun. */
@ApplicationScoped
class ChannelSignIns {

  private static final String FIND =
      """
      SELECT * FROM channel_sign_in
      WHERE state_digest = :digest AND workspace = :workspace AND person = :person AND expires_at > :now
      FOR UPDATE SKIP LOCKED
      """;

  /** Longer than a person who has come back waits for the network, and for the commit. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(5);

  private static final String SPEND =
      "UPDATE ChannelSignIn SET stateDigest = :spent, encryptedVerifier = '', encryptedMemory = NULL,"
          + " expiresAt = :until WHERE id = :id";

  private static final String UNDER_WAY_AT =
      "SELECT count(*) FROM ChannelSignIn WHERE network = :network AND expiresAt > :now";

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
   * it: a transaction of its own. Without its secrets it stays under way, until it is {@link #end
   * ended} or a few minutes are over.
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
    signIn.ifPresent(one -> spend(one.id, now));
    return signIn;
  }

  private void spend(UUID id, Instant now) {
    entities
        .createQuery(SPEND)
        .setParameter("spent", "spent " + id)
        .setParameter("until", now.plus(UNDER_WAY))
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Forgets one, with the transaction in which its channel has its credentials. */
  @Transactional(TxType.MANDATORY)
  void end(ChannelSignIn signIn) {
    delete(signIn.id);
  }

  /** Forgets one of which nothing came, if that is the identifier of one. */
  @Transactional(TxType.REQUIRES_NEW)
  void forget(UUID id) {
    delete(id);
  }

  private void delete(UUID id) {
    entities
        .createQuery("DELETE FROM ChannelSignIn WHERE id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Whether an account of that network may be about to be granted to a channel of any workspace.
   */
  @Transactional(TxType.REQUIRES_NEW)
  boolean isUnderWay(String network, Instant now) {
    return entities
            .createQuery(UNDER_WAY_AT, Long.class)
            .setParameter("network", network)
            .setParameter("now", now)
            .getSingleResult()
        > 0;
  }
}
