package io.postly.scheduling.network;

/** Whether a network changes the text of a post that stands. */
public enum UpdateSupport {
  /** It does not. */
  NONE,
  /** It does, of a post that it knows by a {@link Delivery.Delivered#reference}. */
  BY_REFERENCE,
  /** It does, and knows the post by the publication. */
  BY_PUBLICATION
}
