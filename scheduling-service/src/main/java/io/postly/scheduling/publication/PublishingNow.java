package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.publishing.PublishingStops;
import jakarta.enterprise.context.ApplicationScoped;

/** What must be so for something to go out at once. */
@ApplicationScoped
class PublishingNow {

  private final PublishingStops stops;

  PublishingNow(PublishingStops stops) {
    this.stops = stops;
  }

  /**
   * Somebody may stop publishing later: that is seen when it is sent.
   *
   * @throws ProblemException {@code publishing_stopped}
   */
  void refuseWhileStopped(String workspace) {
    stops
        .since(workspace)
        .ifPresent(
            since -> {
              throw ProblemException.of(
                      SchedulingErrorCode.PUBLISHING_STOPPED,
                      "Publishing has been stopped in this workspace since " + since + ".")
                  .retryable();
            });
  }

  /** What is not approved does not go out. */
  static ProblemException notApproved(int revision) {
    return ProblemException.of(
            SchedulingErrorCode.NOT_APPROVED,
            "Revision " + revision + " has no approval that is known here.")
        .retryable();
  }
}
