package io.postly.analytics.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

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
      """
      UPDATE workflow SET last_heard_at = greatest(last_heard_at, CAST(:heard AS timestamptz)),
        stock_due = stock_due OR coalesce(published_at >= :at, false)
      WHERE draft_id = :draft
      """;
  // The earliest of the calls that changed the draft is the one that wrote it first.
  private static final String WORKED_ON =
      """
      INSERT INTO workflow (draft_id, workspace, last_heard_at, client, client_since)
      VALUES (:draft, :workspace, :heard, :client, :at)
      ON CONFLICT (draft_id) DO UPDATE SET last_heard_at = greatest(workflow.last_heard_at, excluded.last_heard_at),
        client = CASE WHEN workflow.client_since <= excluded.client_since THEN workflow.client ELSE excluded.client END,
        client_since = least(workflow.client_since, excluded.client_since),
        stock_due = workflow.stock_due OR coalesce(excluded.client_since <= workflow.published_at, false)
      """;
  private static final String STARTED =
      """
      UPDATE workflow SET channel = :channel, started_at = :at, stock_due = published_at IS NOT NULL
      WHERE draft_id = :draft
      """;
  private static final String ARCHIVED =
      "UPDATE workflow SET archived = :archived WHERE draft_id = :draft";
  private static final String SUBMITTED =
      "UPDATE workflow SET submitted_at = least(submitted_at, CAST(:at AS timestamptz)) WHERE draft_id = :draft";
  private static final String REVIEWED =
      """
      UPDATE workflow SET review_state = :state, review_requested_at = :requested
      WHERE draft_id = :draft AND (review_requested_at IS NULL OR review_requested_at <= :requested)
      """;
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
  // How long people worked is until the first publication: one that was earlier has it worked out
  // anew.
  private static final String SCHEDULED =
      """
      UPDATE workflow SET scheduled_at = least(scheduled_at, CAST(:at AS timestamptz)),
        published_at = CASE WHEN :published THEN least(published_at, CAST(:publishedAt AS timestamptz)) ELSE published_at END,
        person_seconds = CASE WHEN :published AND published_at > CAST(:publishedAt AS timestamptz) THEN NULL
          ELSE person_seconds END,
        stock_due = stock_due OR :published
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
  // Of several posts, what is still to come counts before what has ended.
  private static final String POSTED =
      """
      UPDATE workflow SET post_state = posts.state
      FROM (SELECT CASE
          WHEN bool_or(state IN ('planned', 'claimed', 'publishing')) THEN 'planned'
          WHEN bool_or(state = 'on_hold') THEN 'on_hold'
          WHEN bool_or(state = 'awaiting_approval') THEN 'awaiting_approval'
          WHEN bool_or(state = 'published') THEN 'published'
          WHEN bool_or(state = 'unconfirmed') THEN 'unconfirmed'
          WHEN bool_or(state = 'failed') THEN 'failed'
          WHEN bool_or(state = 'missed') THEN 'missed'
          ELSE 'cancelled' END AS state
        FROM publication WHERE draft_id = :draft) posts
      WHERE draft_id = :draft
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
      "UPDATE workflow SET closed_at = last_ended_at, result = :result WHERE draft_id = :draft";
  private final EntityManager entities;

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
   * Notes that a workflow goes on because a person, or an assistant, has changed something in it.
   * People's time is worked out again if it was before this call was known.
   */
  void workedOn(DraftAction event, Instant heard) {
    entities
        .createNativeQuery(WORKED_ON)
        .setParameter("draft", event.draftId())
        .setParameter("workspace", event.workspace())
        .setParameter("heard", utc(heard))
        .setParameter("client", event.client())
        .setParameter("at", utc(event.at()))
        .executeUpdate();
  }

  /**
   * Notes that a workflow goes on, if it is one: an action may name a draft that does not exist.
   */
  void heardOfIfKnown(DraftAction event, Instant heard) {
    entities
        .createNativeQuery(HEARD_OF_IF_KNOWN)
        .setParameter("draft", event.draftId())
        .setParameter("heard", utc(heard))
        .setParameter("at", utc(event.at()))
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

  void archived(UUID draftId, boolean archived) {
    entities
        .createNativeQuery(ARCHIVED)
        .setParameter("archived", archived)
        .setParameter("draft", draftId)
        .executeUpdate();
  }

  /** The review that was asked for last tells what the workflow waits for. */
  void reviewed(ReviewChanged event) {
    setEarliest(SUBMITTED, event.draftId(), event.requestedAt());
    entities
        .createNativeQuery(REVIEWED)
        .setParameter("state", event.state())
        .setParameter("requested", utc(event.requestedAt()))
        .setParameter("draft", event.draftId())
        .executeUpdate();
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
    entities.createNativeQuery(POSTED).setParameter("draft", event.draftId()).executeUpdate();
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

  void close(ClosingWorkflow workflow) {
    entities
        .createNativeQuery(CLOSE)
        .setParameter("result", workflow.result())
        .setParameter("draft", workflow.draftId())
        .executeUpdate();
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
