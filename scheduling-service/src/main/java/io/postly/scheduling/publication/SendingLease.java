package io.postly.scheduling.publication;

import io.postly.scheduling.network.Picture;
import java.time.Duration;
import java.util.List;

/**
 * How long sending a post may take before others take it for abandoned. What a post has of pictures
 * is uploaded by requests of their own, or makes its one request longer.
 *
 * @param ofText the lease of a post without pictures
 */
record SendingLease(Duration ofText) {

  /** Of a file's bytes in a second: as slow as a request may be written, in base64 too. */
  private static final int SLOWEST = 180_000;

  /** As much once more for each picture, and as long as writing all of them may take. */
  Duration of(List<Picture> pictures) {
    long bytes = pictures.stream().mapToLong(Picture::bytes).sum();
    return ofText
        .multipliedBy(1 + pictures.size())
        .plus(Duration.ofMillis(1_000 * bytes / SLOWEST));
  }
}
