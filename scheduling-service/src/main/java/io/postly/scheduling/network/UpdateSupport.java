package io.postly.scheduling.network;

/** Whether a network changes the text of a post that stands. */
public enum UpdateSupport {
  /** It does not. */
  NONE,
  /** It does, of a post that it knows by a {@link Delivery.Delivered#reference}. */
  BY_REFERENCE,
  /**
   * It is told of the change in a message like that of the post, with pictures and thread, and
   * knows the post by the publication. What it makes of such a message only its admin can tell.
   */
  BY_PUBLICATION;

  /**
   * Whether posts of a channel can be changed.
   *
   * @param isHeeded whether the channel's admin has said that its receiver heeds changes
   */
  public boolean isOffered(boolean isHeeded) {
    return this == BY_REFERENCE || (this == BY_PUBLICATION && isHeeded);
  }

  /** Whether a change is sent with the pictures and the thread of the post. */
  public boolean sendsAll() {
    return this == BY_PUBLICATION;
  }
}
