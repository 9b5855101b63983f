package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery.NotDelivered;

/** What came of a call in an account's name. */
sealed interface CallOutcome {

  /** The call was made. */
  record Called(HttpAnswer answer) implements CallOutcome {}

  /**
   * It was not, or its server did not look at it, for want of a session or a token.
   *
   * @param cause what that means for what was to be sent
   */
  record NotCalled(NotDelivered cause) implements CallOutcome {}
}
