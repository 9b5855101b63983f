package io.postly.drafts;

import static io.postly.action.problem.ErrorCategory.SYSTEM;
import static io.postly.action.problem.ErrorCategory.WORKFLOW;

import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;

/** What the rules of drafts refuse. */
public enum DraftsErrorCode implements ErrorCode {
  /** The draft was put aside. */
  DRAFT_ARCHIVED(
      WORKFLOW,
      409,
      "The draft is archived",
      "Ask the person: undo_action brings it back within 30 days; list_activity with action"
          + " archive_draft has the id. Or write a new draft."),
  /** As many pictures are being fetched or stored at the moment as may be. */
  FETCHING_BUSY(
      SYSTEM,
      503,
      "Other pictures are being fetched or stored",
      "Repeat the call in some seconds."),
  /** The workspace has as many bytes of pictures as it may. */
  MEDIA_QUOTA_REACHED(
      WORKFLOW,
      409,
      "The workspace may keep no more pictures",
      "Use a picture that list_media shows, or ask whoever runs Postly for a larger quota."),
  /** The server that has the picture does not answer, or cannot at the moment. */
  PICTURE_NOT_REACHED(
      SYSTEM,
      502,
      "The picture's server does not answer",
      "Repeat the call in some minutes; if it fails again, ask the person for another address.");

  private final ErrorDefinition definition;

  DraftsErrorCode(ErrorCategory category, int status, String title, String nextStep) {
    this.definition = new ErrorDefinition(category, status, title, category == SYSTEM, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
