package io.postly.analytics.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What published workflows took and saved, in the database. All of it follows from facts and their
 * times alone, so that it comes out the same in whatever order they become known.
 */
@ApplicationScoped
class StockStore {

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtext('stock of workflows'))";
  private static final String DUE =
      """
      SELECT draft_id, workspace, channel, started_at, published_at, person_seconds, saved_seconds IS NULL FROM workflow
      WHERE stock_due AND channel IS NOT NULL AND last_heard_at <= :settled
      ORDER BY published_at, draft_id LIMIT 100 FOR UPDATE
      """;
  // An assistant reads without a person's doing, and a repeated call is one that was made before.
  private static final String PERSON_TIMES =
      """
      SELECT person_id, at FROM activity
      WHERE draft_id = :draft AND outcome = 'ok' AND NOT replayed AND NOT (read_only AND channel = 'mcp')
        AND at <= :published
      ORDER BY at
      """;
  private static final String TAKEN =
      "UPDATE workflow SET person_seconds = :person, stock_due = false WHERE draft_id = :draft";
  private static final String UNKNOWN =
      "UPDATE workflow SET stock_due = false WHERE draft_id = :draft";
  private static final String SAVED =
      """
      UPDATE workflow SET saved_seconds = :saved, baseline = :baseline, baseline_seconds = :seconds
      WHERE draft_id = :draft
      """;
  private static final String BY_HAND =
      """
      SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY person_seconds) FROM workflow
      WHERE workspace = :workspace AND channel = 'console' AND person_seconds IS NOT NULL AND published_at <= :published
      """;
  // Where it has come to stays, unless this one was published before that.
  private static final String COMPARE_AGAIN =
      """
      INSERT INTO comparison (workspace, since, after_draft) VALUES (:workspace, :published, :first)
      ON CONFLICT (workspace) DO UPDATE SET since = excluded.since, after_draft = excluded.after_draft
      WHERE excluded.since <= comparison.since
      """;
  private static final String COMPARISON =
      "SELECT workspace, since, after_draft FROM comparison ORDER BY workspace LIMIT 1";
  private static final String COMPARED =
      """
      SELECT draft_id, published_at, person_seconds FROM workflow
      WHERE workspace = :workspace AND channel = 'mcp' AND saved_seconds IS NOT NULL AND person_seconds IS NOT NULL
        AND published_at >= :since AND (published_at, draft_id) > (:since, :after)
      ORDER BY published_at, draft_id LIMIT :most
      """;
  private static final String ALL_BY_HAND =
      """
      SELECT draft_id, published_at, person_seconds FROM workflow
      WHERE workspace = :workspace AND channel = 'console' AND person_seconds IS NOT NULL AND published_at <= :until
      ORDER BY published_at
      """;
  private static final String SAVED_AGAIN =
      """
      UPDATE workflow SET saved_seconds = again.saved, baseline = again.baseline, baseline_seconds = again.seconds
      FROM unnest(CAST(:drafts AS uuid[]), CAST(:saved AS bigint[]), CAST(:baselines AS text[]), CAST(:seconds AS bigint[]))
        AS again (draft_id, saved, baseline, seconds)
      WHERE workflow.draft_id = again.draft_id
        AND (workflow.saved_seconds, workflow.baseline, workflow.baseline_seconds)
          IS DISTINCT FROM (again.saved, again.baseline, again.seconds)
      """;
  private static final String COME_TO =
      "UPDATE comparison SET since = :since, after_draft = :after WHERE workspace = :workspace";
  private static final String ALL_COMPARED = "DELETE FROM comparison WHERE workspace = :workspace";
  private static final UUID FIRST = new UUID(0, 0);

  private final EntityManager entities;

  /**
   * What the workspace's own workflows by hand took: how many there are, and their median in
   * seconds.
   */
  record ByHand(long samples, double medianSeconds) {}

  /**
   * From where on a workspace's assistants' workflows are to be compared again.
   *
   * @param since published then or later
   * @param after of those published then, the ones with a greater identifier
   */
  record Comparison(String workspace, Instant since, UUID after) {}

  /** What one published workflow took, by hand or of an assistant. */
  record Taken(UUID draftId, Instant publishedAt, Duration person) {}

  StockStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Whether this transaction alone, of all replicas, takes stock until it ends. */
  boolean tryLock() {
    return (Boolean) entities.createNativeQuery(LOCK, Boolean.class).getSingleResult();
  }

  /** Published workflows of which nothing was heard since then, the first published first. */
  List<PublishedWorkflow> due(Instant settled) {
    List<Object[]> rows =
        list(entities.createNativeQuery(DUE, Object[].class).setParameter("settled", utc(settled)));
    return rows.stream()
        .map(
            row ->
                new PublishedWorkflow(
                    (UUID) row[0],
                    (String) row[1],
                    (String) row[2],
                    (Instant) row[3],
                    (Instant) row[4],
                    Optional.ofNullable((Number) row[5])
                        .map(seconds -> Duration.ofSeconds(seconds.longValue())),
                    (Boolean) row[6]))
        .toList();
  }

  /** When each person acted in the workflow up to its publication, in order. */
  Map<String, List<Instant>> personTimes(PublishedWorkflow workflow) {
    List<Object[]> calls =
        list(
            entities
                .createNativeQuery(PERSON_TIMES, Object[].class)
                .setParameter("draft", workflow.draftId())
                .setParameter("published", utc(workflow.publishedAt())));
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> (String) call[0],
                Collectors.mapping(call -> (Instant) call[1], Collectors.toList())));
  }

  /** Keeps how long people worked. */
  void taken(PublishedWorkflow workflow, Duration person) {
    entities
        .createNativeQuery(TAKEN)
        .setParameter("person", person.toSeconds())
        .setParameter("draft", workflow.draftId())
        .executeUpdate();
  }

  /** Keeps that it will never be known how long people worked. */
  void unknown(PublishedWorkflow workflow) {
    entities.createNativeQuery(UNKNOWN).setParameter("draft", workflow.draftId()).executeUpdate();
  }

  /** Keeps what the workflow saved. */
  void saved(PublishedWorkflow workflow, TimeSaved saved) {
    entities
        .createNativeQuery(SAVED)
        .setParameter("saved", saved.seconds())
        .setParameter("baseline", saved.baseline())
        .setParameter("seconds", saved.baselineSeconds())
        .setParameter("draft", workflow.draftId())
        .executeUpdate();
  }

  /** What work by hand took in the same workspace, of what was published no later. */
  ByHand byHand(PublishedWorkflow workflow) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(BY_HAND, Object[].class)
                .setParameter("workspace", workflow.workspace())
                .setParameter("published", utc(workflow.publishedAt()))
                .getSingleResult();
    double median = row[1] == null ? 0 : ((Number) row[1]).doubleValue();
    return new ByHand(((Number) row[0]).longValue(), median);
  }

  /**
   * Has the assistants' workflows compared again for which this one by hand counts. That is only
   * noted: many that become known one after the other cost one comparison.
   */
  void compareAgain(PublishedWorkflow byHand) {
    entities
        .createNativeQuery(COMPARE_AGAIN)
        .setParameter("workspace", byHand.workspace())
        .setParameter("published", utc(byHand.publishedAt()))
        .setParameter("first", FIRST)
        .executeUpdate();
  }

  /** A comparison that is to be made. */
  Optional<Comparison> comparison() {
    List<Object[]> rows = list(entities.createNativeQuery(COMPARISON, Object[].class));
    return rows.stream()
        .map(row -> new Comparison((String) row[0], (Instant) row[1], (UUID) row[2]))
        .findFirst();
  }

  /** The assistants' workflows that it is of, so many at the most, the first published first. */
  List<Taken> compared(Comparison comparison, int most) {
    List<Object[]> rows =
        list(
            entities
                .createNativeQuery(COMPARED, Object[].class)
                .setParameter("workspace", comparison.workspace())
                .setParameter("since", utc(comparison.since()))
                .setParameter("after", comparison.after())
                .setParameter("most", most));
    return rows.stream()
        .map(row -> new Taken((UUID) row[0], (Instant) row[1], seconds(row[2])))
        .toList();
  }

  /** The workspace's workflows by hand that were published until then, the first first. */
  List<Taken> byHand(String workspace, Instant until) {
    List<Object[]> rows =
        list(
            entities
                .createNativeQuery(ALL_BY_HAND, Object[].class)
                .setParameter("workspace", workspace)
                .setParameter("until", utc(until)));
    return rows.stream()
        .map(row -> new Taken((UUID) row[0], (Instant) row[1], seconds(row[2])))
        .toList();
  }

  /** Keeps what those workflows saved; writes only what has changed. */
  void saved(Map<UUID, TimeSaved> savings) {
    List<TimeSaved> saved = List.copyOf(savings.values());
    entities
        .createNativeQuery(SAVED_AGAIN)
        .setParameter("drafts", savings.keySet().toArray(UUID[]::new))
        .setParameter("saved", saved.stream().map(TimeSaved::seconds).toArray(Long[]::new))
        .setParameter("baselines", saved.stream().map(TimeSaved::baseline).toArray(String[]::new))
        .setParameter(
            "seconds", saved.stream().map(TimeSaved::baselineSeconds).toArray(Long[]::new))
        .executeUpdate();
  }

  /** Notes that all up to that workflow have been compared. */
  void comparedUntil(Comparison comparison, Taken last) {
    entities
        .createNativeQuery(COME_TO)
        .setParameter("since", utc(last.publishedAt()))
        .setParameter("after", last.draftId())
        .setParameter("workspace", comparison.workspace())
        .executeUpdate();
  }

  /** Notes that all have been compared. */
  void allCompared(Comparison comparison) {
    entities
        .createNativeQuery(ALL_COMPARED)
        .setParameter("workspace", comparison.workspace())
        .executeUpdate();
  }

  private static Duration seconds(Object value) {
    return Duration.ofSeconds(((Number) value).longValue());
  }

  @SuppressWarnings("unchecked") // The query was made for that class.
  private static <T> List<T> list(Query query) {
    return query.getResultList();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
