package io.postly.drafts.media;

import io.postly.action.blob.BlobStore;
import io.postly.action.identifier.Identifiers;
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
  private final BlobStore blobs;
  private final WaitingPlaces places;
  private final ActionContext context;
  private final Clock clock;

  MediaAdding(
      MediaLibrary library,
      PictureFetching fetching,
      BlobStore blobs,
      WaitingPlaces places,
      ActionContext context,
      Clock clock) {
    this.library = library;
    this.fetching = fetching;
    this.blobs = blobs;
    this.places = places;
    this.context = context;
    this.clock = clock;
  }

  MediaAnswer fetch(String workspace, NewMedia wanted) {
    NewMedia.Source source = wanted.source();
    return add(workspace, source.field(), () -> Picture.clean(fetching.fetch(source.address())));
  }

  MediaAnswer upload(String workspace, byte[] file) {
    return add(workspace, "body", () -> Picture.clean(file));
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

  /** The blob goes first: a row always has its picture, and a blob without a row harms nobody. */
  private MediaAnswer add(String workspace, String field, Origin origin) {
    Picture picture = picture(field, origin);
    String sha256 = places.waitFor(() -> blobs.put(picture.content())).sha256();
    // What the database keeps of an instant, so that an answer reads the same the second time.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    MediaAnswer answer =
        MediaAnswer.of(
            library.add(
                new Media(Identifiers.next(), workspace, sha256, picture, context.caller(), now)));
    context.subject("media", answer.id(), null);
    context.change(null, answer);
    context.undo(
        Undo.impossible(
            "A picture stays; it goes out nowhere unless a draft with it is approved."));
    context.nextStep(
        "Give its id as media_id, with an alt text that says what it shows, in the media of"
            + " create_draft or update_draft.");
    return answer;
  }

  private static Picture picture(String field, Origin origin) {
    try {
      return origin.picture();
    } catch (PictureRefusedException e) {
      throw ProblemException.invalid(field, e.getMessage());
    }
  }

  /** Where a picture comes from, cleaned. */
  @FunctionalInterface
  private interface Origin {

    Picture picture() throws PictureRefusedException;
  }
}
