package io.postly.action.blob;

import java.util.Optional;

/** What every store keeps to, wherever it keeps blobs. */
abstract class CheckedBlobs implements BlobStore {

  private final long largest;

  /**
   * Of blobs up to that size.
   *
   * @param largest in bytes
   */
  CheckedBlobs(long largest) {
    this.largest = largest;
  }

  @Override
  public final BlobId put(byte[] content) {
    if (content.length > largest) {
      throw new IllegalArgumentException("A blob may have at most " + largest + " bytes");
    }
    BlobId id = BlobId.of(content);
    keep(id, content);
    return id;
  }

  @Override
  public final Optional<byte[]> get(BlobId id) {
    Optional<byte[]> content = find(id, largest);
    if (content.isPresent() && !BlobId.of(content.get()).equals(id)) {
      throw BlobStoreException.damaged(id);
    }
    return content;
  }

  /**
   * Keeps a blob, or mends what is there by its name.
   *
   * @throws BlobStoreException if the store does not work
   */
  abstract void keep(BlobId id, byte[] content);

  /**
   * What is there by that name, whatever it is; of what is larger than any blob, some of it.
   *
   * @param most the bytes that a blob has at most
   * @throws BlobStoreException if the store does not work, or what is there is damaged
   */
  abstract Optional<byte[]> find(BlobId id, long most);
}
