package io.postly.scheduling.publication;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the reading of a network proves of an unknown outcome. Absence proves something only once no
 * attempt can still be under way.
 */
@ApplicationScoped
class Findings {

  private final Publications publications;
  private final Parts parts;
  private final Channels channels;
  private final Duration absentAfter;

  Findings(Publications publications, Parts parts, Channels channels, SchedulingConfig config) {
    this.publications = publications;
    this.parts = parts;
    this.channels = channels;
    this.absentAfter = config.settlement().absentAfter();
  }

  /**
   * A post, or a part of one, whose outcome is unknown.
   *
   * @param since when it became unknown
   */
  record Sent(UUID id, UUID channelId, Instant since) {}

  /**
   * The outcome, if the reading proves one. Part of the caller's transaction.
   *
   * @param readAt an instant before the reading
   */
  Optional<Delivery> of(Sent sent, Reading reading, Instant readAt) {
    return switch (reading) {
      case Reading.Found found -> Optional.of(published(found));
      case Reading.Lookalikes lookalikes -> of(sent, lookalikes, readAt);
      case Reading.Absent _ -> absent(sent, readAt);
      case Reading.Unreadable _ -> Optional.empty();
    };
  }

  private static Delivery published(Reading.Found found) {
    return new Delivery.Delivered(found.at(), found.url(), found.reference());
  }

  /** From when on no attempt can be under way any more whose outcome became unknown then. */
  Instant settledFrom(Instant since) {
    return since.plus(absentAfter);
  }

  private Optional<Delivery> absent(Sent sent, Instant readAt) {
    return readAt.isBefore(settledFrom(sent.since()))
        ? Optional.empty()
        : Optional.of(Delivery.NotDelivered.ofPost(PublicationLedger.NOT_ON_NETWORK));
  }

  /**
   * One post is never taken for two: whoever settles another one of the channel waits, and nothing
   * is settled while one may yet learn which post is its own.
   */
  private Optional<Delivery> of(Sent sent, Reading.Lookalikes lookalikes, Instant readAt) {
    channels.lock(sent.channelId());
    Set<String> taken = taken(sent, lookalikes);
    Optional<Reading.Found> free = free(lookalikes.found(), taken);
    if (free.isPresent()) {
      return isAnotherUnderWay(sent, readAt.minus(absentAfter))
          ? Optional.empty()
          : free.map(Findings::published);
    }
    return lookalikes.isComplete() && taken.containsAll(lookalikes.changed())
        ? absent(sent, readAt)
        : Optional.empty();
  }

  private boolean isAnotherUnderWay(Sent sent, Instant since) {
    return publications.isAnotherUnderWay(sent.channelId(), sent.id(), since)
        || parts.isAnotherUnderWay(sent.channelId(), sent.id(), since);
  }

  /** What belongs to others, whatever it says by now. */
  private Set<String> taken(Sent sent, Reading.Lookalikes lookalikes) {
    List<String> references =
        Stream.concat(
                lookalikes.found().stream().flatMap(post -> post.reference().stream()),
                lookalikes.changed().stream())
            .toList();
    return references.isEmpty()
        ? Set.of()
        : Stream.concat(
                publications.taken(sent.channelId(), sent.id(), references).stream(),
                parts.taken(sent.channelId(), sent.id(), references).stream())
            .collect(Collectors.toSet());
  }

  private static Optional<Reading.Found> free(List<Reading.Found> found, Set<String> taken) {
    return found.stream()
        .filter(post -> post.reference().filter(taken::contains).isEmpty())
        .findFirst();
  }
}
