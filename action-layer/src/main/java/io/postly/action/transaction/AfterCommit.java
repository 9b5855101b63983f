package io.postly.action.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs what must not happen for work that is rolled back: counting, waking. */
@ApplicationScoped
public class AfterCommit {

  private final TransactionSynchronizationRegistry transactions;

  AfterCommit(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /** Runs it once the current transaction has been committed, and never if it is not. */
  public void run(Runnable work) {
    transactions.registerInterposedSynchronization(new OnlyIfCommitted(work));
  }

  private record OnlyIfCommitted(Runnable work) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        work.run();
      }
    }
  }
}
