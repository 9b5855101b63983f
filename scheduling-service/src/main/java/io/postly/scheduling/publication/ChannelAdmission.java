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
   * What may be claimed of what is due.
   *
   * @param posts those of it
   * @param left channels of which nothing more may be claimed in the same transaction
   */
  record Admitted<T>(List<T> posts, Set<UUID> left) {}

  /**
   * Looks what may be claimed. Part of the caller's transaction.
   *
   * @param channel where one goes
   * @param network the channel's network
   * @param isFirst whether the transaction looks for the first time: later ones wait for nobody
   */
  <T> Admitted<T> admit(
      List<T> due,
      Function<T, UUID> channel,
      Function<T, String> network,
      boolean isFirst,
      Instant now) {
    Set<UUID> opening = gate.opening(due.stream().map(channel).toList());
    List<T> admitted = inTurn(opened(due, opening, channel, now), channel, network, isFirst, now);
    Set<UUID> left = new HashSet<>(opening);
    Set<T> going = Set.copyOf(admitted);
    due.stream().filter(one -> !going.contains(one)).forEach(one -> left.add(channel.apply(one)));
    return new Admitted<>(admitted, left);
  }

  private <T> List<T> opened(
      List<T> due, Set<UUID> opening, Function<T, UUID> channel, Instant now) {
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
      List<T> due,
      Function<T, UUID> channel,
      Function<T, String> network,
      boolean isFirst,
      Instant now) {
    Set<UUID> paced =
        due.stream()
            .filter(one -> pacing.isPaced(network.apply(one)))
            .map(channel)
            .collect(Collectors.toSet());
    if (paced.isEmpty()) {
      return due;
    }
    ChannelPacing.Turns turns = pacing.turns(paced, isFirst, now);
    List<T> admitted =
        due.stream()
            .filter(one -> !paced.contains(channel.apply(one)) || turns.take(channel.apply(one)))
            .toList();
    turns.keep();
    return admitted;
  }
}
