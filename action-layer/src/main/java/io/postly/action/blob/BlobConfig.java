package io.postly.action.blob;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where blobs, such as the pictures of drafts, are kept. */
@ConfigMapping(prefix = "postly.blobs")
public interface BlobConfig {

  /**
   * The directory that holds the blobs. All services that work with blobs, and all their replicas,
   * need the same one; it is made if it is not there, and drafts must be able to write to it. Back
   * it up with the databases.
   */
  @WithDefault("blobs")
  Path directory();

  /** The largest blob that is kept; not less than {@code postly.action.largest-upload}. */
  @WithDefault("16M")
  MemorySize largest();
}
