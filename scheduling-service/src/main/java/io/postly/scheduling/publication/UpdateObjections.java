package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.Channels;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.removal.Removals;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Why what was asked for of a published post cannot go out any more. */
@ApplicationScoped
class UpdateObjections {

  /** The channel's receiver is not to be told of changes any more. */
  static final String NOT_OFFERED = "updates_not_taken";

  private final Contents contents;
  private final Removals removals;
  private final Channels channels;
  private final UpdateOffers offers;

  UpdateObjections(Contents contents, Removals removals, Channels channels, UpdateOffers offers) {
    this.contents = contents;
    this.removals = removals;
    this.channels = channels;
    this.offers = offers;
  }

  /**
   * The content of an update as it is approved at this moment. Call it with the draft's lock held.
   */
  Optional<DraftRevision> approved(PostUpdate update) {
    return contents
        .approved(update.draftId)
        .filter(approved -> approved.contentHash().equals(update.contentHash))
        .filter(approved -> approved.channelIds().contains(update.channelId));
  }

  /** Why it cannot, as things are. Call it with the draft's lock held. */
  Optional<String> of(PostUpdate update) {
    return removals.isWanted(update.publicationId)
        ? Optional.of(Deleting.POST_DELETED)
        : ofDraft(update).or(() -> ofChannel(update));
  }

  /** Why it cannot, as far as its draft is concerned. */
  Optional<String> ofDraft(PostUpdate update) {
    if (contents.isArchived(update.draftId)) {
      return Optional.of(Replanning.DRAFT_ARCHIVED);
    }
    return approved(update).isEmpty() ? Optional.of(Replanning.CONTENT_CHANGED) : Optional.empty();
  }

  private Optional<String> ofChannel(PostUpdate update) {
    Channel channel = channels.find(update.channelId).orElseThrow();
    if (channel.isDisconnected()) {
      return Optional.of(WaitingPosts.CHANNEL_DISCONNECTED);
    }
    return offers.isOffered(channel) ? Optional.empty() : Optional.of(NOT_OFFERED);
  }
}
