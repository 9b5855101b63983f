package io.postly.action.audit.chain;

import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes chains out, one after the other, each in its order. Needs memory for a few entries only.
 * For one thread at a time; the writer stays its caller's.
 */
public final class AuditExport {

  private static final int AT_A_TIME = 200;

  private final AuditFormat format;
  private final Writer out;

  private AuditExport(AuditFormat format, Writer out) {
    this.format = format;
    this.out = out;
  }

  /** Begins an export. */
  public static AuditExport begin(AuditFormat format, Writer out) throws IOException {
    out.write(format.header());
    return new AuditExport(format, out);
  }

  /**
   * Adds a workspace's chain, as far as it reached when this was called.
   *
   * @param service the service's short name
   * @param database the service's database
   * @return how many entries it had
   * @throws IllegalStateException if the database cannot be read
   */
  public long add(String service, DataSource database, String workspace) throws IOException {
    try (Connection connection = database.getConnection()) {
      return add(service, new AuditChain(connection, workspace));
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail cannot be read", e);
    }
  }

  // A chain that is broken is written too, with what stands outside of it: it is evidence.
  private long add(String service, AuditChain chain) throws SQLException, IOException {
    long written = 0;
    long reached = Long.MIN_VALUE;
    long end = chain.lastSequence();
    List<AuditLink> links;
    do {
      links = chain.links(reached, end, AT_A_TIME);
      for (AuditLink link : links) {
        out.write(format.line(service, link));
        reached = link.sequence();
        written++;
      }
    } while (links.size() == AT_A_TIME);
    return written;
  }
}
