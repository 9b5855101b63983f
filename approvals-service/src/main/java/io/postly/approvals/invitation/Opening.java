package io.postly.approvals.invitation;

/** What trying a code came to. */
public enum Opening {
  OPENED,
  WRONG_CODE,
  /** The invitation is not there, or no longer open. */
  NOTHING_HERE
}
