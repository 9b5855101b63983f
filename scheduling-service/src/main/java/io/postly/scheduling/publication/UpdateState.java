package io.postly.scheduling.publication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What has become of a person's wish that a published post say something else. {@link #mayBecome}
 * is the whole state machine.
 */
public enum UpdateState {
  /** The network will be asked, for the first time or again. */
  REQUESTED,
  /** The network is being asked, or was when its dispatcher failed. */
  SENDING,
  /** The post says so by now. */
  UPDATED,
  /** The post certainly says what it said before, or is gone. */
  REFUSED,
  /** The post says one or the other, and the network is not asked any more. */
  UNCONFIRMED;

  /** Whether the state machine has a step from this state to that one. */
  public boolean mayBecome(UpdateState next) {
    return switch (this) {
      case REQUESTED -> next != REQUESTED;
      case SENDING -> next != SENDING;
      case UPDATED -> next == REQUESTED;
      case REFUSED -> next == REQUESTED || next == UNCONFIRMED;
      case UNCONFIRMED -> next == REQUESTED || next == UPDATED || next == REFUSED;
    };
  }

  /** Whether something is still to come of it. */
  public boolean isUnderWay() {
    return this == REQUESTED || this == SENDING;
  }

  /** Whether it has ended, and it is certain what came of it. */
  public boolean isCertain() {
    return this == UPDATED || this == REFUSED;
  }

  /** The name used in answers, events and the database; never changed once used. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that label; empty for a label that is no state. */
  public static Optional<UpdateState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
