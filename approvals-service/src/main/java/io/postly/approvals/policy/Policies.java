package io.postly.approvals.policy;

import io.postly.action.page.Cursor;
import io.postly.approvals.ApprovalsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The workspaces' policies, with their history. */
@ApplicationScoped
public class Policies {

  private static final String MAKE_KNOWN =
      "INSERT INTO workspace_policy (workspace, version) VALUES (:workspace, 0) ON CONFLICT DO NOTHING";

  private final EntityManager entities;
  private final ApprovalsConfig config;

  Policies(EntityManager entities, ApprovalsConfig config) {
    this.entities = entities;
    this.config = config;
  }

  /** The policy that holds in the workspace now. */
  public Policy current(String workspace) {
    return newest(workspace).map(PolicyVersion::policy).orElseGet(this::defaults);
  }

  PolicyAnswer show(String workspace) {
    return newest(workspace)
        .map(PolicyAnswer::of)
        .orElseGet(() -> PolicyAnswer.unset(workspace, defaults()));
  }

  PolicyPage versions(String workspace, String cursor, int limit) {
    List<PolicyVersion> found =
        before(workspace, cursor == null ? Integer.MAX_VALUE : version(cursor), limit + 1);
    List<PolicyVersion> shown = found.stream().limit(limit).toList();
    String next =
        found.size() > shown.size()
            ? Cursor.encode(Integer.toString(shown.getLast().version()))
            : null;
    return new PolicyPage(shown.stream().map(PolicyAnswer::of).toList(), next);
  }

  /** The workspace's row, locked until the transaction ends; made if there is none yet. */
  WorkspacePolicy lock(String workspace) {
    entities.createNativeQuery(MAKE_KNOWN).setParameter("workspace", workspace).executeUpdate();
    return entities.find(WorkspacePolicy.class, workspace, LockModeType.PESSIMISTIC_WRITE);
  }

  void add(PolicyVersion version) {
    entities.persist(version);
  }

  private Policy defaults() {
    return Policy.defaults(config.selfApproval());
  }

  private Optional<PolicyVersion> newest(String workspace) {
    return before(workspace, Integer.MAX_VALUE, 1).stream().findFirst();
  }

  /** The newest first. */
  private List<PolicyVersion> before(String workspace, int version, int limit) {
    return entities
        .createQuery(
            "from PolicyVersion where id.workspace = :workspace and id.version < :version"
                + " order by id.version desc",
            PolicyVersion.class)
        .setParameter("workspace", workspace)
        .setParameter("version", version)
        .setMaxResults(limit)
        .getResultList();
  }

  private static int version(String cursor) {
    try {
      return Integer.parseInt(Cursor.decode(cursor, 1).getFirst());
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }
}
