package io.postly.scheduling.publication;

import io.postly.action.restoration.Restorations;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
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
  private final UpdateOffers offers;
  private final Contents contents;

  LostUpdates(Restorations restorations, UpdateOffers offers, Contents contents) {
    this.restorations = restorations;
    this.offers = offers;
    this.contents = contents;
  }

  /** Whether the post may say something else than is known here. */
  boolean mayExist(Publication post, Optional<PostUpdate> update) {
    return restoredSince(post, update).isPresent();
  }

  /**
   * Whether it may be the text of that revision: posts are only ever brought on to later ones,
   * which are approved.
   */
  boolean mayHaveBrought(DraftRevision wanted, Publication post, Optional<PostUpdate> update) {
    String text = wanted.textFor(post.network);
    return restoredSince(post, update).stream()
        .flatMap(
            restored ->
                contents.perhapsApprovedBefore(post.draftId, post.revision, restored).stream())
        .anyMatch(brought -> brought.textFor(post.network).equals(text));
  }

  /** Whatever the channel takes by now: that, too, may be otherwise than before the restore. */
  private Optional<Instant> restoredSince(Publication post, Optional<PostUpdate> update) {
    return offers.of(post.network) == UpdateSupport.NONE
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
