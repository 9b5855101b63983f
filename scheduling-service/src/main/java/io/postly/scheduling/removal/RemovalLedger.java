package io.postly.scheduling.removal;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.retry.RetrySchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What removers of posts write down, each step in a short transaction of its own. A claim lapses
 * with its lease; what was claimed by a remover that failed is then attempted by another, perhaps a
 * second time, which does no harm.
 */
@ApplicationScoped
class RemovalLedger {

  private static final String PART_UNKNOWN = "part_unknown";

  private final Removals removals;
  private final Channels channels;
  private final ChannelGate gate;
  private final Clock clock;
  private final RetrySchedule retries;
  private final Duration lease;

  RemovalLedger(
      Removals removals,
      Channels channels,
      ChannelGate gate,
      Clock clock,
      SchedulingConfig config) {
    this.removals = removals;
    this.channels = channels;
    this.gate = gate;
    this.clock = clock;
    this.lease = config.removal().lease();
    this.retries = new RetrySchedule(config.removal().retryDelays());
  }

  /**
   * A post that one remover is to have deleted.
   *
   * @param until from this instant on others take it for abandoned
   * @param reference what the network knows the post by
   * @param parts what it knows the parts of its thread by that still stand, the last one first
   * @param encryptedCredentials the channel's, where it has any
   */
  record Claim(
      UUID publicationId,
      UUID channelId,
      String network,
      Instant until,
      String reference,
      List<String> parts,
      Optional<String> encryptedCredentials) {}

  /**
   * Claims what is due; nothing that another remover is claiming at the same time.
   *
   * @param busy channels of which nothing is claimed
   * @param share the most of one channel
   */
  @Transactional(TxType.REQUIRES_NEW)
  List<Claim> claim(Collection<UUID> busy, int share, int limit) {
    Instant now = now();
    return removals.lockDue(now, busy, share, limit).stream()
        .flatMap(due -> claim(due, now).stream())
        .toList();
  }

  /** Empty where a person has said, since it was asked for, that a part stands. */
  private Optional<Claim> claim(PostRemoval due, Instant now) {
    if (removals.hasUnknownPart(due)) {
      removals.apply(due, step -> step.refused(PART_UNKNOWN, now));
      return Optional.empty();
    }
    due.claim(now.plus(lease), now);
    return Optional.of(
        new Claim(
            due.publicationId,
            due.channelId,
            due.network,
            due.nextAt,
            due.reference,
            removals.standingParts(due),
            channels.encryptedCredentials(due.channelId)));
  }

  /** Gives a claim back, at once rather than when its lease ends. */
  @Transactional(TxType.REQUIRES_NEW)
  void release(Claim claim) {
    claimed(claim).ifPresent(removal -> removal.attemptNext(now()));
  }

  /** Records that a part is gone, which stays so whoever has the claim by now. */
  @Transactional(TxType.REQUIRES_NEW)
  void recordPartRemoved(Claim claim, String reference) {
    removals.partRemoved(claim.publicationId(), reference, now());
  }

  /** Records what came of an attempt, unless the claim is no longer its remover's. */
  @Transactional(TxType.REQUIRES_NEW)
  void record(Claim claim, Removal outcome) {
    claimed(claim).ifPresent(removal -> record(removal, outcome, now()));
  }

  private Optional<PostRemoval> claimed(Claim claim) {
    return removals
        .lock(claim.publicationId())
        .filter(removal -> removal.isClaimedUntil(claim.until()));
  }

  private void record(PostRemoval removal, Removal outcome, Instant now) {
    switch (outcome) {
      case Removal.Removed _ -> removals.apply(removal, step -> step.removed(now));
      case Removal.Refused refusal ->
          removals.apply(removal, step -> step.refused(refusal.reason(), now));
      case Removal.NotNow failure -> {
        failure.retryAfter().ifPresent(asked -> gate.leaveAlone(removal.channelId, asked, now));
        attemptAgain(removal, failure, now);
      }
    }
  }

  private void attemptAgain(PostRemoval removal, Removal.NotNow failure, Instant now) {
    removal.failed();
    retries
        .delay(removal.failures, failure.retryAfter())
        .ifPresentOrElse(
            delay -> removal.attemptNext(now.plus(delay)),
            () -> removals.apply(removal, step -> step.refused(failure.reason(), now)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
