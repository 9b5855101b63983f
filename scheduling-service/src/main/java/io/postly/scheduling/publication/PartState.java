package io.postly.scheduling.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a part of a thread stands. {@link #mayBecome} is the whole state machine. */
public enum PartState {
  /** Goes out when the part before stands. */
  PLANNED,
  /** Is being sent, or was when its dispatcher failed. */
  SENDING,
  /** Stands on the network. */
  PUBLISHED,
  /** Certainly does not stand on the network, and holds what follows. */
  FAILED,
  /** May or may not stand on the network, and holds what follows. */
  UNCONFIRMED;

  /** Whether the state machine has a step from this state to that one. */
  public boolean mayBecome(PartState next) {
    return switch (this) {
      case PLANNED -> next == SENDING || next == FAILED || next == UNCONFIRMED;
      case SENDING -> next == PUBLISHED || next == FAILED || next == PLANNED || next == UNCONFIRMED;
      case UNCONFIRMED -> next == PUBLISHED || next == FAILED || next == PLANNED;
      case FAILED -> next == PLANNED || next == PUBLISHED;
      case PUBLISHED -> false;
    };
  }

  /** Whether the thread has stopped at such a part until somebody or something settles it. */
  public boolean isStopped() {
    return this == FAILED || this == UNCONFIRMED;
  }

  /** The name used in answers, events and the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that label; empty for a label that is no state. */
  public static Optional<PartState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
