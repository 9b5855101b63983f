package io.postly.analytics.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Workflows in the database. Every statement sets what one topic's events tell and nothing else, so
 * the order between topics does not count; the draft's row is the lock, which {@link #heardOf}
 * takes first.
 */
@ApplicationScoped
class WorkflowStore {

  private static final String HEARD_OF =
      """
      INSERT INTO workflow (draft_id, workspace, last_heard_at) VALUES (:draft, :workspace, :at)
      ON CONFLICT (draft_id) DO UPDATE SET last_heard_at = greatest(workflow.last_heard_at, excluded.last_heard_at)
      """;
  private static final String HEARD_OF_IF_KNOWN =
      "UPDATE workflow SET last_heard_at = greatest(last_heard_at, CAST(:at AS timestamptz)) WHERE draft_id = :draft";
  private static final String STARTED =
      "UPDATE workflow SET channel = :channel, started_at = :at WHERE draft_id = :draft";
  private static final String SUBMITTED =
      "UPDATE workflow SET submitted_at = least(submitted_at, CAST(:at AS timestamptz)) WHERE draft_id = :draft";
  private static final String DECIDED =
      """
      INSERT INTO decision (review_id, draft_id, workspace, decision, channel, requested_at, decided_at)
      VALUES (:review, :draft, :workspace, :decision, :channel, :requested, :decided) ON CONFLICT DO NOTHING
      """;
  private static final String APPROVED =
      "UPDATE workflow SET approved_at = least(approved_at, CAST(:at AS timestamptz)) WHERE draft_id = :draft";
  private static final String PUBLICATION =
      """
      INSERT INTO publication (publication_id, draft_id, state, changed_at) VALUES (:publication, :draft, :state, :at)
      ON CONFLICT (publication_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at
      """;
  private static final String SCHEDULED =
      """
      UPDATE workflow SET scheduled_at = least(scheduled_at, CAST(:at AS timestamptz)),
        published_at = CASE WHEN :published THEN least(published_at, CAST(:publishedAt AS timestamptz)) ELSE published_at END
      WHERE draft_id = :draft
      """;
  // A workflow has ended when all of its posts have; one that ended without a publication is taken
  // up again by another post, and by one that turns out to be published after all.
  private static final String ENDED =
      """
      UPDATE workflow SET
        last_ended_at = CASE WHEN open.posts = 0 THEN CAST(:at AS timestamptz) END,
        closed_at = CASE WHEN result = 'published' OR open.posts = 0 AND NOT :published THEN closed_at END,
        result = CASE WHEN result = 'published' OR open.posts = 0 AND NOT :published THEN result END
      FROM (SELECT count(*) AS posts FROM publication WHERE draft_id = :draft AND state NOT IN (:ends)) open
      WHERE workflow.draft_id = :draft
      """;
  private static final String TO_CLOSE =
      """
      SELECT draft_id FROM workflow
      WHERE closed_at IS NULL AND last_ended_at IS NOT NULL AND started_at IS NOT NULL
        AND last_heard_at <= CASE WHEN published_at IS NULL THEN CAST(:abandoned AS timestamptz)
          ELSE CAST(:settled AS timestamptz) END
      ORDER BY last_heard_at LIMIT 100 FOR UPDATE SKIP LOCKED
      """;
  private static final String RESULT =
      """
      SELECT CASE WHEN bool_or(state = 'published') THEN 'published' WHEN bool_or(state = 'unconfirmed') THEN 'unconfirmed'
        WHEN bool_or(state = 'failed') THEN 'failed' WHEN bool_or(state = 'missed') THEN 'missed' ELSE 'cancelled' END
      FROM publication WHERE draft_id = :draft
      """;
  private static final String CLOSE =
      "UPDATE workflow SET closed_at = last_ended_at, result = :result, person_seconds = :person WHERE draft_id = :draft";
  private static final String SAVED =
      """
      UPDATE workflow SET saved_seconds = :saved, baseline = :baseline, baseline_seconds = :seconds
      WHERE draft_id = :draft
      """;
  // An assistant reads without a person's doing, and a repeated call is one that was made before.
  private static final String PERSON_TIMES =
      """
      SELECT person_id, at FROM activity
      WHERE draft_id = :draft AND outcome = 'ok' AND NOT replayed AND NOT (read_only AND channel = 'mcp')
        AND at <= coalesce((SELECT published_at FROM workflow WHERE draft_id = :draft), at)
      ORDER BY at
      """;
  private static final String BY_HAND =
      """
      SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY person_seconds) FROM workflow
      WHERE workspace = :workspace AND channel = 'console' AND result = 'published'
      """;

  private final EntityManager entities;

  /**
   * What the workspace's own workflows by hand took: how many there are, and their median in
   * seconds.
   */
  record ByHand(long samples, double medianSeconds) {}

  WorkflowStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Notes that the workflow goes on; from here on the transaction holds its lock. */
  void heardOf(UUID draftId, String workspace, Instant at) {
    entities
        .createNativeQuery(HEARD_OF)
        .setParameter("draft", draftId)
        .setParameter("workspace", workspace)
        .setParameter("at", utc(at))
        .executeUpdate();
  }

