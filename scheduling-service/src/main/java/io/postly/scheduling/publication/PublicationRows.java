package io.postly.scheduling.publication;

import io.postly.scheduling.channel.ChannelGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/**
 * Publications as dispatchers take and write them, many at a time. What is read here belongs to no
 * persistence context: what a step changes of it is written by {@link #write}, in one statement for
 * all, and by nothing else.
 */
@ApplicationScoped
class PublicationRows {

  // Written so that each row is looked at by itself, in the order of the index publication_due,
  // until there are enough: as joins, what is not to go out would be worked out for everything that
  // is due, at each claim.
  private static final String DUE =
      """
      SELECT * FROM publication
      WHERE state = 'planned' AND due_at <= :now AND due_at >= :earliest
        AND id <> ALL (CAST(:seen AS uuid[])) AND channel_id <> ALL (CAST(:left AS uuid[]))
        AND workspace <> ALL (CAST(:full AS text[]))
        AND (due_at >= :tolerated OR retry_at IS NOT NULL OR NOT EXISTS (
          SELECT FROM publishing_rules
          WHERE workspace = publication.workspace AND missed_posts <> 'send'))
        AND (retry_at IS NULL OR retry_at <= :now)
        AND (
          SELECT %s
            AND (channel.closed_until IS NULL OR NOT EXISTS (
              SELECT FROM publication other
              WHERE other.channel_id = channel.id AND other.state IN ('claimed', 'publishing'))
              AND NOT EXISTS (
                SELECT FROM publication_part other
                WHERE other.channel_id = channel.id
                  AND (other.state = 'sending' OR other.state = 'planned' AND other.lease_until > :now)))
          FROM channel WHERE id = publication.channel_id)
        AND workspace NOT IN (SELECT workspace FROM publishing_stop)
        AND NOT (queued AND EXISTS (
          SELECT FROM posting_queue
          WHERE channel_id = publication.channel_id AND paused_at IS NOT NULL))
      ORDER BY due_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
      """
          .formatted(ChannelGate.TAKES_POSTS);

  private static final String FREE =
      "SELECT * FROM publication WHERE id = ANY (CAST(:ids AS uuid[])) FOR UPDATE SKIP LOCKED";

  /** What claiming, beginning and concluding change; nothing else of a publication. */
  private static final String WRITE =
      """
      UPDATE publication SET state = step.state, reason = step.reason,
        network_said = step.network_said, changed_at = step.changed_at,
        lease_token = step.lease_token, lease_until = step.lease_until, attempt = step.attempt,
        parts = step.parts, published_at = step.published_at, url = step.url,
        reference = step.reference
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[],
          ?::timestamptz[], ?::integer[], ?::integer[], ?::timestamptz[], ?::text[], ?::text[])
        AS step (id, state, reason, network_said, changed_at, lease_token, lease_until,
          attempt, parts, published_at, url, reference)
      WHERE publication.id = step.id
      """;

  private final StatelessSession session;
  private final DataSource dataSource;

  PublicationRows(StatelessSession session, DataSource dataSource) {
    this.session = session;
    this.dataSource = dataSource;
  }

  /**
   * What is to go out now, of workspaces whose publishing is not stopped and queues that are not
   * paused, on channels that take posts or may be tried; locked until the end of the transaction.
   *
   * @param earliest what was due before this instant is too late
   * @param tolerated what was due before this instant is late, and workspaces may not want it sent
   * @param seen posts that are left out
   * @param left channels of which nothing is wanted
   * @param full workspaces of which nothing is wanted
   */
  List<Publication> lockDue(
      Instant now,
      Instant earliest,
      Instant tolerated,
      Collection<UUID> seen,
      Collection<UUID> left,
      Collection<String> full,
      int limit) {
    return publications(DUE)
        .setParameter("now", now)
        .setParameter("earliest", earliest)
        .setParameter("tolerated", tolerated)
        .setParameter("seen", seen.toArray(UUID[]::new))
        .setParameter("left", left.toArray(UUID[]::new))
        .setParameter("full", full.toArray(String[]::new))
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Those of them that nobody else has locked, locked until the end of the transaction. */
  List<Publication> lockFree(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : publications(FREE).setParameter("ids", ids.toArray(UUID[]::new)).getResultList();
  }

  private NativeQuery<Publication> publications(String query) {
    return session.createNativeQuery(query, Publication.class);
  }

  /**
   * Writes what claiming, beginning or concluding has changed of them. The transaction has locked
   * their rows.
   */
  void write(List<Publication> changed) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      Columns columns = new Columns(connection, changed);
      write.setArray(1, columns.of("uuid", step -> step.id));
      write.setArray(2, columns.of("text", step -> step.state.label()));
      write.setArray(3, columns.of("text", step -> step.reason));
      write.setArray(4, columns.of("text", step -> step.networkSaid));
      write.setArray(5, columns.of("timestamptz", step -> step.changedAt));
      write.setArray(6, columns.of("uuid", step -> step.leaseToken));
      write.setArray(7, columns.of("timestamptz", step -> step.leaseUntil));
      write.setArray(8, columns.of("integer", step -> step.attempt));
      write.setArray(9, columns.of("integer", step -> step.parts));
      write.setArray(10, columns.of("timestamptz", step -> step.publishedAt));
      write.setArray(11, columns.of("text", step -> step.url));
      write.setArray(12, columns.of("text", step -> step.reference));
      int written = write.executeUpdate();
      if (written != changed.size()) {
        throw new IllegalStateException(
            "%d of %d publications were written".formatted(written, changed.size()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The publications were not written", e);
    }
  }

  /** The values of publications, column by column. */
  private record Columns(Connection connection, List<Publication> rows) {

    Array of(String type, Function<Publication, Object> value) throws SQLException {
      return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
  }
}
