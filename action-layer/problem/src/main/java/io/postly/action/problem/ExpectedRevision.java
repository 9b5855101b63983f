package io.postly.action.problem;

/** Checks the revision that a caller has last read against the one that is known. */
public final class ExpectedRevision {

  private ExpectedRevision() {}

  /**
   * Refuses a revision that is not the known one.
   *
   * @throws ProblemException {@code stale_revision}; retryable where the caller knows a later
   *     revision than this service, whose event may be under way
   */
  public static void require(int expected, int known) {
    if (expected < known) {
      throw ProblemException.of(
          ActionErrorCode.STALE_REVISION,
          "You expected revision %d; it is revision %d.".formatted(expected, known));
    }
    if (expected > known) {
      throw ProblemException.of(
              ActionErrorCode.STALE_REVISION,
              "You expected revision %d; revision %d is the last that has arrived."
                  .formatted(expected, known))
          .retryable()
          .nextStep("Repeat the call in a few seconds; if it is refused again, read the draft.");
    }
  }
}
