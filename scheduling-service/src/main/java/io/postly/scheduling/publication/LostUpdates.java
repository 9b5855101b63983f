package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.UpdateSupport;
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
  private final Networks networks;
  private final Contents contents;

  LostUpdates(Restorations restorations, Networks networks, Contents contents) {
    this.restorations = restorations;
    this.networks = networks;
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
    return networks.find(post.network).map(Network::updates).orElse(UpdateSupport.NONE)
            == UpdateSupport.NONE
        ? Optional.empty()
        : restorations.latest().filter(restored -> restored.isAfter(certainAt(post, update)));
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
