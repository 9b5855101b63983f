package io.postly.action.problem;

import java.util.Locale;

/** Whose failure it is: the label by which the error rate is counted. */
public enum ErrorCategory {
  /** The caller is unknown, or may not do this. */
  AUTH,
  /** The input is wrong. */
  VALIDATION,
  /** The input is right, and the state of things forbids it. */
  WORKFLOW,
  /** Postly, or something that it depends on, failed. */
  SYSTEM;

  /** The name used in problem responses and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
