package io.postly.scheduling.publication;

import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
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
  private final PostUpdates updates;
  private final Contents contents;

  StandingPosts(Publications publications, PostUpdates updates, Contents contents) {
    this.publications = publications;
    this.updates = updates;
    this.contents = contents;
  }

  /**
   * The channels on which this revision's text stands.
   *
   * @param series whose posts do not count: to show the same again is what they are for
   */
  Set<UUID> channelsShowing(DraftRevision wanted, Optional<UUID> series) {
    List<Publication> published =
        publications.published(wanted.draftId()).stream()
            .filter(publication -> series.filter(publication::isOf).isEmpty())
            .toList();
    Map<UUID, PostUpdate> changes = updates.of(published.stream().map(post -> post.id).toList());
    return published.stream()
        .filter(post -> mayShow(post, Optional.ofNullable(changes.get(post.id)), wanted))
        .map(publication -> publication.channelId)
        .collect(Collectors.toSet());
  }

  /** What is being changed may show the one text or the other. */
  private boolean mayShow(Publication post, Optional<PostUpdate> update, DraftRevision wanted) {
    return shows(post, post.revision, wanted)
        || update
            .filter(PostUpdate::mayStand)
            .filter(change -> shows(post, change.revision, wanted))
            .isPresent();
  }

  private boolean shows(Publication publication, int revision, DraftRevision wanted) {
    String text = wanted.textFor(publication.network);
    return contents
        .revision(publication.draftId, revision, publication.workspace)
        .filter(published -> published.textFor(publication.network).equals(text))
        .isPresent();
  }
}
