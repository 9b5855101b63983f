package io.postly.scheduling.network;

/**
 * A picture could not be uploaded. The post itself was certainly not sent: nothing of it stands
 * anywhere.
 */
public final class NotUploadedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Delivery.NotDelivered outcome;

  /** With what that means for the post. */
  public NotUploadedException(Delivery.NotDelivered outcome) {
    super(outcome.reason());
    this.outcome = outcome;
  }

  /** What that means for the post. */
  public Delivery.NotDelivered outcome() {
    return outcome;
  }
}
