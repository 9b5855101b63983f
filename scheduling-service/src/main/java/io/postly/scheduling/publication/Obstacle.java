package io.postly.scheduling.publication;

import io.postly.scheduling.SchedulingErrorCode;

/** What can stand in the way of a revision on a channel, the gravest first. */
enum Obstacle {
  DISCONNECTED(SchedulingErrorCode.CHANNEL_DISCONNECTED, "to go to a disconnected channel"),
  OUTCOME_UNKNOWN(SchedulingErrorCode.OUTCOME_UNKNOWN, "perhaps published"),
  ALREADY_SCHEDULED(SchedulingErrorCode.ALREADY_SCHEDULED, "already scheduled"),
  ALREADY_PUBLISHED(SchedulingErrorCode.ALREADY_PUBLISHED, "already published");

  private final SchedulingErrorCode code;
  private final String words;

  Obstacle(SchedulingErrorCode code, String words) {
    this.code = code;
    this.words = words;
  }

  /** What a call is refused with. */
  SchedulingErrorCode code() {
    return code;
  }

  /** What the draft is on the channel, in few words. */
  String words() {
    return words;
  }
}
