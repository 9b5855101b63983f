package io.postly.scheduling.work;

import java.util.function.IntSupplier;

/**
 * Makes one attempt after the other, whatever becomes of each; what was thrown is thrown at the
 * end.
 */
public final class Attempts {

  private RuntimeException failure;

  /**
   * Makes an attempt.
   *
   * @return what comes of it; 0 if it fails
   */
  public int make(IntSupplier attempt) {
    try {
      return attempt.getAsInt();
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
      return 0;
    }
  }

  /**
   * Every attempt has been made.
   *
   * @throws RuntimeException what the first that failed threw, with what others threw
   */
  public void end() {
    if (failure != null) {
      throw failure;
    }
  }
}
