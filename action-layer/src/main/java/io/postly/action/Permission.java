package io.postly.action;

/** What a role allows within one workspace. {@link Role} holds the table. */
public enum Permission {
  /** Needs no membership: the action concerns the caller alone. */
  NONE("know oneself"),
  DRAFT_VIEW("read and search drafts and their pictures"),
  DRAFT_EDIT("write, submit, archive and restore drafts, add pictures"),
  REVIEW_VIEW("read reviews and the policy"),
  REVIEW_COMMENT(
      "write and resolve notes on what is under review, invite people from outside to look at it"),
  REVIEW_DECIDE("approve, ask for changes, reject"),
  REVIEW_WITHDRAW("withdraw reviews; who may not write drafts, only what they have approved"),
  SCHEDULE_VIEW("read channels, the calendar, queues and publishing rules"),
  SCHEDULE_EDIT(
      "schedule, queue, move, cancel and publish posts, change and delete published ones, pause queues, stop publishing"),
  CHANNEL_MANAGE(
      "connect, reconnect and disconnect channels, set the time zone, posting slots and notification endpoints"),
  PUBLISH("settle what became of a post"),
  ANALYTICS_VIEW("read activity and reports"),
  POLICY_MANAGE("set the policy and the publishing rules, let publishing go on after a stop"),
  AUDIT_VIEW("read, verify and export the audit trail");

  private final String meaning;

  Permission(String meaning) {
    this.meaning = meaning;
  }

  /** What it permits, in a few words for people. */
  public String meaning() {
    return meaning;
  }
}
