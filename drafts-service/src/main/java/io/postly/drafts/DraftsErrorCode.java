package io.postly.drafts;

import static io.postly.action.problem.ErrorCategory.WORKFLOW;

import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;

/** What the rules of drafts refuse. */
public enum DraftsErrorCode implements ErrorCode {
  /** The draft was put aside. */
  DRAFT_ARCHIVED(
      "The draft is archived", "Ask the person whether to restore it, or write a new draft.");

  private final ErrorDefinition definition;

  DraftsErrorCode(String title, String nextStep) {
    this.definition = new ErrorDefinition(WORKFLOW, 409, title, false, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
