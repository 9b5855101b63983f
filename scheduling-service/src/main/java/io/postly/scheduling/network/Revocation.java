package io.postly.scheduling.network;

/** What came of giving credentials back to their network. */
public sealed interface Revocation {

  /** What a network ends together with the credentials that are given back to it. */
  enum Reach {
    /** Nothing can be given back. */
    NOTHING,

    /** What this one sign-in has given, and nothing else of the same account. */
    SIGN_IN,

    /**
     * Perhaps everything that the account has let this installation do: other channels of the
     * account could end with it.
     */
    ACCOUNT
  }

  /** The network does not accept the credentials any more. */
  record Revoked() implements Revocation {}

  /** There is nothing that this network, or this installation, could end. */
  record Needless() implements Revocation {}

  /**
   * The network has not ended them, as far as is known.
   *
   * @param reason a stable code, {@code snake_case}
   * @param retryable whether it may work another time
   */
  record NotRevoked(String reason, boolean retryable) implements Revocation {}
}
