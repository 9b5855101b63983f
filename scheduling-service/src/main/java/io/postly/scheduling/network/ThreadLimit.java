package io.postly.scheduling.network;

/**
 * How a post on a network may go on.
 *
 * @param most how many parts may follow its text
 * @param isInOneMessage whether they are sent with the text; else each is a post of its own that
 *     replies to the one before
 */
public record ThreadLimit(int most, boolean isInOneMessage) {

  /** A network whose posts stand alone. */
  public static final ThreadLimit NONE = new ThreadLimit(0, false);

  /** Posts reply to each other, as many as drafts may have. */
  public static final ThreadLimit REPLIES = new ThreadLimit(24, false);

  /** One message holds the text and all the parts that drafts may have. */
  public static final ThreadLimit IN_ONE_MESSAGE = new ThreadLimit(24, true);
}
