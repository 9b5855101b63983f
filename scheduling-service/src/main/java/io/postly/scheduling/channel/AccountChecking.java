package io.postly.scheduling.channel;

import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Asks networks whether they accept an account. That is done while a person waits, within the
 * action's transaction: only a few at a time, so that a slow network keeps few connections to the
 * database from others.
 */
@ApplicationScoped
class AccountChecking {

  private static final int AT_THE_SAME_TIME = 4;

  private final Semaphore places = new Semaphore(AT_THE_SAME_TIME);

  /**
   * What the network makes of the account.
   *
   * @throws ProblemException as {@link Network#connect} does, and {@code connecting_busy}
   */
  Connection check(Network network, AccountInput input) {
    return check(() -> network.connect(input.accountFor(network.name())));
  }

  /**
   * What comes of asking a network about an account.
   *
   * @throws ProblemException {@code connecting_busy}, and what asking throws
   */
  <T> T check(Supplier<T> asking) {
    if (!places.tryAcquire()) {
      throw ProblemException.of(
          SchedulingErrorCode.CONNECTING_BUSY,
          AT_THE_SAME_TIME + " accounts are being connected at this moment.");
    }
    try {
      return asking.get();
    } finally {
      places.release();
    }
  }
}
