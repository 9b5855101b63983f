package io.postly.action.problem;

import com.google.errorprone.annotations.Immutable;

/**
 * What every occurrence of an error code has in common.
 *
 * @param category whose failure it is
 * @param status the HTTP status
 * @param title the same short text for every occurrence
 * @param retryable whether the same call may succeed later without a change
 * @param nextStep what a caller should do next, in one sentence
 */
@Immutable
public record ErrorDefinition(
    ErrorCategory category, int status, String title, boolean retryable, String nextStep) {}
