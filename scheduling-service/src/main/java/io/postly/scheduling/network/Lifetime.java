package io.postly.scheduling.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a channel's credentials last.
 *
 * @param endsAt when the network accepts them no more unless they are renewed; empty if it does not
 *     say
 * @param renewAt from when on they are to be renewed; empty if only a person can, by connecting the
 *     account anew
 * @param grantEndsAt when they can be renewed no more, since what the account's owner has granted
 *     is over then; empty if it lasts, or the network does not say
 */
public record Lifetime(
    Optional<Instant> endsAt, Optional<Instant> renewAt, Optional<Instant> grantEndsAt) {

  /** What the network may take to answer, and to be asked again, is left until the end. */
  private static final int QUARTERS_BEFORE_RENEWAL = 3;

  private static final int QUARTERS = 4;

  /** Of what can be renewed for as long as nobody revokes it, if at all. */
  public Lifetime(Optional<Instant> endsAt, Optional<Instant> renewAt) {
    this(endsAt, renewAt, Optional.empty());
  }

  /** Credentials that the network accepts until somebody revokes them. */
  public static Lifetime unlimited() {
    return new Lifetime(Optional.empty(), Optional.empty());
  }

  /** Credentials that end, and that only a person can replace. */
  public static Lifetime ending(Instant now, Duration length) {
    return new Lifetime(Optional.of(now.plus(length)), Optional.empty());
  }

  /** Credentials that end unless they are renewed before that. */
  public static Lifetime renewable(Instant now, Duration length) {
    return new Lifetime(Optional.of(now.plus(length)), Optional.of(renewal(now, length)));
  }

  /** Credentials of which a part ends, and that can be renewed even after that. */
  public static Lifetime alwaysRenewable(Instant now, Duration length) {
    return new Lifetime(Optional.empty(), Optional.of(renewal(now, length)));
  }

  /** The same of a grant that ends then. */
  public Lifetime within(Optional<Instant> grantEnd) {
    return new Lifetime(endsAt, renewAt, grantEnd);
  }

  private static Instant renewal(Instant now, Duration length) {
    return now.plus(length.multipliedBy(QUARTERS_BEFORE_RENEWAL).dividedBy(QUARTERS));
  }
}
