package io.postly.action.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Proves that a chain is what calls have written: no entry changed, none taken away, none put in.
 * Needs memory for a few entries only, however long the chain is.
 *
 * <p>A chain proves itself up to its last hash, not beyond: who may write to the database can write
 * a whole chain anew, or cut one off together with the record of its end. Against that helps a last
 * hash that is kept elsewhere.
 */
public final class AuditVerification {

  private final DataSource dataSource;

  /** Verifies chains of the database of one service. */
  public AuditVerification(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Verifies a workspace's whole chain. */
  public AuditVerdict verify(String workspace) {
    return verify(workspace, 0, Long.MAX_VALUE);
  }

  /**
   * Verifies a part of a workspace's chain.
   *
   * @param after the number of the entry to begin behind, which is taken as it stands; 0 for the
   *     chain's beginning
   * @param most how many entries to verify at most
   * @throws IllegalStateException if the database cannot be read
   */
  public AuditVerdict verify(String workspace, long after, long most) {
    try (Connection connection = dataSource.getConnection()) {
      return new ChainWalk(new AuditChain(connection, workspace)).walk(after, most);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }
}
