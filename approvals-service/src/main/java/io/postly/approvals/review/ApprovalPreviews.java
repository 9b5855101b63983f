package io.postly.approvals.review;

import io.postly.action.confirmation.Preview;
import io.postly.action.problem.ConfirmationOffer;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import io.postly.approvals.content.Picture;
import io.postly.approvals.content.ThreadPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a person is shown before an assistant may approve in their name. */
@ApplicationScoped
class ApprovalPreviews {

  private final ReviewStore store;
  private final Contents contents;
  private final PersonRequirement person;

  ApprovalPreviews(ReviewStore store, Contents contents, PersonRequirement person) {
    this.store = store;
    this.contents = contents;
    this.person = person;
  }

  Preview approval(String workspace, UUID reviewId) {
    Review review = store.get(reviewId);
    ContentRevision content = contents.revision(review.contentId());
    return new Preview(
        "Approve revision %d, asked for by %s"
            .formatted(review.revision(), review.requester().name()),
        review.contentHash(),
        texts(content),
        person.appliesTo(workspace, reviewId));
  }

  /** This service knows networks, not the channels' names. */
  private static List<ConfirmationOffer.Content> texts(ContentRevision content) {
    return Stream.concat(
            Stream.of(
                new ConfirmationOffer.Content(
                    "Wherever nothing else is set",
                    "any",
                    content.text(),
                    shown(content.media()),
                    parts(content.thread()))),
            content.variants().stream()
                .map(
                    variant ->
                        new ConfirmationOffer.Content(
                            "On " + variant.network(),
                            variant.network(),
                            variant.contentWarning(),
                            variant.text(),
                            shown(variant.picturesBeside(content.media())),
                            parts(variant.threadBeside(content.thread())))))
        .toList();
  }

  private static List<ConfirmationOffer.Part> parts(List<ThreadPart> thread) {
    return thread.stream().map(part -> new ConfirmationOffer.Part(part.text())).toList();
  }

  private static List<ConfirmationOffer.Picture> shown(List<Picture> pictures) {
    return pictures.stream()
        .map(
            picture ->
                new ConfirmationOffer.Picture(
                    picture.sha256(),
                    picture.type(),
                    picture.width(),
                    picture.height(),
                    picture.altText()))
        .toList();
  }
}
