package io.postly.scheduling.network;

import java.util.Optional;

/** What became of a post, apart from what its network said of that in its own words. */
public final class Judgement {

  private Judgement() {}

  /** The same without the network's words. */
  public static Delivery of(Delivery delivery) {
    return delivery instanceof Delivery.NotDelivered failure
        ? failure.saying(Optional.empty())
        : delivery;
  }

  /** What the network said, as people are shown it; null if it said nothing. */
  public static String said(Delivery delivery) {
    return ((Delivery.NotDelivered) delivery).quotation();
  }
}
