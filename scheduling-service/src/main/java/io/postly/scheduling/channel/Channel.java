package io.postly.scheduling.channel;

import io.postly.action.identifier.Identifiers;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.Lifetime;
import io.postly.scheduling.network.SendingPace;
import io.postly.scheduling.network.UpdateSupport;
import io.postly.scheduling.retry.RetrySchedule;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An account on a network that a workspace publishes to. */
@Entity
public class Channel {

  private static final String DISCONNECTED = "disconnected";

  /** So many posts in a row may fail for reasons of their own. */
  private static final int TOLERATED_FAILURES = 2;

  /**
   * After so many renewals in a row that failed, with pauses as they are by default, what was to be
   * renewed is over on every network whose access tokens last for hours.
   */
  private static final int LASTING_FAILURES = 6;

  private static final Duration FIRST_CLOSURE = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 5;

  /** Long enough for the bad moment of a proxy, a firewall or a network to pass. */
  private static final Duration SECOND_LOOK_AFTER = Duration.ofMinutes(1);

  @Id UUID id;
  String workspace;
  String network;
  String name;
  String accountId;
  String address;
  String credentials;
  Integer maxCharacters;
  String server;
  boolean takesUpdates;
  Instant connectedAt;
  String trouble;
  Instant troubleSince;
  Instant closedUntil;
  Instant refusedAt;
  Instant freeAt;
  int failures;
  Instant disconnectedAt;
  Instant credentialsUntil;
  Instant renewAt;
  Instant renewalLeaseUntil;
  int renewalFailures;
  Instant endingToldAt;
  Instant grantUntil;
  Instant grantEndingToldAt;
  String grantOf;
  int announced;
  Boolean announcedPictures;

  protected Channel() {}

  static Channel connect(
      String workspace,
      String network,
      String name,
      Connection account,
      Encryption encryption,
      Instant now) {
    Channel channel = new Channel();
    channel.id = Identifiers.next();
    channel.workspace = workspace;
    channel.network = network;
    channel.name = name;
    channel.connectedAt = now;
    channel.keep(account, encryption);
    return channel;
  }

  /** Encrypts for one channel only. */
  interface Encryption {
    UnaryOperator<String> of(UUID channelId);
  }

  /** Takes the same account's new credentials in place of those it had, and starts afresh. */
  void reconnect(Connection account, Encryption encryption) {
    keep(account, encryption);
    trouble = null;
    troubleSince = null;
    closedUntil = null;
    refusedAt = null;
    failures = 0;
  }

  private void keep(Connection account, Encryption encryption) {
    accountId = account.accountId().orElse(null);
    address = account.address().orElse(null);
    credentials = account.credentials().map(encryption.of(id)).orElse(null);
    maxCharacters = toInteger(account.maxCharacters());
    takesUpdates = account.takesUpdates();
    last(account.lifetime());
  }

  private void last(Lifetime lifetime) {
    credentialsUntil = lifetime.endsAt().map(Channel::kept).orElse(null);
    renewAt = lifetime.renewAt().map(Channel::kept).orElse(null);
    renewalLeaseUntil = null;
    renewalFailures = 0;
    endingToldAt = null;
    lastWithin(lifetime.grantEndsAt().map(Channel::kept).orElse(null));
  }

  /** Renewing does not put off the end of a grant, which people are told of once. */
  private void lastWithin(Instant grantEnd) {
    if (!Objects.equals(grantUntil, grantEnd)) {
      grantUntil = grantEnd;
      grantEndingToldAt = null;
    }
    grantOf = grantEnd == null ? null : SignInSecrets.digest(credentials);
  }

  /**
   * Unless a replica that knows nothing of grants has given the channel other credentials since.
   */
  private Optional<Instant> grantEnd() {
    return Optional.ofNullable(grantUntil)
        .filter(_ -> credentials != null && SignInSecrets.digest(credentials).equals(grantOf));
  }

