package io.postly.scheduling.channel;

import io.postly.scheduling.network.SendingPace;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What channels share at a network: the server that their accounts are on, or what posts for all of
 * them. How fast it takes posts holds for them together. When it fails, they send to it slowly, one
 * post after the other, until one gets through.
 */
@Entity
@Table(name = "network_server")
public class NetworkServer {

  /** Of so many channels in a row nothing gets through: then it is not the channels. */
  static final int TELLING_CHANNELS = 3;

  /** What happened longer ago tells nothing of the server as it is. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 2;

  @Id String name;
  String network;
  Instant freeAt;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> failing;

  Instant failedAt;
  Instant nextTryAt;
  int tries;

  protected NetworkServer() {}

  /** It did not answer a post of a channel, or said that it fails itself. */
  void failed(UUID channelId, Instant now) {
    if (!remembers(now)) {
      failing = List.of();
      tries = 0;
    }
    failedAt = now;
    if (failing.size() < TELLING_CHANNELS && !failing.contains(channelId)) {
      failing = new ArrayList<>(failing);
      failing.add(channelId);
    }
  }

  /** Whether it fails, as far as is known, and not the channels. */
  boolean isFailing(Instant now) {
    return failing.size() == TELLING_CHANNELS && remembers(now);
  }

  private boolean remembers(Instant now) {
    return failedAt != null && !failedAt.plus(MEMORY).isBefore(now);
  }

  /** Whether a post may go now. */
  boolean isTurn(Instant now) {
    return SendingPace.isTurn(freeAt, now) && SendingPace.isTurn(nextTryAt, now);
  }

  /**
   * A post goes now.
   *
   * @param pace of the server, if it has one
   */
  void takeTurn(Optional<SendingPace> pace, Instant now) {
    freeAt = pace.map(one -> one.afterOne(freeAt, now)).orElse(null);
    if (isFailing(now)) {
      nextTryAt = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS)));
      tries++;
    }
  }
}
