package io.postly.scheduling.rule;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The workspaces' rules for times. An answer holds until the end of the transaction if the queues
 * of the channels in question are locked.
 */
@ApplicationScoped
public class RuleBook {

  private static final int MOST_ALTERNATIVES = 3;

  // Two ways to what matters, each along an index: what is due after the instant, and what was due
  // before it and went out late, which is taken down only once it has gone out.
  /**
   * What goes out, and what stands as far as is known; with the microsecond at which it goes or
   * went out.
   */
  private static final String OTHERS =
      """
      SELECT id, CAST(extract(epoch FROM coalesce(published_at, due_at)) * 1000000 AS bigint)
      FROM publication
      WHERE channel_id = :channel
        AND (due_at > :after OR state = 'published' AND changed_at > :after AND published_at > :after)
        AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed', 'published')
        AND NOT EXISTS (
          SELECT FROM post_removal WHERE publication_id = publication.id AND state = 'removed')
      """;

  private final WorkspaceRulesStore store;
  private final Workspaces workspaces;
  private final EntityManager entities;

  RuleBook(WorkspaceRulesStore store, Workspaces workspaces, EntityManager entities) {
    this.store = store;
    this.workspaces = workspaces;
    this.entities = entities;
  }

  /** What becomes of posts that could not be sent at their time, or were approved after it. */
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
   * Refuses times of posts that are to be made together, if any of them breaks a rule.
   *
   * @param times the times for each channel; not empty
   * @throws ProblemException {@code rule_conflict}, with a violation for each time that names every
   *     rule and post
   */
  public void requireAll(String workspace, Map<UUID, NavigableSet<Instant>> times) {
    NavigableSet<Instant> dates = new TreeSet<>();
    times.values().forEach(dates::addAll);
    Map<UUID, ChannelTimes> channels = times(workspace, times.keySet(), dates.getFirst(), Set.of());
    ZoneId zone = workspaces.timeZone(workspace);
    List<Violation> violations = new ArrayList<>();
    for (Instant date : dates) {
      List<String> conflicts = force(date, times, channels);
      if (!conflicts.isEmpty()) {
        violations.add(
            Violation.of(
                "publish_at",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date.atZone(zone))
                    + ": "
                    + String.join("; ", conflicts)));
      }
    }
    if (!violations.isEmpty()) {
      throw ProblemException.of(
              SchedulingErrorCode.RULE_CONFLICT,
              "%d of %d dates break the workspace's publishing rules."
                  .formatted(violations.size(), dates.size()))
          .violations(violations)
          .nextStep(
              "Offer the person another time of day, other days or fewer dates, or ask an admin to"
                  + " change the rules.");
    }
  }

  /** What a time breaks on the channels where it is wanted, and has from now on. */
  private static List<String> force(
      Instant date, Map<UUID, NavigableSet<Instant>> wanted, Map<UUID, ChannelTimes> channels) {
    List<String> conflicts = new ArrayList<>();
    wanted.forEach(
        (channelId, dates) -> {
          if (dates.contains(date)) {
            channels
                .get(channelId)
                .force(date)
                .forEach(conflict -> conflicts.add(message(conflict, channelId)));
          }
        });
    return conflicts;
  }

  private static String message(Conflict conflict, UUID channelId) {
    return conflict.message() + " (channel " + channelId + ")";
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
                .forEach(conflict -> conflicts.add(message(conflict, channelId))));
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
    return times(workspace, Set.of(channelId), now, except).get(channelId);
  }

  private Map<UUID, ChannelTimes> times(
      String workspace, Set<UUID> channelIds, Instant from, Set<UUID> except) {
    ZoneId zone = workspaces.timeZone(workspace);
    Map<UUID, ChannelTimes> times = new HashMap<>();
    occupied(workspace, channelIds, from, except)
        .forEach((channelId, channel) -> times.put(channelId, new ChannelTimes(channel, zone)));
    return times;
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
