package io.postly.drafts.media;

import io.postly.action.blob.BlobStore;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** This service puts pictures into the store, and does not start where it cannot. */
@Startup
@ApplicationScoped
class WritableBlobs {

  WritableBlobs(BlobStore blobs) {
    blobs.prepareForPutting();
  }
}
