package io.postly.scheduling.notification;

import io.postly.action.identifier.Identifiers;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * One message to one endpoint. Guards its own state machine: what waits is claimed by one sender at
 * a time, and only the holder of the claim says what came of it.
 */
@Entity
class NotificationDelivery {

  /** The endpoint was disabled before the message got through. */
  static final String ENDPOINT_DISABLED = "endpoint_disabled";

  @Id UUID id;
  UUID endpointId;
  String fact;
  NotificationType type;
  String body;
  DeliveryState state;
  int attempts;
  int failures;
  Instant lastAttemptAt;
  Integer lastStatus;
  String reason;
  Instant nextAttemptAt;
  UUID leaseToken;
  Instant leaseUntil;
  Instant createdAt;

  protected NotificationDelivery() {}

  /**
   * A message that is to be sent at once.
   *
   * @param fact tells this fact from all others that the endpoint is told of
   */
  static NotificationDelivery of(
      UUID endpointId, String fact, NotificationType type, String body, Instant now) {
    NotificationDelivery made = new NotificationDelivery();
    made.id = Identifiers.next();
    made.endpointId = endpointId;
    made.fact = fact;
    made.type = type;
    made.body = body;
    made.state = DeliveryState.WAITING;
    made.nextAttemptAt = now;
    made.createdAt = now;
    return made;
  }

  /** Gives it to one sender, for a time. */
  void claim(UUID token, Instant until, Instant now) {
    if (state != DeliveryState.WAITING || now.isBefore(nextAttemptAt) || isClaimed(now)) {
      throw new IllegalStateException("Delivery " + id + " is not to be sent now");
    }
    leaseToken = token;
    leaseUntil = until;
    lastAttemptAt = now;
    attempts++;
  }

  /** The sender gives it back without having sent anything. */
  void release() {
    endLease();
    attempts--;
  }

  /** The receiver took it. */
  void succeed(Integer status) {
    end(DeliveryState.DELIVERED, status, null);
  }

  /** An attempt has failed, and there will be another. */
  void retry(Integer status, String why, Instant at) {
    failures++;
    lastStatus = status;
    reason = why;
    nextAttemptAt = at;
    endLease();
  }

  /** It is given up. */
  void fail(Integer status, String why) {
    failures++;
    end(DeliveryState.FAILED, status, why);
  }

  /** Nothing more is sent, and no attempt has failed by it. */
  void end(String why) {
    end(DeliveryState.FAILED, lastStatus, why);
  }

  /** A person wants it sent once more, at once, whatever has come of it so far. */
  void sendAgain(Instant now) {
    state = DeliveryState.WAITING;
    failures = 0;
    nextAttemptAt = now;
    endLease();
  }

  boolean isClaimedWith(UUID token) {
    return token.equals(leaseToken);
  }

  private boolean isClaimed(Instant now) {
    return leaseUntil != null && now.isBefore(leaseUntil);
  }

  private void end(DeliveryState ended, Integer status, String why) {
    state = ended;
    lastStatus = status;
    reason = why;
    nextAttemptAt = null;
    endLease();
  }

  private void endLease() {
    leaseToken = null;
    leaseUntil = null;
  }
}
