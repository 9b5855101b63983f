package io.postly.scheduling.publication;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.rule.MissedPosts;
import io.postly.scheduling.rule.RuleBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a post that is approved after its time. Within the late tolerance it counts as
 * approved in time; beyond it follows what its workspace wants of missed posts.
 */
@ApplicationScoped
class LateApprovals {

  private final RuleBook rules;
  private final Duration grace;
  private final Duration tolerance;

  LateApprovals(RuleBook rules, SchedulingConfig config) {
    this.rules = rules;
    this.grace = config.dispatch().grace();
    this.tolerance = tolerance(config.dispatch());
  }

  /** How late a post still counts as sent at its time. */
  static Duration tolerance(SchedulingConfig.Dispatch dispatch) {
    return shorter(dispatch.lateTolerance(), dispatch.grace());
  }

  /**
   * How long past its time a post waits for its approval, where workspaces want late posts sent or
   * held: as long as an approval would still make a difference.
   */
  static Duration patience(SchedulingConfig.Dispatch dispatch) {
    return longer(dispatch.approvalGrace(), dispatch.grace());
  }

  /** Like {@link #patience}, where workspaces want late posts skipped. */
  static Duration patienceOfSkipping(SchedulingConfig.Dispatch dispatch) {
    return longer(dispatch.approvalGrace(), tolerance(dispatch));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** What is to become of the post, which is approved since that instant. */
  MissedPosts choice(Publication post, Instant approvedAt) {
    if (!approvedAt.isAfter(post.dueAt.plus(tolerance))) {
      return MissedPosts.SEND;
    }
    MissedPosts wanted = rules.missedPosts(post.workspace);
    boolean isTooLateToSend = approvedAt.isAfter(post.dueAt.plus(grace));
    return wanted == MissedPosts.SEND && isTooLateToSend ? MissedPosts.SKIP : wanted;
  }
}
