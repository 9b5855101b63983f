package io.postly.action.problem;

import static io.postly.action.problem.ErrorCategory.AUTH;
import static io.postly.action.problem.ErrorCategory.SYSTEM;
import static io.postly.action.problem.ErrorCategory.VALIDATION;
import static io.postly.action.problem.ErrorCategory.WORKFLOW;

/** The part of the error catalog that every action shares. */
public enum ActionErrorCode implements ErrorCode {
  UNAUTHENTICATED(AUTH, 401, "Sign-in needed", false, "Sign in again, then repeat the call."),
  INSUFFICIENT_SCOPE(
      AUTH,
      403,
      "The grant does not cover this",
      false,
      "Ask the person to grant the missing scope, then repeat."),
  PERMISSION_DENIED(
      AUTH,
      403,
      "The role does not permit this",
      false,
      "Ask someone whose role permits it to do this."),
  NOT_FOUND(
      VALIDATION,
      404,
      "Not found",
      false,
      "List what exists, and use an identifier from that list."),
  INVALID_INPUT(
      VALIDATION,
      400,
      "Invalid input",
      false,
      "Correct every field in violations, then repeat the call."),
  MALFORMED_BODY(
      VALIDATION, 400, "The body is not valid JSON", false, "Send one JSON object as the body."),
  UNSUPPORTED_MEDIA_TYPE(
      VALIDATION, 415, "Unsupported media type", false, "Send the body as application/json."),
  METHOD_NOT_ALLOWED(
      VALIDATION, 405, "Method not allowed", false, "Use the method that the API document names."),
  NOT_ACCEPTABLE(VALIDATION, 406, "Not acceptable", false, "Accept application/json."),
  PAYLOAD_TOO_LARGE(VALIDATION, 413, "The body is too large", false, "Send a smaller body."),
  IDEMPOTENCY_KEY_REUSED(
      VALIDATION,
      422,
      "Idempotency key already used with other arguments",
      false,
      "Use a new key, or repeat the first call exactly."),
  STALE_REVISION(
      WORKFLOW,
      409,
      "The draft has changed",
      false,
      "Read the draft again, check what changed, and repeat with its current revision."),
  CONFIRMATION_REQUIRED(
      WORKFLOW,
      428,
      "A person must confirm this",
      false,
      "Give the person the link of the confirmation, and repeat this very call once they say that they have confirmed."),
  CONFIRMATION_DECLINED(
      WORKFLOW,
      409,
      "The person has not confirmed this",
      false,
      "Ask the person what they want instead; repeat the call only if they ask for it."),
  CONFIRMATION_NOT_OPEN(
      WORKFLOW,
      409,
      "The confirmation is not open",
      false,
      "Repeat the call that needs it; that asks for a new confirmation."),
  NOT_FOR_ASSISTANTS(
      AUTH,
      403,
      "Only a person can do this, on Postly's own page",
      false,
      "Ask the person to do it in the review console."),
  NOT_UNDOABLE(
      WORKFLOW, 409, "This cannot be undone", false, "Tell the person why; nothing was changed."),
  UNDO_CONFLICT(
      WORKFLOW,
      409,
      "What has happened since stands in the way",
      false,
      "Tell the person what changed since, and ask what to do instead."),
  RATE_LIMITED(
      WORKFLOW,
      429,
      "Too many calls",
      true,
      "Wait for the seconds that detail names, then repeat the call."),
  SERVICE_UNAVAILABLE(
      SYSTEM,
      503,
      "A part of Postly is not reachable",
      true,
      "Repeat the call in a few seconds, with the same idempotency key."),
  INTERNAL_ERROR(
      SYSTEM,
      500,
      "Postly failed",
      true,
      "Repeat the call once with the same idempotency key; if it fails again, report it.");

  private final ErrorDefinition definition;

  ActionErrorCode(
      ErrorCategory category, int status, String title, boolean retryable, String nextStep) {
    this.definition = new ErrorDefinition(category, status, title, retryable, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
