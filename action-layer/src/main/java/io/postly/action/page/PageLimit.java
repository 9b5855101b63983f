package io.postly.action.page;

/** The bounds of every list: how many items one answer may hold. */
public final class PageLimit {

  /** The most that may be asked for. */
  public static final int MAX = 100;

  /** What a call without a limit gets. */
  public static final String DEFAULT = "20";

  private PageLimit() {}
}
