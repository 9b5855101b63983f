package io.postly.scheduling.publication;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A publication, or a part that follows one, of which nobody knows whether it stands on its
 * network. What it says is looked up when its network is asked: {@link
 * PublicationLedger#unconfirmed}, {@link PartLedger#unconfirmed}.
 *
 * @param server what its channel shares with others, if anything
 * @param isChannelInTrouble whether nothing goes out on its channel until a person mends it
 */
public record InDoubt(
    UUID id, UUID channelId, Optional<String> server, boolean isChannelInTrouble) {

  /**
   * What is wanted of all that is in doubt; nothing of channels that are left alone at that moment.
   *
   * @param most how much of it at most
   * @param mostOfOne how much of one channel at most
   * @param posts what is left out
   * @param channels the channels of which everything is left out
   * @param inTrouble the channels of which everything is left out as long as they are in trouble
   */
  public record Wanted(
      Instant now,
      int most,
      int mostOfOne,
      Set<UUID> posts,
      Set<UUID> channels,
      Set<UUID> inTrouble) {}
}
