package io.postly.approvals.console.invitation;

import io.postly.approvals.console.Moment;
import io.postly.approvals.invitation.GuestReview;
import io.quarkus.qute.TemplateData;
import java.time.ZoneOffset;

/**
 * A review as somebody from outside sees it.
 *
 * @param review the review
 * @param pictures where its pictures are, up to their names
 * @param name what the person calls themselves
 * @param token what marks forms as this visit's own
 * @param comment what the person had written when it was refused
 * @param problem why it was refused, or null
 */
@TemplateData
@TemplateData(target = GuestReview.class)
@TemplateData(target = GuestReview.Text.class)
@TemplateData(target = GuestReview.Picture.class)
public record GuestView(
    GuestReview review,
    String pictures,
    String name,
    String token,
    String comment,
    String problem) {

  /** Whether the decision that was made is an approval. */
  public boolean isApproved() {
    return "approved".equals(review.verdict());
  }

  /** When the invitation ends. */
  public Moment expires() {
    return new Moment(review.expiresAt(), ZoneOffset.UTC);
  }
}
