package io.postly.scheduling.dispatch;

import io.postly.scheduling.publication.InDoubt;
import io.postly.scheduling.retry.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whose turn it is that its network is asked: one after the other of each channel, few channels of
 * each server at the same time, and seldom one that is in trouble. Each replica keeps its own
 * turns. Safe for use by many threads.
 */
final class ReadingTurns {

  /** How seldom a channel is asked that a person has to mend. */
  static final Duration IN_TROUBLE = Duration.ofHours(1);

  /** How many channels are read at the same time. */
  static final int CHANNELS = 32;

  /** How many of them are of one network, however many servers it has. */
  private static final int OF_NETWORK = CHANNELS / 4;

  /** How many of them are of one server that has several. */
  private static final int OF_SERVER = 2;

  /** How much is looked up at a time. */
  private static final int MOST = 100;

  /** How much of it is of one channel. */
  private static final int MOST_OF_ONE = 10;

  private final ReadingPace pace;
  private final Set<UUID> underWay = new HashSet<>();
  private final Map<String, Integer> ofNetwork = new HashMap<>();
  private final Map<String, Integer> ofServer = new HashMap<>();
  private final Map<UUID, Instant> restingUntil = new HashMap<>();
  private final Map<UUID, Instant> inTroubleUntil = new HashMap<>();

  ReadingTurns(Duration first) {
    this.pace = new ReadingPace(first);
  }

  /**
   * A channel that is read.
   *
   * @param server what it shares with others, if anything
   */
  record Turn(String network, UUID channelId, Optional<String> server, boolean isInTrouble) {

    static Turn of(String network, InDoubt one) {
      return new Turn(network, one.channelId(), one.server(), one.isChannelInTrouble());
    }
  }

  /** What may be looked up; not all that is found gets a turn. */
  synchronized InDoubt.Wanted wanted(Instant now) {
    pace.forgetBefore(now);
    restingUntil.values().removeIf(until -> !now.isBefore(until));
    inTroubleUntil.values().removeIf(until -> !now.isBefore(until));
    Set<UUID> channels = new HashSet<>(underWay);
    channels.addAll(restingUntil.keySet());
    return new InDoubt.Wanted(
        now, MOST, MOST_OF_ONE, pace.waiting(now), channels, Set.copyOf(inTroubleUntil.keySet()));
  }

  /** How many more channels of the network may be read at the same time. */
  synchronized int room(String network) {
    return OF_NETWORK - ofNetwork.getOrDefault(network, 0);
  }

  /** Whether the channel is to be read now; whoever asks does it, and ends it. */
  synchronized boolean begin(Turn turn, Instant now) {
    boolean isFree =
        turn.server().map(server -> ofServer.getOrDefault(server, 0)).orElse(0) < OF_SERVER;
    if (!isFree || !underWay.add(turn.channelId())) {
      return false;
    }
    ofNetwork.merge(turn.network(), 1, Integer::sum);
    turn.server().ifPresent(server -> ofServer.merge(server, 1, Integer::sum));
    if (turn.isInTrouble()) {
      inTroubleUntil.put(turn.channelId(), now.plus(IN_TROUBLE));
    }
    return true;
  }

  /** The channel has been read. */
  synchronized void end(Turn turn) {
    underWay.remove(turn.channelId());
    ofNetwork.computeIfPresent(turn.network(), ReadingTurns::oneLess);
    turn.server().ifPresent(server -> ofServer.computeIfPresent(server, ReadingTurns::oneLess));
  }

  private static Integer oneLess(String name, Integer number) {
    return number == 1 ? null : number - 1;
  }

  /** The network asks to be left alone with the channel. */
  synchronized void leaveAlone(UUID channelId, Duration asked, Instant now) {
    restingUntil.put(channelId, now.plus(RetrySchedule.bounded(asked)));
  }

  /** Whether that is to be read now of a channel that is; whoever asks does it. */
  boolean isTurnOf(UUID publicationId, Instant now) {
    return pace.isTurnOf(publicationId, now);
  }
}
