package io.postly.scheduling.network;

import io.postly.action.blob.BlobId;
import io.postly.action.blob.BlobStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pictures of posts, in a store without a disk. Networks do not look at what is in them. */
public final class TestPictures {

  private static final Map<BlobId, byte[]> KEPT = new ConcurrentHashMap<>();

  /** Where the pictures are. */
  public static final BlobStore BLOBS = new MemoryBlobs();

  /** Their files. */
  public static final PictureFiles FILES = new PictureFiles(BLOBS);

  /** With an alt text. */
  public static final Picture SUNRISE = kept("sunrise", "image/jpeg", Optional.of("A \"sunrise\""));

  /** Without an alt text. */
  public static final Picture HARBOUR = kept("harbour", "image/png", Optional.empty());

  /** Of which the store knows nothing. */
  public static final Picture LOST =
      new Picture("0".repeat(64), "image/png", 7, 40, 30, false, Optional.empty());

  private TestPictures() {}

  /** A JPEG of that size, of which the store knows nothing. */
  public static Picture sized(int width, int height, int bytes) {
    return new Picture("1".repeat(64), "image/jpeg", bytes, width, height, false, Optional.empty());
  }

  private static Picture kept(String content, String type, Optional<String> altText) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    BlobId id = BlobId.of(bytes);
    KEPT.put(id, bytes);
    return new Picture(id.sha256(), type, bytes.length, 40, 30, false, altText);
  }

  private static final class MemoryBlobs implements BlobStore {

    @Override
    public void prepareForPutting() {}

    @Override
    public BlobId put(byte[] content) {
      BlobId id = BlobId.of(content);
      KEPT.put(id, content);
      return id;
    }

    @Override
    public Optional<byte[]> get(BlobId id) {
      return Optional.ofNullable(KEPT.get(id));
    }
  }
}
