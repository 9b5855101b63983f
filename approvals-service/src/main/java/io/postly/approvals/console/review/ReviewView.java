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
import java.util.stream.IntStream;
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
  private static void addIfChanged(
      List<Change> changes, String label, List<Picture> old, List<Picture> current) {
    int digits = digitsThatTell(old, current);
    addIfChanged(changes, label, lines(old, digits), lines(current, digits));
  }

  private static String lines(List<Picture> pictures, int digits) {
    return pictures.isEmpty()
        ? "None"
        : pictures.stream()
            .map(picture -> picture.sha256().substring(0, digits) + " " + picture.alternative())
            .collect(Collectors.joining("\n"));
  }

  /** Part by part, as the page numbers them. */
  private static String numbered(List<String> thread) {
    return thread.isEmpty()
        ? "None"
        : IntStream.range(0, thread.size())
            .mapToObj(index -> (index + 2) + ". " + thread.get(index))
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
    addIfChanged(changes, "Text", before.text(), now.text());
    addIfChanged(changes, "Pictures", before.media(), now.media());
    addIfChanged(changes, "Thread", numbered(before.commonThread()), numbered(now.commonThread()));
    for (String network : networks) {
      addIfChanged(changes, "Text for " + network, before.textFor(network), now.textFor(network));
      addPictures(changes, network, before, now);
      addThread(changes, network, before, now);
    }
    return changes;
  }

  private static void addPictures(List<Change> changes, String network, Review before, Review now) {
    List<Picture> old = before.mediaFor(network);
    List<Picture> current = now.mediaFor(network);
    if (!old.equals(before.media()) || !current.equals(now.media())) {
      addIfChanged(changes, "Pictures for " + network, old, current);
    }
  }

  /** Where the network has the draft's own thread before and after, that has been said of all. */
  private static void addThread(List<Change> changes, String network, Review before, Review now) {
    List<String> old = before.threadFor(network);
    List<String> current = now.threadFor(network);
    if (!old.equals(before.commonThread()) || !current.equals(now.commonThread())) {
      addIfChanged(changes, "Thread for " + network, numbered(old), numbered(current));
    }
  }

  private static void addIfChanged(List<Change> changes, String label, String old, String current) {
    if (!old.equals(current)) {
      changes.add(new Change(label, WordDiff.between(old, current)));
    }
  }
}
