package io.postly.analytics.report;

/**
 * How many calls in a period had all of this in common.
 *
 * @param code the error code, or null if the outcome is {@code ok}
 */
record CallCount(String action, String service, String outcome, String code, long calls) {

  boolean isFailure() {
    return !outcome.equals("ok");
  }
}
