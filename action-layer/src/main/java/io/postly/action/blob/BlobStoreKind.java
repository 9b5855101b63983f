package io.postly.action.blob;

/** What keeps blobs. */
public enum BlobStoreKind {
  /** A directory that services share. */
  DIRECTORY,
  /** A bucket of an object store that speaks S3. */
  S3
}
