package io.postly.scheduling.publication;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.rule.RuleBook;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.UUID;

/**
 * Gives channels' times to posts. The channels' queues stay locked until the transaction ends, so
 * that two posts at once do not both slip through.
 */
@ApplicationScoped
class PlannedTimes {

  private final PostingQueues queues;
  private final RuleBook rules;

  PlannedTimes(PostingQueues queues, RuleBook rules) {
    this.queues = queues;
    this.rules = rules;
  }

  /**
   * Refuses a time that breaks a rule of the workspace.
   *
   * @param except the posts that will not be where they are
   * @throws ProblemException {@code rule_conflict}
   */
  void require(String workspace, Collection<UUID> channelIds, Instant at, Set<UUID> except) {
    queues.lock(workspace, channelIds);
    rules.require(workspace, channelIds, at, except);
  }

  /**
   * What a time would break, which does not hold it up: of what goes out at once.
   *
   * @return one phrase for each rule, which names it
   */
  List<String> conflicts(String workspace, Collection<UUID> channelIds, Instant at) {
    queues.lock(workspace, channelIds);
    return rules.violations(workspace, channelIds, at, Set.of()).stream()
        .map(Violation::message)
        .toList();
  }

  /**
   * Refuses times that break a rule of the workspace, also by being too near each other.
   *
   * @param times the times for each channel
   * @throws ProblemException {@code rule_conflict}
   */
  void requireAll(String workspace, Map<UUID, NavigableSet<Instant>> times) {
    queues.lock(workspace, times.keySet());
    rules.requireAll(workspace, times);
  }

  /**
   * Refuses a slot that another post has by now, and one that breaks a rule.
   *
   * @param except the posts that will not be where they are
   * @throws ProblemException {@code undo_conflict} or {@code rule_conflict}
   */
  void requireFree(String workspace, Collection<UUID> channelIds, Instant slot, Set<UUID> except) {
    require(workspace, channelIds, slot, except);
    if (!channelIds.stream().allMatch(id -> queues.isFree(id, slot, except))) {
      throw ProblemException.of(ActionErrorCode.UNDO_CONFLICT, "Another post has the slot by now.");
    }
  }
}
