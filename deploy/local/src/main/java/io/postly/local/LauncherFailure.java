package io.postly.local;

/** Something that the person at the keyboard has to know; the message is written for them. */
public final class LauncherFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure to be shown as it is. */
  public LauncherFailure(String message) {
    super(message);
  }

  /** A failure to be shown as it is, with what led to it. */
  public LauncherFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
