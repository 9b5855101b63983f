package io.postly.drafts.media;

import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.action.identifier.Identifiers;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.page.PagePosition;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.drafts.picture.Picture;
import io.postly.drafts.picture.PictureRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The rules of a workspace's pictures. Runs in the action's transaction. */
@ApplicationScoped
class MediaAdding {

  private final MediaLibrary library;
  private final PictureFetching fetching;
  private final MediaQuota quota;
  private final BlobStore blobs;
  private final WaitingPlaces places;
  private final ActionContext context;
  private final Clock clock;

  MediaAdding(
      MediaLibrary library,
      PictureFetching fetching,
      MediaQuota quota,
      BlobStore blobs,
      WaitingPlaces places,
      ActionContext context,
      Clock clock) {
    this.library = library;
    this.fetching = fetching;
    this.quota = quota;
    this.blobs = blobs;
    this.places = places;
    this.context = context;
    this.clock = clock;
  }

  MediaAnswer fetch(String workspace, NewMedia wanted) {
    NewMedia.Source source = wanted.source();
    HttpAddress address = accepted(source.field(), () -> fetching.address(source.address()));
    String host = address.host();
    try (BlobMemory.Held _ = fetching.room()) {
      context.outside(new AuditedMedia(null, host));
      Picture picture = accepted(source.field(), () -> Picture.clean(fetching.fetch(address)));
      return add(workspace, picture, host);
    }
  }

  MediaAnswer upload(String workspace, byte[] file) {
    return add(workspace, accepted("body", () -> Picture.clean(file)), null);
  }

  MediaPage list(String workspace, String cursor, int limit) {
    List<Media> found = library.list(workspace, cursor, limit);
    List<Media> shown = found.stream().limit(limit).toList();
    String next =
        found.size() > shown.size()
            ? new PagePosition(shown.getLast().addedAt(), shown.getLast().id()).cursor()
            : null;
    return new MediaPage(shown.stream().map(MediaAnswer::of).toList(), next);
  }

  /**
   * The blob goes first: a row always has its picture, and a blob without a row harms nobody.
   *
   * @param host that it was fetched from, or null
   */
  private MediaAnswer add(String workspace, Picture picture, String host) {
    quota.check(workspace, picture);
    String sha256 = places.waitFor(() -> blobs.put(picture.content())).sha256();
    // What the database keeps of an instant, so that an answer reads the same the second time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    MediaAnswer answer =
        MediaAnswer.of(
            library.add(
                new Media(Identifiers.next(), workspace, sha256, picture, context.caller(), now)));
    context.subject("media", answer.id(), null);
    context.change(null, new AuditedMedia(answer, host));
    context.undo(
        Undo.impossible(
            "A picture stays; it goes out nowhere unless a draft with it is approved."));
    context.nextStep(
        "Give its id as media_id, with an alt text that says what it shows, in the media of"
            + " create_draft or update_draft.");
    return answer;
  }

  private static <T> T accepted(String field, Step<T> step) {
    try {
      return step.take();
    } catch (PictureRefusedException e) {
      throw ProblemException.invalid(field, e.getMessage());
    }
  }

  /** What may find that something is wrong with what was given. */
  @FunctionalInterface
  private interface Step<T> {

    T take() throws PictureRefusedException;
  }
}
