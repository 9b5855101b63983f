package io.postly.scheduling.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The copies of drafts and approvals: what scheduling knows of content while other services may be
 * down.
 */
@ApplicationScoped
public class Contents {

  private static final String MAKE_KNOWN =
      "INSERT INTO draft_copy (draft_id, workspace, revision) VALUES (:draft, :workspace, 0) ON CONFLICT DO NOTHING";

  private static final String FREE =
      "SELECT draft_id FROM draft_copy WHERE draft_id = ANY (CAST(:drafts AS uuid[])) FOR UPDATE"
          + " SKIP LOCKED";

  /**
   * The newest revision of a draft with an approval that stands. It stands unless a later revision
   * has other content, whatever has become known of the review itself. To be formatted with what
   * names the draft.
   */
  static final String STANDING_APPROVAL =
      """
      SELECT same.*
      FROM approval_copy approved JOIN draft_revision same
        ON same.draft_id = approved.draft_id AND same.revision = approved.revision
          AND same.content_hash = approved.content_hash
      WHERE approved.draft_id = %s AND approved.state = 'approved'
        AND NOT EXISTS (
          SELECT FROM draft_revision later
          WHERE later.draft_id = approved.draft_id AND later.revision > approved.revision
            AND later.content_hash <> approved.content_hash)
      ORDER BY approved.revision DESC LIMIT 1
      """;

  private static final String HAS_WARNED =
      """
      SELECT EXISTS (SELECT FROM draft_variant
        WHERE draft_id = :draft AND network = :network AND content_warning IS NOT NULL)
      """;

  private static final String APPROVED = STANDING_APPROVAL.formatted(":draft");

  private final EntityManager entities;
  private final ApprovedRevisions approvedRevisions;

  Contents(EntityManager entities, ApprovedRevisions approvedRevisions) {
    this.entities = entities;
    this.approvedRevisions = approvedRevisions;
  }

