package io.postly.action.blob;

/** The store does not work, or what it holds is damaged. Nothing was kept. */
public final class BlobStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /** With what is wrong. */
  public BlobStoreException(String message) {
    this(message, null);
  }

  BlobStoreException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private BlobStoreException(String message, Throwable cause, boolean lasting) {
    super(message, cause);
    this.lasting = lasting;
  }

  static BlobStoreException damaged(BlobId id) {
    return new BlobStoreException("The blob " + id + " does not hold what was put into it");
  }

  /** What stays so until somebody changes settings or rights. */
  static BlobStoreException lasting(String message) {
    return new BlobStoreException(message, null, true);
  }

  boolean isLasting() {
    return lasting;
  }
}
