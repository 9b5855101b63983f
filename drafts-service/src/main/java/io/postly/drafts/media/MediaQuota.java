package io.postly.drafts.media;

import io.postly.action.blob.BlobId;
import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsConfig;
import io.postly.drafts.DraftsErrorCode;
import io.postly.drafts.picture.Picture;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How many bytes of pictures a workspace may keep, the same picture counted once. Calls that add at
 * the same moment do not see each other: each may exceed it by its one picture.
 */
@ApplicationScoped
class MediaQuota {

  private final MediaLibrary library;
  private final long most;

  MediaQuota(MediaLibrary library, DraftsConfig config) {
    this.library = library;
    this.most = config.mediaQuota().asLongValue();
  }

  /**
   * Refuses a picture that is one too many.
   *
   * @throws ProblemException {@code media_quota_reached}
   */
  void check(String workspace, Picture picture) {
    long kept = library.bytes(workspace);
    int more = picture.content().length;
    if (kept + more > most && !library.has(workspace, BlobId.of(picture.content()).sha256())) {
      throw ProblemException.of(
          DraftsErrorCode.MEDIA_QUOTA_REACHED,
          "The workspace has pictures of %d bytes and may have %d; this one has %d."
              .formatted(kept, most, more));
    }
  }
}
