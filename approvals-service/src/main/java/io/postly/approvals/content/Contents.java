package io.postly.approvals.content;

import io.postly.action.caller.Person;
import io.postly.action.transaction.CopyWait;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The copies of content that reviews are of. */
@ApplicationScoped
public class Contents {

  private static final String MAKE_KNOWN =
      "INSERT INTO draft_copy (draft_id, workspace, revision) VALUES (:draft, :workspace, 0) ON CONFLICT DO NOTHING";

  private static final String LOCK_IF_FREE =
      "SELECT draft_id FROM draft_copy WHERE draft_id = :draft FOR UPDATE SKIP LOCKED";

  private final EntityManager entities;
  private final Clock clock;

  Contents(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Locks what is known of a draft until the transaction ends, waiting a moment for the event of
   * that revision if it is still under way; empty for a draft that does not exist in the workspace.
   */
  public Optional<DraftCopy> lockOnceKnown(String workspace, UUID draftId, int revision) {
    return newestOnceKnown(workspace, draftId, revision).map(newest -> lock(draftId));
  }

  /**
   * The newest revision that is known of a draft, waiting and empty as {@link #lockOnceKnown} is; 0
   * where no revision is known yet.
   */
  public Optional<Integer> newestOnceKnown(String workspace, UUID draftId, int revision) {
    Optional<String> owner =
        CopyWait.awaitYoung(draftId, clock.instant(), () -> workspaceOf(draftId));
    if (owner.isEmpty() || !owner.get().equals(workspace)) {
      return Optional.empty();
    }
    return CopyWait.await(() -> newestRevision(draftId).filter(newest -> newest >= revision))
        .or(() -> newestRevision(draftId));
  }

  /** Locks what is known of a draft, which must be known, until the transaction ends. */
  public DraftCopy lock(UUID draftId) {
    return entities.find(DraftCopy.class, draftId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Locks a draft as {@link #lock} does, unless another transaction has locked it. */
  public boolean lockIfFree(UUID draftId) {
    return !entities
        .createNativeQuery(LOCK_IF_FREE, UUID.class)
        .setParameter("draft", draftId)
        .getResultList()
        .isEmpty();
  }

  /** A revision that is known to be there. */
  public ContentRevision revision(RevisionId id) {
    return entities.find(ContentRevision.class, id);
  }

  /** That revision, if it is known. */
  public Optional<ContentRevision> find(RevisionId id) {
    return Optional.ofNullable(entities.find(ContentRevision.class, id));
  }

  /** The number of the first revision that is known of a draft, which has one. */
  public int firstRevision(UUID draftId) {
    return entities
        .createQuery(
            "select min(id.revision) from ContentRevision where id.draftId = :draft", Integer.class)
        .setParameter("draft", draftId)
        .getSingleResult();
  }

  /** Those of the revisions that are known, in one query. */
  public Map<RevisionId, ContentRevision> revisions(Collection<RevisionId> ids) {
    return entities
        .createQuery("from ContentRevision where id in :ids", ContentRevision.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(ContentRevision::id, Function.identity()));
  }

  /**
   * Who wrote a draft's revisions: the ones after {@code after}, up to and with {@code last}; the
   * persons' identifiers.
   */
  public Set<String> authors(UUID draftId, int after, int last) {
    return entities
        .createQuery(
            "select distinct authoredBy from ContentRevision"
                + " where id.draftId = :draft and id.revision > :after and id.revision <= :last",
            String.class)
        .setParameter("draft", draftId)
        .setParameter("after", after)
        .setParameter("last", last)
        .getResultStream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Like {@link #authors}, with the persons' names; whoever wrote first comes first. */
  public List<Person> namedAuthors(UUID draftId, int after, int last) {
    return entities
        .createQuery(
            "select new io.postly.action.caller.Person(authoredBy, max(authoredByName)) from ContentRevision"
                + " where id.draftId = :draft and id.revision > :after and id.revision <= :last"
                + " group by authoredBy order by min(id.revision)",
            Person.class)
        .setParameter("draft", draftId)
        .setParameter("after", after)
        .setParameter("last", last)
        .getResultList();
  }

  /**
   * The packaging through which that content of the draft was first written; who changes a label
   * afterwards has not written it.
   */
  public String authoredThrough(UUID draftId, String contentHash) {
    return entities
        .createQuery(
            "select authoredThrough from ContentRevision"
                + " where id.draftId = :draft and contentHash = :hash order by id.revision",
            String.class)
        .setParameter("draft", draftId)
        .setParameter("hash", contentHash)
        .setMaxResults(1)
        .getSingleResult();
  }

  void makeKnown(UUID draftId, String workspace) {
    entities
        .createNativeQuery(MAKE_KNOWN)
        .setParameter("draft", draftId)
        .setParameter("workspace", workspace)
        .executeUpdate();
  }

  private Optional<String> workspaceOf(UUID draftId) {
    return entities
        .createQuery("select workspace from DraftCopy where draftId = :draft", String.class)
        .setParameter("draft", draftId)
        .getResultStream()
        .findFirst();
  }

  private Optional<Integer> newestRevision(UUID draftId) {
    return entities
        .createQuery("select revision from DraftCopy where draftId = :draft", Integer.class)
        .setParameter("draft", draftId)
        .getResultStream()
        .findFirst();
  }
}
