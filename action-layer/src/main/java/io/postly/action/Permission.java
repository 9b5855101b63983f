package io.postly.action;

/** What a role allows within one workspace. {@link Role} holds the table. */
public enum Permission {
  /** Needs no membership: the action concerns the caller alone. */
  NONE("know oneself"),
  DRAFT_VIEW("read drafts"),
  DRAFT_EDIT("write and submit drafts, withdraw reviews"),
  REVIEW_VIEW("read reviews"),
  REVIEW_COMMENT(
      "write and resolve notes on what is under review, invite people from outside to look at it"),
  REVIEW_DECIDE("approve, ask for changes, reject"),
  SCHEDULE_VIEW("read channels and the calendar"),
  SCHEDULE_EDIT("schedule, queue, move, cancel and publish posts"),
  CHANNEL_MANAGE("connect channels, set the time zone and posting slots"),
  PUBLISH("settle what became of a post"),
  ANALYTICS_VIEW("read activity and reports"),
  POLICY_MANAGE("set the policy, let publishing go on after a stop"),
  AUDIT_VIEW("verify and export the audit trail");

  private final String meaning;

  Permission(String meaning) {
    this.meaning = meaning;
  }

  /** What it permits, in a few words for people. */
  public String meaning() {
    return meaning;
  }
}
