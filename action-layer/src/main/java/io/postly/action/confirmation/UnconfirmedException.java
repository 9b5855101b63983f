package io.postly.action.confirmation;

/** The call was tried and found right, and no confirmation of it is in force: nothing is done. */
public final class UnconfirmedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ConfirmableCall call;

  UnconfirmedException(ConfirmableCall call) {
    super("The call is not confirmed");
    this.call = call;
  }

  /** The call. */
  public ConfirmableCall call() {
    return call;
  }
}
