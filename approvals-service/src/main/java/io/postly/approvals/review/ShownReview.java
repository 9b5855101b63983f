package io.postly.approvals.review;

import io.postly.approvals.content.Picture;
import io.postly.approvals.content.ThreadPart;
import io.postly.approvals.content.Variant;
import java.util.List;

/**
 * What somebody from outside is shown of a review. Title, labels and channels are the team's own.
 *
 * @param contentHash the fingerprint of exactly this content
 * @param text what would be published
 * @param variants texts of their own for single networks
 * @param media the pictures that would be published
 * @param thread what would follow the text
 * @param note what the requester wants the reviewers to know, or null
 * @param isOpen whether it still takes decisions
 */
public record ShownReview(
    String contentHash,
    String text,
    List<Variant> variants,
    List<Picture> media,
    List<ThreadPart> thread,
    String note,
    boolean isOpen) {

  /** Copies the lists. */
  public ShownReview {
    variants = List.copyOf(variants);
    media = List.copyOf(media);
    thread = List.copyOf(thread);
  }
}
