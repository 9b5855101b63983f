package io.postly.action.blob;

import io.postly.action.blob.S3Bucket.Deadline;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps blobs as objects of one bucket, {@code ab/abcd…} by the digits of their names, as {@link
 * DirectoryBlobs} does with files: what one has can be copied into the other. An object appears
 * whole or not at all, whoever else writes the same blob.
 */
final class S3Blobs extends CheckedBlobs {

  private static final Logger LOG = Logger.getLogger(S3Blobs.class);

  /** What is read, and written, to see whether that can be done. */
  private static final byte[] NOTHING = {};

  private static final BlobId NAME_OF_NOTHING = BlobId.of(NOTHING);
  private static final int DIGITS_OF_FOLDER = 2;

  private final S3Bucket bucket;

  /**
   * In that bucket.
   *
   * @param largest in bytes
   * @throws IllegalStateException if it is certain that nothing can be read there
   */
  S3Blobs(S3Bucket bucket, long largest) {
    super(largest);
    this.bucket = bucket;
    require("read", () -> find(NAME_OF_NOTHING, largest));
  }

  @Override
  public void prepareForPutting() {
    require("written to", () -> write(NAME_OF_NOTHING, NOTHING, bucket.deadline()));
  }

  /** A store that is away may come back; the service is there meanwhile, and its other work. */
  private static void require(String purpose, Runnable attempt) {
    try {
      attempt.run();
    } catch (BlobStoreException e) {
      if (e.isLasting()) {
        throw new IllegalStateException(
            "postly.blobs.s3 must name a bucket that can be %s: %s"
                .formatted(purpose, e.getMessage()),
            e);
      }
      LOG.warnf(e, "It is not known yet whether the bucket of blobs can be %s", purpose);
    }
  }

  @Override
  void keep(BlobId id, byte[] content) {
    Deadline deadline = bucket.deadline();
    if (!holds(id, content, deadline)) {
      write(id, content, deadline);
    }
  }

  /** An object that was damaged since is written anew. */
  private boolean holds(BlobId id, byte[] content, Deadline deadline) {
    return bucket
        .read(object(id), content.length, deadline)
        .filter(kept -> Arrays.equals(kept, content))
        .isPresent();
  }

  private void write(BlobId id, byte[] content, Deadline deadline) {
    bucket.write(object(id), content, deadline);
  }

  @Override
  Optional<byte[]> find(BlobId id, long most) {
    return bucket.read(object(id), most, bucket.deadline());
  }

  private static String object(BlobId id) {
    return id.sha256().substring(0, DIGITS_OF_FOLDER) + "/" + id.sha256();
  }
}