  /** As the database keeps it. */
  private static Instant kept(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Nobody else renews the credentials before that. */
  void claimRenewal(Instant until) {
    renewalLeaseUntil = until;
  }

  /** Whether that claim of the renewal still holds. */
  boolean isRenewalClaimedUntil(Instant until) {
    return until.equals(renewalLeaseUntil);
  }

  /** The network has given new credentials. */
  void renewed(String encrypted, Lifetime lifetime) {
    credentials = encrypted;
    last(lifetime);
  }

  /** The network did not give new credentials this time. */
  void renewAgain(Instant next) {
    renewalFailures++;
    renewalLeaseUntil = null;
    renewAt = kept(next);
  }

  /**
   * Whether people are to hear that renewing fails, though nobody knows until when it would help.
   */
  boolean isToBeToldOfRenewals() {
    return renewalFailures >= LASTING_FAILURES && credentialsUntil == null && endingToldAt == null;
  }

  /** Whether nothing has failed yet of renewing the credentials as they are. */
  boolean isFirstRenewal() {
    return renewalFailures == 0;
  }

  /** Nobody has asked the network; others may. */
  void releaseRenewal() {
    renewalLeaseUntil = null;
  }

  /**
   * The network does not accept what is to be renewed. While renewing fails, that is nothing new.
   */
  void renewSoon(Instant now) {
    if (renewAt != null && renewAt.isAfter(now) && renewalFailures == 0) {
      renewAt = kept(now);
    }
  }

  /** People have been told that renewing fails. */
  void failingTold(Instant now) {
    endingToldAt = now;
  }

  /** People have been told of what ends by then. */
  void endingTold(Instant by, Instant now) {
    if (isOver(credentialsUntil, by) && !isRenewed()) {
      endingToldAt = now;
    }
    if (isOver(grantUntil, by)) {
      grantEndingToldAt = now;
    }
  }

  private static boolean isOver(Instant end, Instant by) {
    return end != null && !end.isAfter(by);
  }

  private static Integer toInteger(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  /** Whether an account is the one that the channel stands for, as far as the network tells. */
  boolean isFor(Connection account) {
    return accountId == null || account.accountId().filter(accountId::equals).isPresent();
  }

  /**
   * Nothing got through; the more often in a row, the longer nothing more is tried. What was under
   * way when the channel was closed tells nothing new.
   *
   * @param atOnce whether nothing more is tried for a while, be it the first time
   */
  void failed(Instant now, boolean atOnce) {
    if (closedUntil != null && now.isBefore(closedUntil)) {
      return;
    }
    failures++;
    int doublings = Math.min(failures - 1 - TOLERATED_FAILURES, MOST_DOUBLINGS);
    if (doublings >= 0 || atOnce) {
      close(now.plus(FIRST_CLOSURE.multipliedBy(1L << Math.max(doublings, 0))));
    }
  }

  /** Whether a post may go now, as far as the channel's own pace goes. */
  boolean isTurn(Instant now) {
    return SendingPace.isTurn(freeAt, now);
  }

  /** A post goes now. */
  void takeTurn(SendingPace pace, Instant now) {
    freeAt = pace.afterOne(freeAt, now);
  }

  /** Shares the limits and the troubles of that server, if of any. */
  void isOn(Optional<String> networkServer) {
    server = networkServer.orElse(null);
  }

  /** The server whose limits and troubles it shares, if any. */
  Optional<String> server() {
    return Optional.ofNullable(server);
  }

  /** The network has asked for it. */
  void leaveAlone(Duration asked, Instant now) {
    close(now.plus(RetrySchedule.bounded(asked)));
  }

  private void close(Instant until) {
    if (closedUntil == null || closedUntil.isBefore(until)) {
      closedUntil = until;
    }
  }

  /**
   * The network does not accept the account. The first time may be a passing answer: nothing more
   * is tried for a while.
   */
  void refused(Instant now) {
    // Whatever opens the channel forgets that it was closed, also in the release before.
    if (refusedAt == null || closedUntil == null) {
      refusedAt = kept(now);
      leaveAlone(SECOND_LOOK_AFTER, now);
    }
  }

  /**
   * Whether that is no passing answer any more: the account was refused before, and nothing got
   * through since. What was under way when the channel was closed tells nothing new.
   */
  boolean isRefusedForGood(Instant now) {
    return refusedAt != null && !now.isBefore(refusedAt.plus(SECOND_LOOK_AFTER));
  }

  /** Nothing goes out any more until a person has mended what is wrong with the account. */
  void needsAttention(String why, Instant now) {
    trouble = why;
    troubleSince = now;
  }

  /** Nothing goes out on it any more, and what its account could be used with is forgotten. */
  void disconnect(Instant now) {
    disconnectedAt = now;
    credentials = null;
    last(Lifetime.unlimited());
    needsAttention(DISCONNECTED, now);
  }

  /** Whether it stays for the sake of its posts alone. */
  public boolean isDisconnected() {
    return disconnectedAt != null;
  }

  /** The identifier that drafts and publications name it by. */
  public UUID id() {
    return id;
  }

  /** The workspace that it belongs to. */
  public String workspace() {
    return workspace;
  }

  /** The name of the network. */
  public String network() {
    return network;
  }

  /** What people know it by; unique in the workspace. */
  public String name() {
    return name;
  }

  /** Why nothing goes out on it until a person mends it; empty if nothing is wrong. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** The account's own limit of characters; empty if it is the network's. */
  public OptionalInt maxCharacters() {
    return maxCharacters == null ? OptionalInt.empty() : OptionalInt.of(maxCharacters);
  }

  /** Whether posts on it can be changed, its network being one that does that so. */
  public boolean isUpdatable(UpdateSupport support) {
    return support.isOffered(takesUpdates);
  }

  /** When its access ends, where nothing but a person's doing keeps it from that so far. */
  Optional<Instant> accessUntil() {
    return Stream.of(Optional.ofNullable(credentialsUntil).filter(_ -> !isRenewed()), grantEnd())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private boolean isRenewed() {
    return renewAt != null && renewalFailures == 0;
  }

  /** What it has of its account; empty where that is nothing. */
  Optional<SealedCredentials> sealedCredentials() {
    return Optional.ofNullable(credentials).map(this::sealed);
  }

  /** What its account has granted, encrypted for it. */
  SealedCredentials sealed(String encrypted) {
    return new SealedCredentials(network, accountId(), id, encrypted);
  }

  /** What its network knows the account by; empty where the network has no accounts. */
  Optional<String> accountId() {
    return Optional.ofNullable(accountId);
  }

  Optional<String> address() {
    return Optional.ofNullable(address);
  }
}
