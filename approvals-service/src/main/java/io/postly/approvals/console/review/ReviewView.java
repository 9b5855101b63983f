package io.postly.approvals.console.review;

import io.postly.approvals.console.Frame;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Invitation;
import io.postly.approvals.console.api.Picture;
import io.postly.approvals.console.api.Review;
import io.postly.approvals.console.api.Variant;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A review as the page shows it.
 *
 * @param review the review
 * @param previews what each channel would show
 * @param changes what changed since the last approved revision; empty if nothing did, or if there
 *     was none
 * @param approvedRevision the last approved revision before this one, or null
 * @param earlier the draft's other reviews, the latest first
 * @param note what the reviewer had written when the decision was refused
 * @param invitations of people from outside, the last first
 * @param created the invitation that has just been made, or null
 */
@TemplateData
public record ReviewView(
    Review review,
    List<Preview> previews,
    List<Change> changes,
    Integer approvedRevision,
    List<Review> earlier,
    String note,
    List<Invitation> invitations,
    Invitation.Created created) {

  private static final int USUAL_DIGITS = 8;

  /** A text that changed. */
  @TemplateData
  public record Change(String label, List<WordDiff.Piece> pieces) {

    /** Copies the list. */
    public Change {
      pieces = List.copyOf(pieces);
    }
  }

  /** Copies the lists. */
  public ReviewView {
    previews = List.copyOf(previews);
    changes = List.copyOf(changes);
    earlier = List.copyOf(earlier);
    note = note == null ? "" : note;
    invitations = List.copyOf(invitations);
  }

  static ReviewView of(Review review, List<Review> ofDraft, List<Channel> channels, String note) {
    Optional<Review> approved =
        ofDraft.stream()
            .filter(Review::wasApproved)
            .filter(other -> other.revision() < review.revision())
            .max(Comparator.comparingInt(Review::revision));
    return new ReviewView(
        review,
        review.channelIds().stream().map(id -> Preview.on(id, review, channels)).toList(),
        approved.map(before -> changes(before, review)).orElse(List.of()),
        approved.map(Review::revision).orElse(null),
        ofDraft.stream().filter(other -> !other.id().equals(review.id())).toList(),
        note,
        List.of(),
        null);
  }

  /** The same with the review's invitations. */
  ReviewView with(List<Invitation> known) {
    return new ReviewView(
        review, previews, changes, approvedRevision, earlier, note, known, created);
  }

  /** The same after an invitation was made. */
  ReviewView with(Invitation.Created made) {
    return new ReviewView(
        review, previews, changes, approvedRevision, earlier, note, invitations, made);
  }

  /** Where its pictures are, up to their names. */
  public String pictures(Frame frame) {
    return frame.root() + "/reviews/" + review.id() + "/pictures/";
  }

  /** What follows their names. */
  public String picturesQuery() {
    return "?draft=" + review.draftId();
  }

  /** Whether there is anything to show or offer of invitations. */
  public boolean hasInvitations() {
    return !invitations.isEmpty();
  }

  /** Whether any channel refuses the text for its length. */
  public boolean isTooLong() {
    return previews.stream().anyMatch(Preview::isTooLong);
  }

  /**
   * Each picture as a line: as many digits of its digest as tell all of them apart, its alt text.
   */
  private static Change pictures(String label, List<Picture> before, List<Picture> now) {
    int digits = digitsThatTell(before, now);
    return new Change(label, WordDiff.between(lines(before, digits), lines(now, digits)));
  }

  private static String lines(List<Picture> pictures, int digits) {
    return pictures.isEmpty()
        ? "None"
        : pictures.stream()
            .map(picture -> picture.sha256().substring(0, digits) + " " + picture.alternative())
            .collect(Collectors.joining("\n"));
  }

  /** A file can be made to begin with the digits of another one. */
  private static int digitsThatTell(List<Picture> before, List<Picture> now) {
    Set<String> digests =
        Stream.concat(before.stream(), now.stream())
            .map(Picture::sha256)
            .collect(Collectors.toSet());
    int digits = USUAL_DIGITS;
    while (areAlike(digests, digits)) {
      digits++;
    }
    return digits;
  }

  private static boolean areAlike(Set<String> digests, int digits) {
    return digests.stream().map(digest -> digest.substring(0, digits)).distinct().count()
        < digests.size();
  }

  private static List<Change> changes(Review before, Review now) {
    TreeSet<String> networks = new TreeSet<>();
    before.variants().stream().map(Variant::network).forEach(networks::add);
    now.variants().stream().map(Variant::network).forEach(networks::add);
    List<Change> changes = new ArrayList<>();
    if (!before.text().equals(now.text())) {
      changes.add(new Change("Text", WordDiff.between(before.text(), now.text())));
    }
    if (!before.media().equals(now.media())) {
      changes.add(pictures("Pictures", before.media(), now.media()));
    }
    for (String network : networks) {
      String old = before.textFor(network);
      String current = now.textFor(network);
      if (!old.equals(current)) {
        changes.add(new Change("Text for " + network, WordDiff.between(old, current)));
      }
      List<Picture> oldPictures = before.mediaFor(network);
      List<Picture> currentPictures = now.mediaFor(network);
      boolean isOfItsOwn =
          !oldPictures.equals(before.media()) || !currentPictures.equals(now.media());
      if (isOfItsOwn && !oldPictures.equals(currentPictures)) {
        changes.add(pictures("Pictures for " + network, oldPictures, currentPictures));
      }
    }
    return changes;
  }
}
