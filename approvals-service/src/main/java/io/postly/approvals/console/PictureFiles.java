package io.postly.approvals.console;

import io.postly.action.blob.BlobId;
import io.postly.action.blob.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/**
 * Shows pictures under the console's own address. Whoever calls has made sure that the picture
 * belongs to what the person may see.
 */
@ApplicationScoped
public class PictureFiles {

  /** What no browser takes for a page. */
  private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/webp");

  private final BlobStore blobs;

  PictureFiles(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The picture.
   *
   * @param sha256 of a picture that is known, not as somebody asked for it
   * @throws NotFoundException if there is none, or it is of a type that is not shown
   */
  public Response show(String sha256, String type) {
    if (!SHOWN.contains(type)) {
      throw new NotFoundException();
    }
    byte[] content = blobs.get(new BlobId(sha256)).orElseThrow(NotFoundException::new);
    return Response.ok(content, type).header("Content-Disposition", "inline").build();
  }
}
