package io.postly.approvals;

import static io.postly.action.problem.ErrorCategory.WORKFLOW;

import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;

/** What the rules of approvals refuse. */
public enum ApprovalsErrorCode implements ErrorCode {
  /** An approval is also of the channels, and there are none. */
  DRAFT_WITHOUT_CHANNELS(
      "The draft names no channel",
      "Add channel_ids with update_draft, then submit the new revision."),
  /** The draft was put aside. */
  DRAFT_ARCHIVED(
      "The draft is archived",
      "If it has just been restored, repeat in a few seconds. Else ask the person: undo_action brings it back within 30"
          + " days; list_activity with action archive_draft has the id."),
  /** The same content is waiting for a decision. */
  REVIEW_ALREADY_OPEN(
      "Already waiting for approval", "Wait for the decision; list_reviews shows it."),
  /** The same content has been approved. */
  ALREADY_APPROVED(
      "Already approved",
      "Look at get_calendar; if no post of it is scheduled, call schedule_post."),
  /** A decision was made, or the content has changed. */
  REVIEW_NOT_OPEN("The review is no longer open", "See list_reviews for what became of it."),
  /** The person wrote the content, or asked for its approval. */
  SELF_APPROVAL(
      "Nobody approves their own content",
      "Ask another person who may approve. An admin can also let authors approve their own, in the console under Policy."),
  /** A person that must approve cannot, because the content or the request is theirs. */
  REQUIRED_REVIEWER_INVOLVED(
      "A required reviewer wrote this or asks for its approval",
      "Let another person submit it, or ask an admin to change the policy."),
  /** The person has approved, and the review waits for others. */
  ALREADY_APPROVED_BY_YOU(
      "You have approved this already",
      "Wait for the other approvals; list_reviews shows how many are missing."),
  /** The policy has reviewers that approve in an order. */
  NOT_YOUR_TURN(
      "Another reviewer comes first",
      "Wait until the reviewer whose turn it is has approved; list_reviews shows next_reviewer."),
  /** A review has a bounded number of invitations, ended ones among them. */
  TOO_MANY_INVITATIONS(
      "The review has too many invitations", "Use one that is open, or submit the draft again."),
  /** Somebody from outside has decided by it. */
  INVITATION_USED("The invitation has been used", "See list_invitations for what the person said."),
  /** Somebody has set the policy meanwhile. */
  STALE_POLICY(
      "The policy has changed",
      "Read it again with get_policy, check what changed, and repeat with its current version.");

  private final ErrorDefinition definition;

  ApprovalsErrorCode(String title, String nextStep) {
    this.definition = new ErrorDefinition(WORKFLOW, 409, title, false, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
