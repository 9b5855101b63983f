package io.postly.approvals.console.review;

import io.postly.approvals.console.Frame;
import io.postly.approvals.console.api.Channel;
import io.postly.approvals.console.api.Invitation;
import io.postly.approvals.console.api.Note;
import io.postly.approvals.console.api.Post;
import io.postly.approvals.console.api.Review;
import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A review as the page shows it.
 *
 * @param review the review
 * @param previews what each channel would show
 * @param changes what changed since the last approved revision; empty if nothing did, or if there
 *     was none
 * @param approvedRevision the last approved revision before this one, or null
 * @param earlier the draft's other reviews, the latest first
 * @param posts of the draft, that are still to go out; the first of them first
 * @param notes remarks of people, the last first
 * @param remark the note that was refused; empty if none was
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
    List<Post> posts,
    List<Note> notes,
    String remark,
    String note,
    List<Invitation> invitations,
    Invitation.Created created) {

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
    posts = List.copyOf(posts);
    notes = List.copyOf(notes);
    remark = remark == null ? "" : remark;
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
        approved.map(before -> Changes.between(before, review)).orElse(List.of()),
        approved.map(Review::revision).orElse(null),
        ofDraft.stream().filter(other -> !other.id().equals(review.id())).toList(),
        List.of(),
        List.of(),
        "",
        note,
        List.of(),
        null);
  }

  /** The same with the draft's posts, and the review's notes and invitations. */
  ReviewView with(List<Post> goingOut, List<Note> remarks, List<Invitation> known) {
    return new ReviewView(
        review,
        previews,
        changes,
        approvedRevision,
        earlier,
        goingOut,
        remarks,
        remark,
        note,
        known,
        created);
  }

  /** The same with a note that was refused, to be there still. */
  ReviewView withRefused(String words) {
    return new ReviewView(
        review,
        previews,
        changes,
        approvedRevision,
        earlier,
        posts,
        notes,
        words,
        note,
        invitations,
        created);
  }

  /** The same after an invitation was made. */
  ReviewView with(Invitation.Created made) {
    return new ReviewView(
        review,
        previews,
        changes,
        approvedRevision,
        earlier,
        posts,
        notes,
        remark,
        note,
        invitations,
        made);
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
}
