package io.postly.action.problem;

import java.util.Locale;

/**
 * One entry of the error catalog. Implemented by enums: {@link ActionErrorCode} for the pipeline,
 * one more in each service for its rules. Codes are unique over all of them and never change once
 * published.
 */
public interface ErrorCode {

  /** The constant's name, of which the code is made. */
  String name();

  /** What every occurrence has in common. */
  ErrorDefinition definition();

  /** The stable code, {@code snake_case}. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whose failure it is. */
  default ErrorCategory category() {
    return definition().category();
  }
}
