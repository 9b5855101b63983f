package io.postly.scheduling.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The posts of the sandbox network. Each call is a transaction of its own, as with any network of
 * the outside world.
 */
@ApplicationScoped
class SandboxPosts {

  private final EntityManager entities;

  SandboxPosts(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(TxType.REQUIRES_NEW)
  void add(Post post, Instant at) {
    entities.persist(new SandboxPost(post, at));
  }

  /** Gives a post another text; false if it does not stand. */
  @Transactional(TxType.REQUIRES_NEW)
  boolean change(UUID publicationId, String text) {
    Optional<SandboxPost> standing =
        Optional.ofNullable(entities.find(SandboxPost.class, publicationId));
    standing.ifPresent(post -> post.text = text);
    return standing.isPresent();
  }

  @Transactional(TxType.REQUIRES_NEW)
  void remove(UUID publicationId) {
    Optional.ofNullable(entities.find(SandboxPost.class, publicationId))
        .ifPresent(entities::remove);
  }

  @Transactional(TxType.REQUIRES_NEW)
  Optional<Instant> postedAt(UUID publicationId) {
    return Optional.ofNullable(entities.find(SandboxPost.class, publicationId))
        .map(SandboxPost::postedAt);
  }
}
