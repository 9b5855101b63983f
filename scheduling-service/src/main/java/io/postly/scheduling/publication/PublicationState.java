package io.postly.scheduling.publication;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a publication stands. {@link #mayBecome} is the whole state machine. */
public enum PublicationState {
  /** Its content has no approval yet. */
  AWAITING_APPROVAL,
  /** Approved; goes out when it is due. */
  PLANNED,
  /** Was planned, and its content or approval has changed since, or its time has passed. */
  ON_HOLD,
  /** One dispatcher has it; nothing has been sent. */
  CLAIMED,
  /** Is being sent, or was when its dispatcher failed. */
  PUBLISHING,
  /** Stands on the network. */
  PUBLISHED,
  /** Certainly does not stand on the network. */
  FAILED,
  /** May or may not stand on the network; never sent again unless it certainly does not. */
  UNCONFIRMED,
  /** Taken back by a person before it was sent. */
  CANCELLED,
  /** Was not ready to go out when it was due. */
  MISSED;

  private static final Set<PublicationState> CANCELLABLE =
      EnumSet.of(AWAITING_APPROVAL, PLANNED, ON_HOLD);
  private static final Set<PublicationState> ENDED =
      EnumSet.of(PUBLISHED, FAILED, CANCELLED, MISSED);

  /** Whether the state machine has a step from this state to that one. */
  public boolean mayBecome(PublicationState next) {
    return switch (this) {
      case AWAITING_APPROVAL, ON_HOLD ->
          next == PLANNED || next == CANCELLED || next == MISSED || next == UNCONFIRMED;
      case PLANNED ->
          next == CLAIMED
              || next == ON_HOLD
              || next == CANCELLED
              || next == MISSED
              || next == FAILED
              || next == UNCONFIRMED;
      case CLAIMED ->
          next == PUBLISHING || next == PLANNED || next == ON_HOLD || next == UNCONFIRMED;
      case PUBLISHING ->
          next == PUBLISHED || next == FAILED || next == UNCONFIRMED || next == PLANNED;
      case UNCONFIRMED -> next == PUBLISHED || next == FAILED || next == PLANNED;
      case PUBLISHED, FAILED, CANCELLED, MISSED -> false;
    };
  }

  /** Whether nothing will change any more. */
  public boolean isEnded() {
    return ENDED.contains(this);
  }

  /** The states in which nothing will change any more. */
  static Set<PublicationState> ended() {
    return EnumSet.copyOf(ENDED);
  }

  /** The states in which a person can still take the publication back. */
  static Set<PublicationState> cancellable() {
    return EnumSet.copyOf(CANCELLABLE);
  }

  /** Whether a person can still take the publication back. */
  public boolean isCancellable() {
    return CANCELLABLE.contains(this);
  }

  /** Whether an approval makes it planned. */
  boolean isWaitingForApproval() {
    return this == AWAITING_APPROVAL || this == ON_HOLD;
  }

  /** Whether it would go out without anything more being decided. */
  boolean isOnItsWay() {
    return this == PLANNED || this == CLAIMED;
  }

  /**
   * What everybody but dispatchers knows of it. A post that one of them has is planned until its
   * outcome is known: events of the moments between would tell nobody anything, and be as many as
   * all others of what is sent.
   */
  PublicationState told() {
    return this == CLAIMED || this == PUBLISHING ? PLANNED : this;
  }

  /** The name used in answers, events and the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a sentence says it: "The post is on hold." */
  String words() {
    return this == CLAIMED || this == PUBLISHING ? "being sent" : label().replace('_', ' ');
  }

  /** The state of that label; empty for a label that is no state. */
  public static Optional<PublicationState> of(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }
}
