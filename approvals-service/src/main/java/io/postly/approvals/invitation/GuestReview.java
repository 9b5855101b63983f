package io.postly.approvals.invitation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an invitation shows of its review.
 *
 * @param inviter the name of who sent the invitation
 * @param note what the requester wants the reviewers to know, or null
 * @param texts what would be published, the common text first
 * @param contentHash the fingerprint of exactly these texts
 * @param isOpen whether a decision is taken
 * @param expiresAt when the invitation ends
 * @param verdict what was decided by it, {@code approved} or {@code changes_requested}; null while
 *     nobody has
 * @param comment what was said with it, or null
 */
public record GuestReview(
    String inviter,
    String note,
    List<Text> texts,
    String contentHash,
    boolean isOpen,
    Instant expiresAt,
    String verdict,
    String comment) {

  /**
   * A text under review.
   *
   * @param network the network that it is for; null for the common text
   * @param contentWarning what would be shown in its place until a reader asks for more; null for
   *     none
   * @param pictures what would be published with it, in their order
   * @param thread the texts that would follow it, in their order
   */
  public record Text(
      String network,
      String contentWarning,
      String text,
      List<Picture> pictures,
      List<String> thread) {

    /** Copies the lists. */
    public Text {
      pictures = List.copyOf(pictures);
      thread = List.copyOf(thread);
    }
  }

  /**
   * A picture under review.
   *
   * @param sha256 what the blob store names it by
   * @param type its media type
   * @param width in pixels, as it is shown
   * @param height in pixels, as it is shown
   * @param altText what would be published of it for those who do not see it, or null
   */
  public record Picture(String sha256, String type, int width, int height, String altText) {}

  /** Every picture that is shown. */
  public Stream<Picture> pictures() {
    return texts.stream().map(Text::pictures).flatMap(List::stream);
  }

  /** Copies the list. */
  public GuestReview {
    texts = List.copyOf(texts);
  }
}