  /**
   * Takes the draft's lock until the end of the transaction; empty if no event has told of the
   * draft.
   */
  public Optional<DraftCopy> lock(UUID draftId) {
    return Optional.ofNullable(
        entities.find(DraftCopy.class, draftId, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Takes the locks of those drafts that are known and that nobody else has locked, until the end
   * of the transaction.
   *
   * @return the drafts that are locked
   */
  public Set<UUID> lockFree(Set<UUID> draftIds) {
    List<?> locked =
        entities
            .createNativeQuery(FREE, UUID.class)
            .setParameter("drafts", draftIds.toArray(UUID[]::new))
            .getResultList();
    return locked.stream().map(UUID.class::cast).collect(Collectors.toSet());
  }

  /** Whether an event has told of the draft, in that workspace. */
  public boolean isKnown(UUID draftId, String workspace) {
    return !entities
        .createQuery(
            "SELECT draftId FROM DraftCopy WHERE draftId = :draft AND workspace = :workspace",
            UUID.class)
        .setParameter("draft", draftId)
        .setParameter("workspace", workspace)
        .getResultList()
        .isEmpty();
  }

  /** The newest revision of a draft of that workspace whose event has arrived. */
  public Optional<Integer> newestRevision(UUID draftId, String workspace) {
    return entities
        .createQuery(
            """
            SELECT revision FROM DraftCopy
            WHERE draftId = :draft AND workspace = :workspace AND revision > 0
            """,
            Integer.class)
        .setParameter("draft", draftId)
        .setParameter("workspace", workspace)
        .getResultStream()
        .findFirst();
  }

  /** One revision of a draft of that workspace, if its event has arrived. */
  public Optional<DraftRevision> revision(UUID draftId, int revision, String workspace) {
    return Optional.ofNullable(
            entities.find(DraftRevision.class, new RevisionId(draftId, revision)))
        .filter(found -> found.workspace.equals(workspace));
  }

  /**
   * The newest revision that may go out: whose content has an approval that stands, and whose draft
   * is not in the archive. Call it with the draft's lock held: only then does the answer hold until
   * the end of the transaction.
   */
  public Optional<DraftRevision> approved(UUID draftId) {
    return isArchived(draftId) ? Optional.empty() : withApproval(draftId);
  }

  /**
   * What {@link #approved(UUID)} says of each draft that is known, only to be read; those that
   * nothing may go out of are left out.
   */
  public Map<UUID, DraftRevision> approved(Set<UUID> draftIds) {
    return draftIds.isEmpty() ? Map.of() : approvedRevisions.of(draftIds);
  }

  /** The newest revision whose content has an approval that stands, in the archive or not. */
  public Optional<DraftRevision> withApproval(UUID draftId) {
    List<?> standing =
        entities
            .createNativeQuery(APPROVED, DraftRevision.class)
            .setParameter("draft", draftId)
            .getResultList();
    return standing.stream().map(DraftRevision.class::cast).findFirst();
  }

  /** Whether the draft is put aside. */
  public boolean isArchived(UUID draftId) {
    DraftCopy copy = entities.find(DraftCopy.class, draftId);
    return copy != null && copy.isArchived();
  }

  /** When an approved revision was approved. */
  public Instant approvedAt(DraftRevision approved) {
    return entities
        .createQuery(
            """
            SELECT min(changedAt) FROM ApprovalCopy
            WHERE draftId = :draft AND revision = :revision AND state = 'approved'
            """,
            Instant.class)
        .setParameter("draft", approved.draftId())
        .setParameter("revision", approved.revision())
        .getSingleResult();
  }

  /**
   * The revisions of a draft that were approved before that instant, or may have been: what has
   * taken an approval back since is all that is known of it.
   *
   * @param after only later revisions than this one
   */
  public List<DraftRevision> perhapsApprovedBefore(UUID draftId, int after, Instant instant) {
    return entities
        .createQuery(
            """
            FROM DraftRevision revised
            WHERE revised.id.draftId = :draft AND revised.id.revision > :after
              AND revised.revisedAt < :instant
              AND EXISTS (
                SELECT 1 FROM ApprovalCopy approval
                WHERE approval.draftId = revised.id.draftId
                  AND approval.contentHash = revised.contentHash
                  AND (approval.state = 'approved' AND approval.changedAt < :instant
                    OR approval.state IN ('superseded', 'withdrawn')))
            """,
            DraftRevision.class)
        .setParameter("draft", draftId)
        .setParameter("after", after)
        .setParameter("instant", instant)
        .getResultList();
  }

  /** Whether any revision of the draft has a content warning on that network. */
  public boolean hasWarned(UUID draftId, String network) {
    return (boolean)
        entities
            .createNativeQuery(HAS_WARNED, Boolean.class)
            .setParameter("draft", draftId)
            .setParameter("network", network)
            .getSingleResult();
  }

  /**
   * The titles of drafts, as of the newest copied revision; drafts without a title are left out.
   */
  public Map<UUID, String> titles(Collection<UUID> draftIds) {
    Map<UUID, String> titles = new HashMap<>();
    if (!draftIds.isEmpty()) {
      entities
          .createQuery(
              """
              SELECT revised FROM DraftRevision revised JOIN DraftCopy copy
                ON copy.draftId = revised.id.draftId AND copy.revision = revised.id.revision
              WHERE copy.draftId IN :drafts AND revised.title IS NOT NULL
              """,
              DraftRevision.class)
          .setParameter("drafts", List.copyOf(draftIds))
          .getResultStream()
          .forEach(revised -> titles.put(revised.draftId(), revised.title));
    }
    return titles;
  }

  /**
   * Copies a revision.
   *
   * @throws IllegalStateException if another content is known by its number: drafts has lost that
   *     one, and has given the number again
   */
  void add(DraftRevised event) {
    DraftCopy copy = lockOrMakeKnown(event.draftId(), event.workspace());
    RevisionId id = new RevisionId(event.draftId(), event.revision());
    DraftRevision known = entities.find(DraftRevision.class, id);
    if (known == null) {
      entities.persist(new DraftRevision(event));
    } else if (!known.contentHash.equals(event.contentHash())) {
      throw new IllegalStateException(
          "Revision %d of draft %s has another content than the one that is known"
              .formatted(event.revision(), event.draftId()));
    }
    copy.advance(event.revision(), event.contentHash());
    entities.flush();
  }

  void apply(ReviewChanged event) {
    lockOrMakeKnown(event.draftId(), event.workspace());
    ApprovalCopy approval = entities.find(ApprovalCopy.class, event.reviewId());
    if (approval == null) {
      entities.persist(new ApprovalCopy(event));
    } else {
      approval.apply(event);
    }
    entities.flush();
  }

  void apply(ArchiveChanged event, boolean archived) {
    lockOrMakeKnown(event.draftId(), event.workspace()).setArchived(archived, event.at());
    entities.flush();
  }

  /** When a draft was last taken out of the archive, or put into it. */
  public Optional<Instant> archiveChangedAt(UUID draftId) {
    return Optional.ofNullable(entities.find(DraftCopy.class, draftId).archiveChangedAt);
  }

  private DraftCopy lockOrMakeKnown(UUID draftId, String workspace) {
    entities
        .createNativeQuery(MAKE_KNOWN)
        .setParameter("draft", draftId)
        .setParameter("workspace", workspace)
        .executeUpdate();
    return entities.find(DraftCopy.class, draftId, LockModeType.PESSIMISTIC_WRITE);
  }
}
