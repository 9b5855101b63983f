package io.postly.action.blob;

import java.util.Optional;

/**
 * Keeps blobs by what they hold. What has been put stays, is never changed, and is read by every
 * service that shares the store. Who may see a blob is for those who keep its name to say.
 */
public interface BlobStore {

  /**
   * Makes sure that blobs can be put, and clears away what others were putting when they ended. To
   * be called by a service that puts some, when it starts.
   *
   * @throws IllegalStateException if they cannot, and that will not pass
   */
  void prepareForPutting();

  /**
   * Keeps a blob; durable on return. Putting it again changes nothing, unless what is kept was
   * damaged: that is mended.
   *
   * @param content at most as many bytes as {@code postly.blobs.largest} says
   * @return its name
   * @throws IllegalArgumentException if it is larger
   * @throws BlobStoreException if the store does not work
   */
  BlobId put(byte[] content);

  /**
   * The blob of that name, exactly as it was put; empty if there is none.
   *
   * @throws BlobStoreException if the store does not work, or holds something else by that name
   */
  Optional<byte[]> get(BlobId id);
}
