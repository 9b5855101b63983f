package io.postly.scheduling.notification;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.notification.NotificationMetrics.Outcome;
import io.postly.scheduling.retry.RetrySchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What senders write down, each step in a short transaction of its own. A claim lapses with its
 * lease; what was claimed by a sender that failed is then sent by another, perhaps a second time.
 */
@ApplicationScoped
class NotificationLedger {

  private static final Logger LOG = Logger.getLogger(NotificationLedger.class);
  private static final int HTTP_GONE = 410;

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final NotificationMetrics metrics;
  private final EntityManager entities;
  private final Clock clock;
  private final RetrySchedule retries;
  private final Duration lease;
  private final Duration disableAfter;
  private final int share;

  NotificationLedger(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      NotificationMetrics metrics,
      EntityManager entities,
      Clock clock,
      SchedulingConfig config) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.metrics = metrics;
    this.entities = entities;
    this.clock = clock;
    SchedulingConfig.Notifications settings = config.notifications();
    this.retries = new RetrySchedule(settings.retryDelays());
    this.lease = settings.lease();
    this.disableAfter = settings.disableAfter();
    this.share = settings.endpointConcurrency();
  }

  /**
   * A message that one sender may send.
   *
   * @param until from this instant on others take it for abandoned
   * @param encryptedSecrets those that sign, the newest first
   */
  record Claim(
      UUID deliveryId,
      UUID endpointId,
      UUID token,
      Instant until,
      String body,
      String encryptedUrl,
      List<String> encryptedSecrets) {}

  /** Claims what is due; nothing that another sender is claiming at the same time. */
  @Transactional(TxType.REQUIRES_NEW)
  List<Claim> claim(int limit) {
    Instant now = now();
    return deliveries.lockDue(now, share, limit).stream()
        .flatMap(due -> claim(due, now).stream())
        .toList();
  }

  private Optional<Claim> claim(NotificationDelivery due, Instant now) {
    NotificationEndpoint endpoint = entities.find(NotificationEndpoint.class, due.endpointId);
    if (!endpoint.enabled) {
      due.end(NotificationDelivery.ENDPOINT_DISABLED);
      return Optional.empty();
    }
    due.claim(UUID.randomUUID(), now.plus(lease), now);
    return Optional.of(
        new Claim(
            due.id,
            endpoint.id,
            due.leaseToken,
            due.leaseUntil,
            due.body,
            endpoint.encryptedUrl,
            endpoint.signingSecrets(now)));
  }

  /** Gives a claim back, at once rather than when its lease ends. Nothing was sent with it. */
  @Transactional(TxType.REQUIRES_NEW)
  void release(Claim claim) {
    deliveries
        .lock(claim.deliveryId())
        .filter(delivery -> delivery.isClaimedWith(claim.token()))
        .ifPresent(NotificationDelivery::release);
  }

  /** Records what came of an attempt, unless the claim is no longer its sender's. */
  @Transactional(TxType.REQUIRES_NEW)
  void record(Claim claim, HttpAnswer answer) {
    Optional<NotificationEndpoint> endpoint = endpoints.lock(claim.endpointId());
    Optional<NotificationDelivery> delivery =
        deliveries.lock(claim.deliveryId()).filter(found -> found.isClaimedWith(claim.token()));
    if (endpoint.isPresent() && delivery.isPresent()) {
      record(endpoint.get(), delivery.get(), answer);
    }
  }

  private void record(
      NotificationEndpoint endpoint, NotificationDelivery delivery, HttpAnswer answer) {
    switch (answer) {
      case HttpAnswer.Answered answered when answered.isAccepted() -> {
        delivery.succeed(answered.status());
        endpoint.succeeded();
        metrics.attempted(delivery.type, Outcome.DELIVERED);
      }
      case HttpAnswer.Answered answered -> refused(endpoint, delivery, answered);
      case HttpAnswer.NotSent late when late.reason().equals(HttpAnswer.TOO_LATE) ->
          delivery.release();
      case HttpAnswer.NotSent failure ->
          failed(endpoint, delivery, new Failure(null, failure.reason(), Optional.empty()));
      case HttpAnswer.NoAnswer silence ->
          failed(endpoint, delivery, new Failure(null, silence.reason(), Optional.empty()));
    }
  }

  private void refused(
      NotificationEndpoint endpoint, NotificationDelivery delivery, HttpAnswer.Answered answered) {
    String reason = "http_" + answered.status();
    if (answered.status() == HTTP_GONE) {
      giveUp(delivery, answered.status(), reason);
      disable(endpoint, NotificationEndpoint.GONE);
    } else {
      failed(endpoint, delivery, new Failure(answered.status(), reason, answered.retryAfter()));
    }
  }

  /**
   * An attempt that did not get through.
   *
   * @param status the HTTP status, or null if there was no answer
   */
  private record Failure(Integer status, String reason, Optional<Duration> retryAfter) {}

  private void failed(
      NotificationEndpoint endpoint, NotificationDelivery delivery, Failure failure) {
    Instant now = now();
    endpoint.failed(now);
    Optional<Duration> delay = retries.delay(delivery.failures + 1, failure.retryAfter());
    if (delay.isPresent()) {
      delivery.retry(failure.status(), failure.reason(), now.plus(delay.get()));
      metrics.attempted(delivery.type, Outcome.RETRIED);
      return;
    }
    giveUp(delivery, failure.status(), failure.reason());
    if (endpoint.hasFailedFor(disableAfter, now)) {
      disable(endpoint, NotificationEndpoint.FAILING);
    }
  }

  private void giveUp(NotificationDelivery delivery, Integer status, String reason) {
    delivery.fail(status, reason);
    metrics.attempted(delivery.type, Outcome.FAILED);
  }

  private void disable(NotificationEndpoint endpoint, String why) {
    if (endpoint.enabled) {
      endpoint.disable(why, now());
      int ended = deliveries.endWaiting(endpoint, NotificationDelivery.ENDPOINT_DISABLED);
      LOG.infof("Endpoint %s is disabled: %s; %d notifications end", endpoint.id, why, ended);
    }
  }

  /** How many deliveries wait, of all endpoints. */
  @Transactional(TxType.REQUIRES_NEW)
  long countWaiting() {
    return deliveries.countWaiting();
  }

  /** When the attempt was due that has been due longest, and that nobody makes. */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<Instant> longestDue() {
    return deliveries.longestDue(now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
