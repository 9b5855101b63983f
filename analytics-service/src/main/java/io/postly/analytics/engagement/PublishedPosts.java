package io.postly.analytics.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Published posts in the database. Each statement sets what one type of events tells and nothing
 * else, and of several readings the latest holds, so the order in which events come does not count.
 */
@ApplicationScoped
class PublishedPosts {

  private static final String REVISED =
      """
      INSERT INTO draft_revision (draft_id, revision, title, labels, revised_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String PUBLISHED =
      """
      INSERT INTO published_post
        (publication_id, draft_id, workspace, channel_id, network, published_at, revision, url, tells_engagement)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (publication_id) DO UPDATE SET
        revision = excluded.revision, url = excluded.url, tells_engagement = excluded.tells_engagement
      """;
  private static final String MEASURED =
      """
      INSERT INTO published_post
        (publication_id, draft_id, workspace, channel_id, network, published_at, likes, reposts, replies, views, gone, measured_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (publication_id) DO UPDATE SET
        likes = excluded.likes, reposts = excluded.reposts, replies = excluded.replies, views = excluded.views,
        gone = excluded.gone, measured_at = excluded.measured_at
      WHERE published_post.measured_at IS NULL OR published_post.measured_at < excluded.measured_at
      """;
  private static final String FORGET_POSTS =
      """
      DELETE FROM published_post WHERE publication_id IN (
        SELECT publication_id FROM published_post WHERE published_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)
      """;
  // A draft's last revision stays, as its workflow does: it may still be published.
  private static final String FORGET_REVISIONS =
      """
      DELETE FROM draft_revision WHERE (draft_id, revision) IN (
        SELECT draft_id, revision FROM draft_revision former
        WHERE revised_at < ?
          AND EXISTS (
            SELECT FROM draft_revision later
            WHERE later.draft_id = former.draft_id AND later.revision > former.revision)
          AND NOT EXISTS (
            SELECT FROM published_post post
            WHERE post.draft_id = former.draft_id AND post.revision = former.revision)
        LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private final DataSource dataSource;

  PublishedPosts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void revised(DraftRevised event) {
    update(
        REVISED,
        statement -> {
          Array labels = statement.getConnection().createArrayOf("text", event.labels().toArray());
          statement.setObject(1, event.draftId());
          statement.setInt(2, event.revision());
          statement.setString(3, event.title());
          statement.setArray(4, labels);
          statement.setObject(5, utc(event.at()));
        });
  }

  void published(PostPublished event) {
    update(
        PUBLISHED,
        statement -> {
          statement.setObject(1, event.publicationId());
          statement.setObject(2, event.draftId());
          statement.setString(3, event.workspace());
          statement.setObject(4, event.channelId());
          statement.setString(5, event.network());
          statement.setObject(6, utc(event.since()));
          statement.setInt(7, event.revision());
          statement.setString(8, event.url());
          statement.setObject(9, event.tellsEngagement());
        });
  }

  void measured(EngagementMeasured event) {
    update(
        MEASURED,
        statement -> {
          statement.setObject(1, event.publicationId());
          statement.setObject(2, event.draftId());
          statement.setString(3, event.workspace());
          statement.setObject(4, event.channelId());
          statement.setString(5, event.network());
          statement.setObject(6, utc(event.publishedAt()));
          statement.setObject(7, event.likes());
          statement.setObject(8, event.reposts());
          statement.setObject(9, event.replies());
          statement.setObject(10, event.views());
          statement.setBoolean(11, event.gone());
          statement.setObject(12, utc(event.at()));
        });
  }

  /**
   * Forgets posts that were published before that time, at most so many.
   *
   * @return how many there were
   */
  int forgetPosts(Instant before, int limit) {
    return forget(FORGET_POSTS, before, limit);
  }

  /**
   * Forgets revisions of before that time that were neither published nor are their drafts' last,
   * at most so many.
   *
   * @return how many there were
   */
  int forgetRevisions(Instant before, int limit) {
    return forget(FORGET_REVISIONS, before, limit);
  }

  private int forget(String sql, Instant before, int limit) {
    return update(
        sql,
        statement -> {
          statement.setObject(1, utc(before));
          statement.setInt(2, limit);
        });
  }

  /** Gives a statement its values. */
  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private int update(String sql, Binding values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      values.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Published posts were not kept", e);
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
