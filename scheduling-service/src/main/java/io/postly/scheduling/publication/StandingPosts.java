package io.postly.scheduling.publication;

import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells where a text stands already. Texts are compared as the network shows them: the same text
 * would be a repetition there, whatever else has changed in the draft.
 */
@ApplicationScoped
class StandingPosts {

  private final Publications publications;
  private final Contents contents;

  StandingPosts(Publications publications, Contents contents) {
    this.publications = publications;
    this.contents = contents;
  }

  /**
   * The channels on which this revision's text stands.
   *
   * @param series whose posts do not count: to show the same again is what they are for
   */
  Set<UUID> channelsShowing(DraftRevision wanted, Optional<UUID> series) {
    return publications.published(wanted.draftId()).stream()
        .filter(publication -> series.filter(publication::isOf).isEmpty())
        .filter(publication -> shows(publication, wanted))
        .map(publication -> publication.channelId)
        .collect(Collectors.toSet());
  }

  private boolean shows(Publication publication, DraftRevision wanted) {
    String text = wanted.textFor(publication.network);
    return contents
        .revision(publication.draftId, publication.revision, publication.workspace)
        .filter(published -> published.textFor(publication.network).equals(text))
        .isPresent();
  }
}
