package io.postly.scheduling.network;

import io.postly.action.blob.BlobId;
import io.postly.action.blob.BlobStore;
import io.postly.action.blob.BlobStoreException;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The bytes of pictures. */
@ApplicationScoped
public class PictureFiles {

  private static final Logger LOG = Logger.getLogger(PictureFiles.class);
  private static final String UNAVAILABLE = "picture_unavailable";

  private final BlobStore blobs;

  /** Of that store. */
  public PictureFiles(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The files of a post's pictures, in their order.
   *
   * @throws NotUploadedException if one of them cannot be had at this moment
   */
  public List<Buffer> readAll(Post post) throws NotUploadedException {
    List<Buffer> files = new ArrayList<>();
    for (Picture picture : post.pictures()) {
      files.add(read(picture));
    }
    return files;
  }

  /**
   * The file exactly as it was approved.
   *
   * @throws NotUploadedException if it cannot be had at this moment
   */
  public Buffer read(Picture picture) throws NotUploadedException {
    try {
      return blobs
          .get(new BlobId(picture.sha256()))
          .map(Buffer::buffer)
          .orElseThrow(() -> new BlobStoreException("There is no blob " + picture.sha256()));
    } catch (BlobStoreException e) {
      LOG.error("A picture could not be read", e);
      throw new NotUploadedException(Delivery.NotDelivered.ofPostly(UNAVAILABLE));
    }
  }
}
