package io.postly.scheduling.network;

/**
 * Something that a post needs, such as an uploaded picture or the post that it replies to, could
 * not be had. The post itself was certainly not sent: nothing of it stands anywhere.
 */
public final class NotUploadedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Delivery.NotDelivered outcome;

  /** With what that means for the post. */
  public NotUploadedException(Delivery.NotDelivered outcome) {
    super(outcome.reason());
    this.outcome = outcome;
  }

  /** One that may pass. */
  public static NotUploadedException forNow(String reason) {
    return new NotUploadedException(Delivery.NotDelivered.forNow(reason));
  }

  /** What that means for the post. */
  public Delivery.NotDelivered outcome() {
    return outcome;
  }
}
