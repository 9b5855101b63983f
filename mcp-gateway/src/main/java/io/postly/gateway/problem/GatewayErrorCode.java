package io.postly.gateway.problem;

import static io.postly.action.problem.ErrorCategory.AUTH;
import static io.postly.action.problem.ErrorCategory.SYSTEM;

import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;

/** Failures that only a gateway can meet; all others are in the catalog that services share. */
public enum GatewayErrorCode implements ErrorCode {
  ORIGIN_NOT_ALLOWED(
      AUTH, 403, "Origin not allowed", "Call from an origin that the gateway allows."),
  HOST_NOT_ALLOWED(AUTH, 403, "Host not allowed", "Call the gateway by its public address."),
  /** A write was sent on, and what became of it is not known. */
  ANSWER_LOST(
      SYSTEM,
      504,
      "It is not known whether this was done",
      "Look whether it was done before you repeat the call; with an idempotency key, repeating is always safe.");

  private final ErrorDefinition definition;

  GatewayErrorCode(ErrorCategory category, int status, String title, String nextStep) {
    this.definition = new ErrorDefinition(category, status, title, false, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
