package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells on which channels a revision cannot be planned, because of what is or was there. */
@ApplicationScoped
class ChannelObstacles {

  private final Channels channels;
  private final Publications publications;
  private final StandingPosts standingPosts;

  ChannelObstacles(Channels channels, Publications publications, StandingPosts standingPosts) {
    this.channels = channels;
    this.publications = publications;
    this.standingPosts = standingPosts;
  }

  /** The channels by what stands in the way there, the gravest first. */
  Map<Obstacle, Set<UUID>> of(DraftRevision revision) {
    return of(revision, publications.notEnded(revision.draftId()), Optional.empty());
  }

  /**
   * Like {@link #of(DraftRevision)}; what is found holds until the end of the transaction.
   *
   * @param series whose posts do not stand in the way
   */
  Map<Obstacle, Set<UUID>> lock(DraftRevision revision, Optional<UUID> series) {
    return of(revision, publications.lockNotEnded(revision.draftId()), series);
  }

  private Map<Obstacle, Set<UUID>> of(
      DraftRevision revision, List<Publication> notEnded, Optional<UUID> series) {
    Map<Boolean, Set<UUID>> channels =
        notEnded.stream()
            .filter(publication -> series.filter(publication::isOf).isEmpty())
            .collect(
                Collectors.partitioningBy(
                    publication -> publication.state == PublicationState.UNCONFIRMED,
                    Collectors.mapping(publication -> publication.channelId, Collectors.toSet())));
    Map<Obstacle, Set<UUID>> obstacles = new EnumMap<>(Obstacle.class);
    obstacles.put(Obstacle.DISCONNECTED, disconnected(revision));
    obstacles.put(Obstacle.OUTCOME_UNKNOWN, channels.get(true));
    obstacles.put(Obstacle.ALREADY_SCHEDULED, channels.get(false));
    obstacles.put(
        Obstacle.ALREADY_PUBLISHED, standingPosts.channelsPerhapsShowing(revision, series));
    return obstacles;
  }

  /**
   * What stands in the way of a published post that is to say the revision's text: another post of
   * the draft on the channel that says it, or is to. Holds while the draft is locked.
   */
  Optional<Obstacle> beside(Publication post, DraftRevision revision) {
    List<Publication> others =
        publications.notEnded(post.draftId).stream()
            .filter(other -> StandingPosts.isBeside(other, post))
            .filter(other -> willSay(other, revision))
            .toList();
    if (others.stream().anyMatch(other -> other.state == PublicationState.UNCONFIRMED)) {
      return Optional.of(Obstacle.OUTCOME_UNKNOWN);
    }
    if (!others.isEmpty()) {
      return Optional.of(Obstacle.ALREADY_SCHEDULED);
    }
    return standingPosts.isPerhapsShownBeside(post, revision)
        ? Optional.of(Obstacle.ALREADY_PUBLISHED)
        : Optional.empty();
  }

  /** What is held as late goes out with what is approved by then, once a person moves it. */
  private boolean willSay(Publication other, DraftRevision approved) {
    return other.isHeldAsLate() || standingPosts.shows(other, other.revision, approved);
  }

  private Set<UUID> disconnected(DraftRevision revision) {
    return revision.channelIds().stream()
        .filter(id -> channels.find(id).filter(Channel::isDisconnected).isPresent())
        .collect(Collectors.toSet());
  }
}
