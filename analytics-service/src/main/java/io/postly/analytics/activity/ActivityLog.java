package io.postly.analytics.activity;

import io.postly.action.event.EventCodec;
import io.postly.action.event.EventHandler;
import io.postly.action.event.IncomingEvent;
import io.postly.action.page.PagePosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The activity log over all services: written by their events, read by workspace. */
@ApplicationScoped
class ActivityLog implements EventHandler {

  private final EntityManager entities;
  private final ActivityFacts facts;
  private final ActivityRetention retention;
  private final EventCodec codec;
  private final Clock clock;

  ActivityLog(
      EntityManager entities,
      ActivityFacts facts,
      ActivityRetention retention,
      EventCodec codec,
      Clock clock) {
    this.entities = entities;
    this.facts = facts;
    this.retention = retention;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Set<String> types() {
    return Set.of(ActionPerformed.TYPE);
  }

  @Override
  public void handle(IncomingEvent event) {
    ActionPerformed performed = codec.read(event, ActionPerformed.class).inDatabasePrecision();
    if (retention.keeps(performed.at())) {
      facts.record(performed);
    }
  }

  ActivityPage list(String workspace, ActivityFilter filter) {
    List<Activity> found =
        query(workspace, filter).setMaxResults(filter.limit() + 1).getResultList();
    List<Activity> shown = found.stream().limit(filter.limit()).toList();
    String next = found.size() > shown.size() ? position(shown.getLast()).cursor() : null;
    Map<UUID, UUID> undone = undone(workspace, shown);
    Instant now = clock.instant();
    return new ActivityPage(
        shown.stream()
            .map(activity -> activity.answer(undone.get(activity.actionId()), now))
            .toList(),
        next);
  }

  /** Which of the calls have been taken back, and by which calls: told by the latter alone. */
  private Map<UUID, UUID> undone(String workspace, List<Activity> shown) {
    return entities
        .createQuery(
            "select undoes, actionId from Activity where workspace = :workspace and undoes in :ids",
            Object[].class)
        .setParameter("workspace", workspace)
        .setParameter("ids", shown.stream().map(Activity::actionId).toList())
        .getResultStream()
        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1], (one, _) -> one));
  }

  private TypedQuery<Activity> query(String workspace, ActivityFilter filter) {
    StringBuilder jpql = new StringBuilder("from Activity where workspace = :workspace");
    Map<String, Object> values = new LinkedHashMap<>();
    restrict(jpql, values, " and action = :action", "action", filter.action());
    restrict(jpql, values, " and outcome = :outcome", "outcome", filter.outcome());
    if (filter.failed()) {
      // Says what the index of failures says of itself.
      jpql.append(" and outcome <> 'ok'");
    }
    restrict(jpql, values, " and personId = :person", "person", filter.personId());
    restrict(jpql, values, " and draftId = :draft", "draft", filter.draftId());
    restrict(jpql, values, " and at >= :from", "from", filter.from());
    restrict(jpql, values, " and at < :to", "to", filter.to());
    if (filter.cursor() != null) {
      PagePosition last = PagePosition.of(filter.cursor());
      jpql.append(" and (at, actionId) < (:lastAt, :lastId)");
      values.put("lastAt", last.at());
      values.put("lastId", last.id());
    }
    jpql.append(" order by at desc, actionId desc");
    TypedQuery<Activity> query =
        entities.createQuery(jpql.toString(), Activity.class).setParameter("workspace", workspace);
    values.forEach(query::setParameter);
    return query;
  }

  private static void restrict(
      StringBuilder jpql, Map<String, Object> values, String condition, String name, Object value) {
    if (value != null) {
      jpql.append(condition);
      values.put(name, value);
    }
  }

  private static PagePosition position(Activity activity) {
    return new PagePosition(activity.at(), activity.actionId());
  }
}
