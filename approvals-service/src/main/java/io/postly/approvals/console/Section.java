package io.postly.approvals.console;

import io.postly.action.Permission;

/** What the console's navigation leads to. */
public enum Section {
  OVERVIEW("Overview", "", Permission.NONE),
  CALENDAR("Calendar", "/calendar", Permission.SCHEDULE_VIEW),
  QUEUES("Queues", "/queues", Permission.SCHEDULE_VIEW),
  CHANNELS("Channels", "/channels", Permission.SCHEDULE_VIEW),
  ACTIVITY("Activity", "/activity", Permission.ANALYTICS_VIEW),
  POLICY("Policy", "/policy", Permission.REVIEW_VIEW),
  PUBLISHING("Emergency stop", "/publishing", Permission.SCHEDULE_VIEW);

  private final String label;
  private final String path;
  private final Permission needed;

  Section(String label, String path, Permission needed) {
    this.label = label;
    this.path = path;
    this.needed = needed;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** Below the workspace's own address. */
  public String path() {
    return path;
  }

  /** Without that, there is nothing to see. */
  Permission needed() {
    return needed;
  }
}
