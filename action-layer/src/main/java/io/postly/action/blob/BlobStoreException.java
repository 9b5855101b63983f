package io.postly.action.blob;

/** The store does not work, or what it holds is damaged. Nothing was kept. */
public final class BlobStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public BlobStoreException(String message) {
    super(message);
  }

  BlobStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
