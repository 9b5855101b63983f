package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * What a database that is gone may have had posts say, between the backup that this one was
 * restored from and the moment of the restore: nothing here tells of it.
 */
@ApplicationScoped
class LostUpdates {

  private final Restorations restorations;
  private final Channels channels;
  private final UpdateOffers offers;
  private final Contents contents;

  LostUpdates(
      Restorations restorations, Channels channels, UpdateOffers offers, Contents contents) {
    this.restorations = restorations;
    this.channels = channels;
    this.offers = offers;
    this.contents = contents;
  }

  /** Whether the post may say something else than is known here. */
  boolean mayExist(Publication post, Optional<PostUpdate> update) {
    return restoredSince(post, update).isPresent();
  }

  /**
   * Whether it may be that revision: posts are only ever brought on to later ones, which are
   * approved.
   */
  boolean mayHaveBrought(DraftRevision revision, Publication post, Optional<PostUpdate> update) {
    return revision.revision() > post.revision
        && restoredSince(post, update)
            .filter(restored -> contents.wasApprovedBefore(revision, restored))
            .isPresent();
  }

  private Optional<Instant> restoredSince(Publication post, Optional<PostUpdate> update) {
    return channels.find(post.channelId).filter(offers::isOffered).isPresent()
        ? restorations.latest().filter(restored -> restored.isAfter(certainAt(post, update)))
        : Optional.empty();
  }

  /** When it was last certain what the post says. */
  private static Instant certainAt(Publication post, Optional<PostUpdate> update) {
    return update
        .filter(change -> change.state == UpdateState.UPDATED)
        .map(change -> change.changedAt)
        .filter(post.changedAt::isBefore)
        .orElse(post.changedAt);
  }
}
