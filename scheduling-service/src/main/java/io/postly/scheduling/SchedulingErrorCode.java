package io.postly.scheduling;

import static io.postly.action.problem.ErrorCategory.SYSTEM;
import static io.postly.action.problem.ErrorCategory.VALIDATION;
import static io.postly.action.problem.ErrorCategory.WORKFLOW;

import io.postly.action.problem.ErrorCategory;
import io.postly.action.problem.ErrorCode;
import io.postly.action.problem.ErrorDefinition;

/** What the rules of scheduling refuse. */
public enum SchedulingErrorCode implements ErrorCode {
  /** The draft was put aside. */
  DRAFT_ARCHIVED(
      WORKFLOW,
      409,
      "The draft is archived",
      "If it has just been restored, repeat in a few seconds. Else ask the person: undo_action brings"
          + " it back within 30 days; list_activity with action archive_draft has the id."),
  /** The workspace's rules do not allow the time. */
  RULE_CONFLICT(
      WORKFLOW,
      409,
      "The time breaks a publishing rule",
      "Offer the person the times in allowed_values, or ask an admin to change the rules."),
  /** Some posts of a plan cannot be planned, and so none is. */
  PLAN_CONFLICT(
      WORKFLOW,
      409,
      "Some posts cannot be planned",
      "Nothing was planned. Correct the posts that violations name, then repeat the whole plan."),
  /** Somebody has set other rules since they were read. */
  STALE_PUBLISHING_RULES(
      WORKFLOW,
      409,
      "The publishing rules have changed",
      "Read them again with get_publishing_rules, check what changed, and repeat with their current"
          + " version."),
  /** A channel's queue has no slots, or none that is free. */
  NO_FREE_SLOT(
      WORKFLOW,
      409,
      "The queue has no free slot",
      "Plan it with schedule_post, or ask an admin to give the channel more slots."),
  /** Somebody has set other slots since they were read. */
  STALE_POSTING_SLOTS(
      WORKFLOW,
      409,
      "The slots have changed",
      "Read them again with get_posting_slots, check what changed, and repeat with their current"
          + " version."),
  /** The queue holds other posts, or has them at other times, than when it was read. */
  STALE_QUEUE(
      WORKFLOW,
      409,
      "The queue has changed",
      "Read it again with get_queue, check what changed, and repeat with its current fingerprint."),
  /** The draft is already under way to one of the channels. */
  ALREADY_SCHEDULED(
      WORKFLOW,
      409,
      "Already scheduled on this channel",
      "Look at the calendar; to change the time, use reschedule_post."),
  /** Of an earlier post of the draft it is not known whether it stands on one of the channels. */
  OUTCOME_UNKNOWN(
      WORKFLOW,
      409,
      "It is not known whether an earlier post reached this channel",
      "Ask a person to look there and to settle that post; until then nothing else of this draft"
          + " goes to the channel."),
  /** The publication has been sent, is being sent, or has ended. */
  NOT_RESCHEDULABLE(
      WORKFLOW,
      409,
      "Cannot be moved any more",
      "Look at the calendar for what became of the post."),
  /** What is to go out at once has no approval that stands. */
  NOT_APPROVED(
      WORKFLOW,
      409,
      "Not approved",
      "Call submit_for_approval and have it approved, then repeat. If that has just been done,"
          + " repeat in a few seconds."),
  /** Somebody has stopped publishing in the workspace. */
  PUBLISHING_STOPPED(
      WORKFLOW,
      409,
      "Publishing is stopped",
      "Tell the person; get_publishing_state says who stopped it and why. Repeat the call once"
          + " publishing goes on, or plan the post with schedule_post."),
  /** The outcome of the publication is not unknown. */
  NOT_UNCONFIRMED(
      WORKFLOW,
      409,
      "There is nothing to settle",
      "Look at the calendar for what became of the post."),
  /** Exactly this text stands on one of the channels already. */
  ALREADY_PUBLISHED(
      WORKFLOW,
      409,
      "Already published on this channel",
      "Leave that channel out, or change the draft, have it approved and schedule the new"
          + " revision."),
  /** Somebody has disconnected one of the channels. */
  CHANNEL_DISCONNECTED(
      WORKFLOW,
      409,
      "The channel has been disconnected",
      "Leave the channel out, or take it out of the draft with update_draft; list_channels has"
          + " those that are connected."),
  /** Posts are under way on a channel, or wait there. */
  CHANNEL_IN_USE(
      WORKFLOW,
      409,
      "Posts are under way on the channel",
      "Move or cancel what waits, settle what is unconfirmed, or repeat the call with cancel_posts"
          + " if all that waits is to be cancelled."),
  /** The workspace has as many notification endpoints as it may have. */
  TOO_MANY_NOTIFICATION_ENDPOINTS(
      WORKFLOW,
      409,
      "Too many notification endpoints",
      "Delete an endpoint that is no longer needed, or change one."),
  /** Nothing is sent to the endpoint until a person enables it. */
  NOTIFICATION_ENDPOINT_DISABLED(
      WORKFLOW,
      409,
      "The notification endpoint is disabled",
      "Enable it with update_notification_endpoint once its receiver works, then repeat."),
  /** A network does not accept the account that is to be connected. */
  ACCOUNT_REFUSED(
      VALIDATION,
      422,
      "The network does not accept the account",
      "Check name, address and password at the network, then repeat the call with what is right."),
  /** A network does not answer, or not what it should. */
  NETWORK_UNAVAILABLE(
      SYSTEM,
      502,
      "The network does not answer",
      "Repeat the call in some minutes; if the network works for others, check its address."),
  /** Nobody has registered this installation at the network. */
  NETWORK_NOT_SET_UP(
      WORKFLOW,
      409,
      "The network is not set up",
      "Ask whoever runs Postly to register it at the network and to set its client id and secret;"
          + " docs/NETWORKS.md says how."),
  /** The person has begun no such sign-in at a network, or not in time, or has come back before. */
  SIGN_IN_NOT_OPEN(
      WORKFLOW,
      409,
      "The sign-in is not open",
      "Begin again, in the console under Channels or with begin_channel_sign_in, and come back as"
          + " the same person within ten minutes."),
  /** As many accounts are being connected at the moment as may be. */
  CONNECTING_BUSY(
      SYSTEM, 503, "Other accounts are being connected", "Repeat the call in some seconds."),
  /** The publication has been sent, is being sent, or has ended. */
  NOT_CANCELLABLE(
      WORKFLOW,
      409,
      "Cannot be cancelled any more",
      "Look at the calendar for what became of the post. What stands on a network, delete_post can"
          + " have deleted."),
  /** The text of the post does not stand on a network, or cannot be changed there. */
  NOT_UPDATABLE(
      WORKFLOW,
      409,
      "Cannot be updated",
      "Look at the calendar for what became of the post; what is not sent yet changes with its"
          + " draft."),
  /** The post does not stand on a network, or nobody but its people can delete it there. */
  NOT_DELETABLE(
      WORKFLOW,
      409,
      "Cannot be deleted",
      "Look at the calendar for what became of the post; what is not sent yet, cancel_post takes"
          + " back.");

  private final ErrorDefinition definition;

  SchedulingErrorCode(ErrorCategory category, int status, String title, String nextStep) {
    this.definition = new ErrorDefinition(category, status, title, category == SYSTEM, nextStep);
  }

  @Override
  public ErrorDefinition definition() {
    return definition;
  }
}
