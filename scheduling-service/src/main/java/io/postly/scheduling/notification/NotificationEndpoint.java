package io.postly.scheduling.notification;

import io.postly.action.identifier.Identifiers;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where a team wants to be told of what happens. Address and secrets are kept encrypted; this class
 * never sees them in the clear.
 */
@Entity
class NotificationEndpoint {

  /** The receiver has said that it is gone for good. */
  static final String GONE = "gone";

  /** Nothing has got through for too long. */
  static final String FAILING = "failing";

  @Id UUID id;
  String workspace;
  String origin;
  String encryptedUrl;
  Instant urlChangedAt;
  String[] eventTypes;
  String description;
  boolean enabled;
  String disabledReason;
  Instant failingSince;
  String encryptedSecret;
  String previousSecret;
  Instant previousSecretUntil;
  Instant createdAt;
  Instant changedAt;

  protected NotificationEndpoint() {}

  /** A new endpoint, enabled, still without address and secret. */
  static NotificationEndpoint in(String workspace, Instant now) {
    NotificationEndpoint made = new NotificationEndpoint();
    made.id = Identifiers.next();
    made.workspace = workspace;
    made.enabled = true;
    made.createdAt = now;
    made.changedAt = now;
    return made;
  }

  /**
   * Sends to another address from now on.
   *
   * @param shown what people may see of it
   */
  void redirect(String encrypted, String shown, Instant now) {
    encryptedUrl = encrypted;
    origin = shown;
    urlChangedAt = now;
    changedAt = now;
  }

  void choose(List<String> types, Instant now) {
    eventTypes = types.toArray(String[]::new);
    changedAt = now;
  }

  /** Replaces what people know it by; null for nothing. */
  void describe(String text, Instant now) {
    description = text;
    changedAt = now;
  }

  /** It may fail anew before it is disabled again. */
  void enable(Instant now) {
    enabled = true;
    disabledReason = null;
    failingSince = null;
    changedAt = now;
  }

  /** Nothing is sent any more; the reason is null where a person wants it so. */
  void disable(String why, Instant now) {
    enabled = false;
    disabledReason = why;
    changedAt = now;
  }

  /** The first secret. */
  void secure(String encrypted) {
    encryptedSecret = encrypted;
  }

  /** Signs with a new secret, and with the one before it for a while. */
  void rotate(String encrypted, Instant until, Instant now) {
    previousSecret = encryptedSecret;
    previousSecretUntil = until;
    encryptedSecret = encrypted;
    changedAt = now;
  }

  /** The secrets that sign at that time, the newest first, encrypted. */
  List<String> signingSecrets(Instant at) {
    List<String> secrets = new ArrayList<>(List.of(encryptedSecret));
    if (isPreviousSecretValid(at)) {
      secrets.add(previousSecret);
    }
    return secrets;
  }

  boolean isPreviousSecretValid(Instant at) {
    return previousSecretUntil != null && at.isBefore(previousSecretUntil);
  }

  /** A message has got through. */
  void succeeded() {
    failingSince = null;
  }

  /** A message has not got through. */
  void failed(Instant now) {
    if (failingSince == null) {
      failingSince = now;
    }
  }

  boolean hasFailedFor(Duration length, Instant now) {
    return failingSince != null && !now.isBefore(failingSince.plus(length));
  }

  List<String> eventTypes() {
    return List.of(eventTypes);
  }
}
