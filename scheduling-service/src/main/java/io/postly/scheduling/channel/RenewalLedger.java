package io.postly.scheduling.channel;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.retry.RetrySchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What those who renew credentials write down, each step in a short transaction of its own. New
 * credentials take the place of exactly those that they were given for: who has reconnected or
 * disconnected the channel meanwhile comes first.
 */
@ApplicationScoped
class RenewalLedger {

  private static final String DUE =
      """
      SELECT * FROM channel
      WHERE renew_at <= :now AND (renewal_lease_until IS NULL OR renewal_lease_until <= :now)
        AND trouble IS NULL AND credentials IS NOT NULL AND network = :network
      ORDER BY renew_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private static final String ENDING =
      """
      SELECT * FROM channel
      WHERE trouble IS NULL AND (
        credentials_until <= :until AND ending_told_at IS NULL AND (renew_at IS NULL OR renewal_failures > 0)
        OR grant_until <= :until AND grant_ending_told_at IS NULL
          AND grant_of = encode(sha256(convert_to(credentials, 'UTF8')), 'hex'))
      ORDER BY least(credentials_until, grant_until) LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  private final EntityManager entities;
  private final ChannelGate gate;
  private final CredentialVault vault;
  private final Networks networks;
  private final NetworkServers servers;
  private final Event<ChannelEnding> endings;
  private final Event<CredentialsLeft> leavings;
  private final Clock clock;
  private final SchedulingConfig.Renewal config;
  private final RetrySchedule retries;

  RenewalLedger(
      EntityManager entities,
      ChannelGate gate,
      CredentialVault vault,
      Networks networks,
      NetworkServers servers,
      Event<ChannelEnding> endings,
      Event<CredentialsLeft> leavings,
      Clock clock,
      SchedulingConfig config) {
    this.entities = entities;
    this.gate = gate;
    this.vault = vault;
    this.networks = networks;
    this.servers = servers;
    this.endings = endings;
    this.leavings = leavings;
    this.clock = clock;
    this.config = config.renewal();
    this.retries = new RetrySchedule(config.renewal().retryDelays());
  }

  /**
   * Credentials that one is to renew.
   *
   * @param until from this instant on others take the renewal for abandoned
   */
  record Claim(UUID channelId, String network, String encryptedCredentials, Instant until) {

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "channel " + channelId;
    }
  }

  /** Claims what is to be renewed now at a network; nothing that others are renewing. */
  @Transactional(TxType.REQUIRES_NEW)
  List<Claim> claim(String network, int limit) {
    Instant now = now();
    return channels(due(network, now), limit).stream()
        .map(channel -> claim(channel, now.plus(config.lease())))
        .toList();
  }

  private static Claim claim(Channel channel, Instant until) {
    channel.claimRenewal(until);
    return new Claim(channel.id, channel.network, channel.credentials, until);
  }

  /** Gives a claim back, at once rather than when its lease ends. */
  @Transactional(TxType.REQUIRES_NEW)
  void release(Claim claim) {
    ofClaim(claim).ifPresent(Channel::releaseRenewal);
  }

  /**
   * Records what came of it. New credentials are taken however late they come, for the network may
   * accept no others any more; anything else only while the claim holds.
   */
  @Transactional(TxType.REQUIRES_NEW)
  void record(Claim claim, Renewal outcome) {
    Instant now = now();
    switch (outcome) {
      case Renewal.Renewed renewed ->
          withSameCredentials(claim)
              .ifPresentOrElse(
                  channel -> renewed(channel, renewed), () -> tellUnused(claim, renewed));
      case Renewal.Refused _ -> ofClaim(claim).ifPresent(channel -> refused(channel, now));
      case Renewal.NotNow failure ->
          ofClaim(claim).ifPresent(channel -> renewAgain(channel, failure.retryAfter(), now));
      case Renewal.NotAsked _ -> ofClaim(claim).ifPresent(Channel::releaseRenewal);
    }
  }

  private void renewed(Channel channel, Renewal.Renewed renewed) {
    channel.renewed(vault.encrypt(channel.id, renewed.credentials()), renewed.lifetime());
    networks
        .find(channel.network)
        .ifPresent(
            network -> channel.isOn(servers.of(network, Optional.of(renewed.credentials()))));
  }

  /** Who has disconnected the channel meanwhile does not know of these. */
  private void tellUnused(Claim claim, Renewal.Renewed renewed) {
    Optional.ofNullable(entities.find(Channel.class, claim.channelId()))
        .filter(Channel::isDisconnected)
        .map(channel -> channel.sealed(vault.encrypt(channel.id, renewed.credentials())))
        .ifPresent(credentials -> leavings.fire(new CredentialsLeft(credentials, false)));
  }

  /**
   * Some servers call their own troubles a refusal. What is refused for certain is refused once
   * more, and asking for it costs nothing.
   */
  private void refused(Channel channel, Instant now) {
    if (channel.isFirstRenewal()) {
      renewAgain(channel, Optional.empty(), now);
    } else {
      channel.releaseRenewal();
      gate.refused(channel, now);
    }
  }

  private void renewAgain(Channel channel, Optional<Duration> asked, Instant now) {
    channel.renewAgain(now.plus(pause(channel, asked)));
    if (channel.isToBeToldOfRenewals()) {
      channel.failingTold(now);
      tellEnding(channel, now, now);
    }
  }

  private Duration pause(Channel channel, Optional<Duration> asked) {
    int failures = Math.min(channel.renewalFailures + 1, config.retryDelays().size());
    return retries.delay(failures, asked).orElseThrow();
  }

  /**
   * Tells people of access that ends soon and cannot be renewed, of each once.
   *
   * @return how many channels there were
   */
  @Transactional(TxType.REQUIRES_NEW)
  int tellEnding(int limit) {
    Instant now = now();
    Instant by = now.plus(config.warnBefore());
    List<Channel> ending = channels(ending(by), limit);
    ending.forEach(
        channel -> {
          channel.endingTold(by, now);
          tellEnding(channel, channel.accessUntil().orElseThrow(), now);
        });
    return ending.size();
  }

  private void tellEnding(Channel channel, Instant until, Instant now) {
    endings.fire(
        new ChannelEnding(
            channel.id, channel.workspace, channel.network, channel.name, until, now));
  }

  private Query due(String network, Instant now) {
    return entities
        .createNativeQuery(DUE, Channel.class)
        .setParameter("network", network)
        .setParameter("now", now);
  }

  private Query ending(Instant until) {
    return entities.createNativeQuery(ENDING, Channel.class).setParameter("until", until);
  }

  private static List<Channel> channels(Query query, int limit) {
    List<?> rows = query.setParameter("limit", limit).getResultList();
    return rows.stream().map(Channel.class::cast).toList();
  }

  private Optional<Channel> ofClaim(Claim claim) {
    return withSameCredentials(claim)
        .filter(channel -> channel.isRenewalClaimedUntil(claim.until()));
  }

  private Optional<Channel> withSameCredentials(Claim claim) {
    return Optional.ofNullable(
            entities.find(Channel.class, claim.channelId(), LockModeType.PESSIMISTIC_WRITE))
        .filter(channel -> claim.encryptedCredentials().equals(channel.credentials));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
