package io.postly.scheduling.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the delivery of a notification stands. */
enum DeliveryState {
  /** To be sent, for the first time or again. */
  WAITING,
  /** The receiver took it. */
  DELIVERED,
  /** Given up; a person may have it sent again. */
  FAILED;

  /** The name used in answers and the database. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that label; empty for a label that is no state. */
  static Optional<DeliveryState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
