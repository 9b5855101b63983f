package io.postly.scheduling.publication;

import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells where a text stands already. Texts are compared as the network shows them: the same text
 * would be a repetition there, whatever else has changed in the draft.
 */
@ApplicationScoped
class StandingPosts {

  private final Publications publications;
  private final PostUpdates updates;
  private final LostUpdates lostUpdates;
  private final Contents contents;

  StandingPosts(
      Publications publications, PostUpdates updates, LostUpdates lostUpdates, Contents contents) {
    this.publications = publications;
    this.updates = updates;
    this.lostUpdates = lostUpdates;
    this.contents = contents;
  }

  /**
   * What a published post says.
   *
   * @param known what it said when that was last certain
   * @param perhaps what it may say instead, as far as that is known
   * @param areCertain whether it says what is known, and nothing else
   */
  record Texts(DraftRevision known, List<DraftRevision> perhaps, boolean areCertain) {}

  /**
   * What a post that nobody is changing says.
   *
   * @return empty while its revision's event has not arrived again after a restore
   */
  Optional<Texts> textsOf(Publication post, Optional<PostUpdate> update) {
    return revision(post, post.revision)
        .map(
            known ->
                new Texts(
                    known,
                    possible(update).flatMap(number -> revision(post, number).stream()).toList(),
                    isCertain(post, update)));
  }

  private boolean isCertain(Publication post, Optional<PostUpdate> update) {
    return update.filter(PostUpdate::isInDoubt).isEmpty() && !lostUpdates.mayExist(post, update);
  }

  /**
   * The channels on which this revision's text stands, or may stand.
   *
   * @param series whose posts do not count: to show the same again is what they are for
   */
  Set<UUID> channelsPerhapsShowing(DraftRevision wanted, Optional<UUID> series) {
    return standing(wanted.draftId(), isCounted(series))
        .filter(standing -> mayShow(standing, wanted))
        .map(standing -> standing.post().channelId)
        .collect(Collectors.toSet());
  }

  /**
   * Like {@link #channelsPerhapsShowing}, where it certainly stands and nothing else is to stand
   * instead.
   */
  Set<UUID> channelsShowing(DraftRevision wanted, Optional<UUID> series) {
    return standing(wanted.draftId(), isCounted(series))
        .filter(standing -> isCertain(standing.post(), standing.update()))
        .filter(standing -> possible(standing.update()).findAny().isEmpty())
        .filter(standing -> shows(standing.post(), standing.post().revision, wanted))
        .map(standing -> standing.post().channelId)
        .collect(Collectors.toSet());
  }

  /** Whether another post of the draft, of no series of this one's, may show it on its channel. */
  boolean isPerhapsShownBeside(Publication post, DraftRevision wanted) {
    return standing(post.draftId, other -> isBeside(other, post))
        .anyMatch(standing -> mayShow(standing, wanted));
  }

  /** Whether they are different posts on one channel, and not of one series. */
  static boolean isBeside(Publication other, Publication post) {
    return !other.id.equals(post.id)
        && other.channelId.equals(post.channelId)
        && isCounted(Optional.ofNullable(post.seriesId)).test(other);
  }

  private static Predicate<Publication> isCounted(Optional<UUID> series) {
    return post -> series.filter(post::isOf).isEmpty();
  }

  private record Standing(Publication post, Optional<PostUpdate> update) {}

  private Stream<Standing> standing(UUID draftId, Predicate<Publication> counted) {
    // First what is asked for: what is then brought to its post in between is seen at the post.
    Map<UUID, PostUpdate> changes = updates.of(publications.idsOfPublished(draftId));
    return publications.published(draftId).stream()
        .filter(counted)
        .map(post -> new Standing(post, Optional.ofNullable(changes.get(post.id))))
        .filter(standing -> !isGone(standing.update()));
  }

  /** Its network has said that it does not stand there any more. */
  private static boolean isGone(Optional<PostUpdate> update) {
    return update
        .filter(change -> change.state == UpdateState.REFUSED)
        .filter(change -> change.reason.equals(Delivery.POST_GONE))
        .isPresent();
  }

  /** What is being changed, or was without an answer, may show the one text or the other. */
  private boolean mayShow(Standing standing, DraftRevision wanted) {
    Publication post = standing.post();
    return Stream.concat(Stream.of(post.revision), possible(standing.update()))
            .anyMatch(number -> shows(post, number, wanted))
        || lostUpdates.mayHaveBrought(wanted, post, standing.update());
  }

  private static Stream<Integer> possible(Optional<PostUpdate> update) {
    return update.stream().flatMap(change -> change.possible().stream());
  }

  /** Whether that revision of the publication's draft has the wanted text there. */
  boolean shows(Publication publication, int revision, DraftRevision wanted) {
    String text = wanted.textFor(publication.network);
    return revision(publication, revision)
        .filter(published -> published.textFor(publication.network).equals(text))
        .isPresent();
  }

  private Optional<DraftRevision> revision(Publication publication, int number) {
    return contents.revision(publication.draftId, number, publication.workspace);
  }
}
