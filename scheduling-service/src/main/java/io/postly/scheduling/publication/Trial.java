package io.postly.scheduling.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/**
 * Does something and takes it back, in the current transaction: one beside it would need a second
 * connection, and as many calls as there are connections would wait for each other. Nobody is told
 * of what is done meanwhile.
 */
@ApplicationScoped
class Trial {

  private final EntityManager entities;
  private final TransactionSynchronizationRegistry transaction;

  Trial(EntityManager entities, TransactionSynchronizationRegistry transaction) {
    this.entities = entities;
    this.transaction = transaction;
  }

  /** What comes of the work, of which nothing stays. A failure of it fails the transaction. */
  <T> T of(Supplier<T> work) {
    entities.createNativeQuery("SAVEPOINT before_trial").executeUpdate();
    transaction.putResource(Trial.class, true);
    T result = work.get();
    transaction.putResource(Trial.class, null);
    entities.createNativeQuery("ROLLBACK TO SAVEPOINT before_trial").executeUpdate();
    // What the transaction still does is to know nothing of it.
    entities.clear();
    return result;
  }

  /** Whether what is done now is taken back. */
  boolean isOn() {
    return transaction.getResource(Trial.class) != null;
  }
}
