package io.postly.analytics.report;

/**
 * How many calls in a period had all of this in common.
 *
 * @param code the error code, or null if the outcome is {@code ok}; {@code unknown} of a failure
 *     whose event named none
 */
record CallCount(String action, String service, String outcome, String code, long calls) {

  private static final String UNKNOWN = "unknown";

  CallCount {
    if (code == null && isFailure(outcome)) {
      code = UNKNOWN;
    }
  }

  boolean isFailure() {
    return isFailure(outcome);
  }

  private static boolean isFailure(String outcome) {
    return !outcome.equals("ok");
  }
}
