package io.postly.scheduling.network;

/** What came of asking a network how people have taken a post. */
public sealed interface EngagementReading {

  /** The network told. */
  record Counted(Engagement engagement) implements EngagementReading {}

  /** The post does not stand on the network any more. */
  record Gone() implements EngagementReading {}

  /** The network did not tell this time. */
  record Untold() implements EngagementReading {}
}
