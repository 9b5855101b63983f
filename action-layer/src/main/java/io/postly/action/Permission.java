package io.postly.action;

/** What a role allows within one workspace. {@link Role} holds the table. */
public enum Permission {
  /** Needs no membership: the action concerns the caller alone. */
  NONE,
  DRAFT_VIEW,
  DRAFT_EDIT,
  REVIEW_VIEW,
  REVIEW_DECIDE,
  SCHEDULE_VIEW,
  SCHEDULE_EDIT,
  CHANNEL_MANAGE,
  PUBLISH,
  ANALYTICS_VIEW
}
