package io.postly.action.page;

/** The bounds of every list: how many items one answer may hold. */
public final class PageLimit {

  /** The least that may be asked for. */
  public static final int MIN = 1;

  /** What is said of a limit below that. */
  public static final String TOO_FEW = "must be at least " + MIN;

  /** The most that may be asked for. */
  public static final int MAX = 100;

  /** What is said of a limit above that. */
  public static final String TOO_MANY = "must be at most " + MAX;

  /** What a call without a limit gets. */
  public static final String DEFAULT = "20";

  private PageLimit() {}
}
