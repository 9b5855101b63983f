package io.postly.scheduling.content;

import io.postly.scheduling.network.Picture;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** What scheduling needs of a picture in {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record PictureCopy(
    String sha256, String type, int bytes, int width, int height, boolean turned, String altText) {

  Picture picture() {
    return new Picture(sha256, type, bytes, width, height, turned, Optional.ofNullable(altText));
  }
}
