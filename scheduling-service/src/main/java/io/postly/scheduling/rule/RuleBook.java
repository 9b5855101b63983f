package io.postly.scheduling.rule;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The workspaces' rules for times. An answer holds until the end of the transaction if the queues
 * of the channels in question are locked.
 */
@ApplicationScoped
public class RuleBook {

  private static final int MOST_ALTERNATIVES = 3;

  /** What goes out, and what stands; with the microsecond at which it goes or went out. */
  private static final String OTHERS =
      """
      SELECT id, CAST(extract(epoch FROM coalesce(published_at, due_at)) * 1000000 AS bigint)
      FROM publication
      WHERE channel_id = :channel AND due_at > :after
        AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed', 'published')
      """;

  private final WorkspaceRulesStore store;
  private final Workspaces workspaces;
  private final EntityManager entities;

  RuleBook(WorkspaceRulesStore store, Workspaces workspaces, EntityManager entities) {
    this.store = store;
    this.workspaces = workspaces;
    this.entities = entities;
  }

  /** What becomes of approved posts that could not be sent at their time. */
  public MissedPosts missedPosts(String workspace) {
    return store.find(workspace).map(WorkspaceRules::missedPosts).orElse(MissedPosts.SEND);
  }

  /**
   * Refuses a time that breaks a rule on any of the channels.
   *
   * @param except the posts that will not be where they are
   * @throws ProblemException {@code rule_conflict}, which names every rule and post, and the next
   *     times that would do
   */
  public void require(String workspace, Collection<UUID> channelIds, Instant at, Set<UUID> except) {
    List<Violation> violations = violations(workspace, channelIds, at, except);
    if (!violations.isEmpty()) {
      throw ProblemException.of(
              SchedulingErrorCode.RULE_CONFLICT,
              "The time breaks " + violations.size() + " of the workspace's publishing rules.")
          .violations(violations);
    }
  }

  /**
   * What a time would break, each with the next times that break nothing on any of the channels.
   *
   * @param except the posts that will not be where they are
   */
  public List<Violation> violations(
      String workspace, Collection<UUID> channelIds, Instant at, Set<UUID> except) {
    ZoneId zone = workspaces.timeZone(workspace);
    Map<UUID, FreeTimes.Occupied> channels = occupied(workspace, channelIds, at, except);
    List<String> conflicts = new ArrayList<>();
    channels.forEach(
        (channelId, channel) ->
            channel
                .conflicts(at, zone)
                .forEach(
                    conflict ->
                        conflicts.add(conflict.message() + " (channel " + channelId + ")")));
    if (conflicts.isEmpty()) {
      return List.of();
    }
    List<String> alternatives =
        FreeTimes.next(at, zone, channels.values(), MOST_ALTERNATIVES).stream()
            .map(Instant::toString)
            .toList();
    return conflicts.stream()
        .map(message -> new Violation("publish_at", message, alternatives))
        .toList();
  }

  /**
   * The times of one channel from now on, to give some of them away.
   *
   * @param except the posts that will not be where they are
   */
  public ChannelTimes times(String workspace, UUID channelId, Instant now, Set<UUID> except) {
    ZoneId zone = workspaces.timeZone(workspace);
    Map<UUID, FreeTimes.Occupied> found = occupied(workspace, List.of(channelId), now, except);
    return new ChannelTimes(found.get(channelId), zone);
  }

  private Map<UUID, FreeTimes.Occupied> occupied(
      String workspace, Collection<UUID> channelIds, Instant from, Set<UUID> except) {
    RulesDocument document = store.find(workspace).map(store::document).orElse(RulesDocument.NONE);
    Map<UUID, FreeTimes.Occupied> channels = new HashMap<>();
    for (UUID channelId : channelIds) {
      RuleSet rules = new RuleReading(new ArrayList<>()).of(document, channelId);
      channels.put(
          channelId,
          new FreeTimes.Occupied(
              rules,
              rules.isEmpty() ? List.of() : others(channelId, from.minus(rules.reach()), except)));
    }
    return channels;
  }

  private List<OtherPost> others(UUID channelId, Instant after, Set<UUID> except) {
    List<OtherPost> others = new ArrayList<>();
    for (Object row :
        entities
            .createNativeQuery(OTHERS, Object[].class)
            .setParameter("channel", channelId)
            .setParameter("after", after)
            .getResultList()) {
      Object[] columns = (Object[]) row;
      if (!except.contains((UUID) columns[0])) {
        others.add(
            new OtherPost(
                (UUID) columns[0], Instant.EPOCH.plus((Long) columns[1], ChronoUnit.MICROS)));
      }
    }
    return others;
  }
}
