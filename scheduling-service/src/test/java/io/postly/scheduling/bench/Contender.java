package io.postly.scheduling.bench;

import java.time.Instant;

/** Something that sends posts to the receiver at their time, out of the one database. */
interface Contender {

  String name();

  /** Plans posts that become due within a year, none of them within a day. */
  void planAhead(int posts);

  /** Plans posts that become due at that instant. */
  void plan(int posts, Instant dueAt);

  /**
   * Claims some of what is due, and does nothing with it.
   *
   * @return how many there were
   */
  int claim();

  /** Begins to send what is due. */
  void start();

  /** Sends nothing any more. */
  void stop();

  /** How many posts are due of which it is not written down that they were sent. */
  long unfinished();

  /** Forgets everything but what was planned ahead. */
  void clear();
}