  /**
   * Notes that a workflow goes on, if it is one: an action may name a draft that does not exist.
   */
  void heardOfIfKnown(UUID draftId, Instant at) {
    entities
        .createNativeQuery(HEARD_OF_IF_KNOWN)
        .setParameter("draft", draftId)
        .setParameter("at", utc(at))
        .executeUpdate();
  }

  void started(DraftRevised event) {
    entities
        .createNativeQuery(STARTED)
        .setParameter("channel", event.createdThrough())
        .setParameter("at", utc(event.at()))
        .setParameter("draft", event.draftId())
        .executeUpdate();
  }

  void submitted(ReviewChanged event) {
    setEarliest(SUBMITTED, event.draftId(), event.requestedAt());
  }

  void decided(ReviewChanged event) {
    entities
        .createNativeQuery(DECIDED)
        .setParameter("review", event.reviewId())
        .setParameter("draft", event.draftId())
        .setParameter("workspace", event.workspace())
        .setParameter("decision", event.state())
        .setParameter("channel", event.authoredThrough())
        .setParameter("requested", utc(event.requestedAt()))
        .setParameter("decided", utc(event.decidedAt()))
        .executeUpdate();
    if (event.isApproved()) {
      setEarliest(APPROVED, event.draftId(), event.decidedAt());
    }
  }

  void publicationChanged(PublicationChanged event) {
    entities
        .createNativeQuery(PUBLICATION)
        .setParameter("publication", event.publicationId())
        .setParameter("draft", event.draftId())
        .setParameter("state", event.state())
        .setParameter("at", utc(event.at()))
        .executeUpdate();
    Instant published = event.publishedAt() == null ? event.at() : event.publishedAt();
    entities
        .createNativeQuery(SCHEDULED)
        .setParameter("at", utc(event.at()))
        .setParameter("published", event.state().equals("published"))
        .setParameter("publishedAt", utc(published))
        .setParameter("draft", event.draftId())
        .executeUpdate();
    entities
        .createNativeQuery(ENDED)
        .setParameter("at", utc(event.at()))
        .setParameter("published", event.state().equals("published"))
        .setParameter("ends", List.copyOf(PublicationChanged.ENDS))
        .setParameter("draft", event.draftId())
        .executeUpdate();
  }

  /**
   * Workflows whose posts have all ended, locked until the transaction ends.
   *
   * @param settled published ones of which nothing was heard since then
   * @param abandoned others of which nothing was heard since then
   */
  List<UUID> toClose(Instant settled, Instant abandoned) {
    return list(
        entities
            .createNativeQuery(TO_CLOSE, UUID.class)
            .setParameter("settled", utc(settled))
            .setParameter("abandoned", utc(abandoned)));
  }

  /** The workflow itself, with what it ended in. */
  ClosingWorkflow closing(UUID draftId) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "SELECT workspace, channel FROM workflow WHERE draft_id = :draft",
                    Object[].class)
                .setParameter("draft", draftId)
                .getSingleResult();
    String result =
        (String)
            entities
                .createNativeQuery(RESULT, String.class)
                .setParameter("draft", draftId)
                .getSingleResult();
    return new ClosingWorkflow(draftId, (String) row[0], (String) row[1], result);
  }

  void close(ClosingWorkflow workflow, long personSeconds) {
    entities
        .createNativeQuery(CLOSE)
        .setParameter("result", workflow.result())
        .setParameter("person", personSeconds)
        .setParameter("draft", workflow.draftId())
        .executeUpdate();
  }

  void saved(ClosingWorkflow workflow, TimeSaved saved) {
    entities
        .createNativeQuery(SAVED)
        .setParameter("saved", saved.seconds())
        .setParameter("baseline", saved.baseline())
        .setParameter("seconds", saved.baselineSeconds())
        .setParameter("draft", workflow.draftId())
        .executeUpdate();
  }

  /** When each person acted in the workflow up to its publication, in order. */
  Map<String, List<Instant>> personTimes(UUID draftId) {
    List<Object[]> calls =
        list(
            entities
                .createNativeQuery(PERSON_TIMES, Object[].class)
                .setParameter("draft", draftId));
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> (String) call[0],
                Collectors.mapping(call -> (Instant) call[1], Collectors.toList())));
  }

  ByHand byHand(String workspace) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(BY_HAND, Object[].class)
                .setParameter("workspace", workspace)
                .getSingleResult();
    double median = row[1] == null ? 0 : ((Number) row[1]).doubleValue();
    return new ByHand(((Number) row[0]).longValue(), median);
  }

  private void setEarliest(String statement, UUID draftId, Instant at) {
    entities
        .createNativeQuery(statement)
        .setParameter("at", utc(at))
        .setParameter("draft", draftId)
        .executeUpdate();
  }

  @SuppressWarnings("unchecked") // The query was made for that class.
  private static <T> List<T> list(Query query) {
    return query.getResultList();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
