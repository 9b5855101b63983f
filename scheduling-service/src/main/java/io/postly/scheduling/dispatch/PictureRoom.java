package io.postly.scheduling.dispatch;

import io.postly.action.blob.BlobMemory;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memory for the pictures of posts while they are sent. No channel ever has more than half of it:
 * one whose server is slow, whatever it is sent, leaves the rest to the others.
 */
final class PictureRoom {

  private static final int PARTS = 2;

  private final BlobMemory memory;
  private final Map<UUID, Share> shares = new ConcurrentHashMap<>();

  PictureRoom(BlobMemory memory) {
    this.memory = memory;
  }

  /** What one channel may have. It is kept as long as anybody uses it. */
  private record Share(BlobMemory memory, int users) {

    Share entered() {
      return new Share(memory, users + 1);
    }

    Share left() {
      return users == 1 ? null : new Share(memory, users - 1);
    }
  }

  /** Room that a post has until it is closed. */
  interface Held extends AutoCloseable {

    @Override
    void close();
  }

  /** Room for a post of that channel; empty if there is none within a short while. */
  Optional<Held> hold(UUID channelId, long bytes) {
    if (bytes == 0) {
      return Optional.of(() -> {});
    }
    BlobMemory share = enter(channelId);
    Optional<BlobMemory.Held> ofShare = share.hold(bytes);
    Optional<BlobMemory.Held> ofAll = ofShare.flatMap(_ -> memory.hold(bytes));
    Held held =
        () -> {
          ofAll.ifPresent(BlobMemory.Held::close);
          ofShare.ifPresent(BlobMemory.Held::close);
          leave(channelId);
        };
    if (ofAll.isEmpty()) {
      held.close();
      return Optional.empty();
    }
    return Optional.of(held);
  }

  private BlobMemory enter(UUID channelId) {
    return shares
        .compute(
            channelId,
            (_, share) -> (share == null ? new Share(memory.part(PARTS), 0) : share).entered())
        .memory();
  }

  private void leave(UUID channelId) {
    shares.computeIfPresent(channelId, (_, share) -> share.left());
  }
}
