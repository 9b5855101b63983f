package io.postly.scheduling.publication;

import io.postly.scheduling.channel.ChannelGate;
import io.postly.scheduling.channel.ChannelPacing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of what is due its channels take at this moment: of a channel that opens again only one,
 * and of one with a pace, its own or that of its server, those whose turn it is.
 */
@ApplicationScoped
class ChannelAdmission {

  private final ChannelGate gate;
  private final ChannelPacing pacing;
  private final Publications publications;
  private final Parts parts;
  private final PostUpdates updates;

  ChannelAdmission(
      ChannelGate gate,
      ChannelPacing pacing,
      Publications publications,
      Parts parts,
      PostUpdates updates) {
    this.gate = gate;
    this.pacing = pacing;
    this.publications = publications;
    this.parts = parts;
    this.updates = updates;
  }

  /**
   * Those that may be claimed. Part of the caller's transaction.
   *
   * @param channel where one goes
   * @param network the channel's network
   */
  <T> List<T> admit(
      List<T> due, Function<T, UUID> channel, Function<T, String> network, Instant now) {
    return inTurn(opened(due, channel, now), channel, network, now);
  }

  private <T> List<T> opened(List<T> due, Function<T, UUID> channel, Instant now) {
    Set<UUID> opening = gate.opening(due.stream().map(channel).toList());
    Set<UUID> tried = new HashSet<>();
    return due.stream()
        .filter(
            one -> {
              UUID channelId = channel.apply(one);
              return !opening.contains(channelId)
                  || (tried.add(channelId) && mayTry(channelId, now));
            })
        .toList();
  }

  private boolean mayTry(UUID channelId, Instant now) {
    return gate.take(channelId)
        && !publications.isAnyUnderWay(channelId)
        && !parts.isAnyUnderWay(channelId, now)
        && !updates.isAnyUnderWay(channelId, now);
  }

  /** Of a channel with a pace as many as have their turn; the others stay planned. */
  private <T> List<T> inTurn(
      List<T> due, Function<T, UUID> channel, Function<T, String> network, Instant now) {
    Set<UUID> paced =
        due.stream()
            .filter(one -> pacing.isPaced(network.apply(one)))
            .map(channel)
            .collect(Collectors.toSet());
    if (paced.isEmpty()) {
      return due;
    }
    ChannelPacing.Turns turns = pacing.turns(paced, now);
    List<T> admitted =
        due.stream()
            .filter(one -> !paced.contains(channel.apply(one)) || turns.take(channel.apply(one)))
            .toList();
    turns.keep();
    return admitted;
  }
}
