package io.postly.action.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Ends an action with a problem response; its transaction is rolled back. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient List<Violation> violations = new ArrayList<>();
  private boolean retryable;
  private String nextStep;
  private Duration retryAfter;
  private transient ConfirmationOffer confirmation;

  private ProblemException(ErrorCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.retryable = code.definition().retryable();
    this.nextStep = code.definition().nextStep();
  }

  /** A problem of that code; the detail says what is wrong this time, to the caller. */
  public static ProblemException of(ErrorCode code, String detail) {
    return new ProblemException(code, detail, null);
  }

  /** A problem with the cause that the log should show and the caller must not see. */
  public static ProblemException of(ErrorCode code, String detail, Throwable cause) {
    return new ProblemException(code, detail, cause);
  }

  /**
   * The answer to an object that does not exist or is out of the caller's reach; the two are never
   * told apart.
   */
  public static ProblemException notFound(String what) {
    return of(ActionErrorCode.NOT_FOUND, "There is no such " + what + " within your reach.");
  }

  /** Input that breaks rules which annotations cannot express. */
  public static ProblemException invalid(Collection<Violation> violations) {
    return of(
            ActionErrorCode.INVALID_INPUT,
            violations.size() == 1
                ? "One field is wrong."
                : violations.size() + " fields are wrong.")
        .violations(violations);
  }

  /** One violation; see {@link #invalid(Collection)}. */
  public static ProblemException invalid(String field, String message, String... allowedValues) {
    return invalid(List.of(new Violation(field, message, Arrays.asList(allowedValues))));
  }

  /** Replaces the code's own next step by a more exact one. */
  public ProblemException nextStep(String step) {
    this.nextStep = step;
    return this;
  }

  /** Says that this occurrence may pass by itself, although the code's usual one does not. */
  public ProblemException retryable() {
    this.retryable = true;
    return this;
  }

  /** Says that repeating this call as it is may do harm, although the code's usual one may be. */
  public ProblemException notRetryable() {
    this.retryable = false;
    return this;
  }

  /** Says how long to wait before the same call may succeed. */
  public ProblemException retryAfter(Duration wait) {
    this.retryAfter = wait;
    return this;
  }

  /** Says where a person confirms the call. */
  public ProblemException confirmation(ConfirmationOffer offer) {
    this.confirmation = offer;
    return this;
  }

  /** Adds a violation. */
  public ProblemException violation(String field, String message, String... allowedValues) {
    violations.add(new Violation(field, message, Arrays.asList(allowedValues)));
    return this;
  }

  /** Adds violations, in their order. */
  public ProblemException violations(Collection<Violation> found) {
    violations.addAll(found);
    return this;
  }

  /** The entry of the error catalog. */
  public ErrorCode code() {
    return code;
  }

  /** Every field that is wrong; unmodifiable. */
  public List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  /** What to do next. */
  public String nextStep() {
    return nextStep;
  }

  /** Whether the same call may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** Where a person confirms the call, if that is what it needs. */
  public Optional<ConfirmationOffer> confirmation() {
    return Optional.ofNullable(confirmation);
  }

  /** How long to wait before repeating the call, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
