package io.postly.analytics.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** Adds up how posts were taken. */
@ApplicationScoped
class EngagementFigures {

  // Titles and labels are those of the published revision, or the last ones if that is not known.
  private static final String POSTS =
      """
      WITH zone AS (
        SELECT * FROM unnest(?::timestamptz[], ?::timestamptz[], ?::int[]) AS zone (begins, ends, seconds)
      ), post AS (
        SELECT published.*, content.title, coalesce(content.labels, '{}') AS labels,
          CASE WHEN coalesce(likes, reposts, replies) IS NOT NULL
            THEN coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0) END AS interactions,
          extract(hour FROM local.time)::int AS hour, extract(isodow FROM local.time)::int AS weekday
        FROM published_post published
          JOIN zone ON published_at >= zone.begins AND published_at < zone.ends
          CROSS JOIN LATERAL (
            SELECT published_at AT TIME ZONE 'UTC' + make_interval(secs => zone.seconds) AS time) local
          LEFT JOIN LATERAL (
            SELECT title, labels FROM draft_revision
            WHERE draft_revision.draft_id = published.draft_id
            ORDER BY draft_revision.revision = published.revision DESC, draft_revision.revision DESC LIMIT 1) content ON true
        WHERE workspace = ? AND published_at >= ? AND published_at < ?
          AND (?::uuid IS NULL OR channel_id = ?) AND (?::text IS NULL OR ? = ANY (content.labels))
      )
      """;
  private static final String SUMS =
      """
      count(*) AS published, count(interactions) AS posts, coalesce(sum(interactions), 0) AS interactions,
        sum(likes) AS likes, sum(reposts) AS reposts, sum(replies) AS replies, sum(views) AS views,
        count(*) FILTER (WHERE coalesce(likes, reposts, replies, views) IS NULL
          AND (measured_at IS NOT NULL OR tells_engagement IS NOT TRUE)) AS untold,
        count(*) FILTER (WHERE measured_at IS NULL AND tells_engagement) AS unread
      """;
  private static final String GROUPS =
      POSTS
          + """
          SELECT CASE WHEN grouping(channel_id) = 0 THEN 'CHANNEL' WHEN grouping(hour) = 0 THEN 'HOUR'
              WHEN grouping(weekday) = 0 THEN 'WEEKDAY' ELSE 'TOTAL' END AS kind,
            channel_id::text AS name, network, coalesce(hour, weekday, 0) AS number, %1$s
          FROM post GROUP BY GROUPING SETS ((), (channel_id, network), (hour), (weekday))
          UNION ALL
          SELECT 'LABEL', label, NULL, 0, %1$s FROM post, unnest(labels) label GROUP BY label
          """
              .formatted(SUMS);
  private static final String MEDIANS =
      POSTS
          + """
          SELECT channel_id, network, weekday, hour, count(*) AS posts,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY interactions) AS median
          FROM post WHERE interactions IS NOT NULL AND NOT gone
          GROUP BY channel_id, network, GROUPING SETS ((), (weekday), (hour), (weekday, hour))
          """;
  private static final String BEST =
      POSTS
          + """
          SELECT * FROM post WHERE interactions IS NOT NULL
          ORDER BY interactions DESC, published_at DESC, publication_id LIMIT ?
          """;
  private static final int LIMIT = 11;

  private final DataSource dataSource;

  EngagementFigures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What a sum is of. */
  enum Kind {
    TOTAL,
    CHANNEL,
    LABEL,
    HOUR,
    WEEKDAY
  }

  /**
   * The sum of some posts.
   *
   * @param name the channel's identifier, or the label; else null
   * @param network the channel's, else null
   * @param number the hour, or the weekday from 1 for Monday; else 0
   * @param published how many posts there are
   * @param posts how many of them have likes, reposts or replies, which is what the sum is of
   * @param untold how many have no figure, and will have none
   * @param unread how many have no figure yet
   */
  record Sum(
      Kind kind,
      String name,
      String network,
      int number,
      long published,
      long posts,
      long interactions,
      Long likes,
      Long reposts,
      Long replies,
      Long views,
      long untold,
      long unread) {

    Double mean() {
      return posts == 0 ? null : Math.round(100.0 * interactions / posts) / 100.0;
    }
  }

  /**
   * How posts of one channel were taken as a rule, all of them or those of a time.
   *
   * @param weekday from 1 for Monday, or null for any
   * @param hour or null for any
   * @param posts how many have likes, reposts or replies, and stand
   * @param median of their interactions
   */
  record Median(
      UUID channelId, String network, Integer weekday, Integer hour, long posts, double median) {

    boolean isOfWholeChannel() {
      return weekday == null && hour == null;
    }
  }

  /** Of each channel, of each weekday and hour there, and of both together. */
  List<Median> medians(EngagementQuery query) {
    return read(MEDIANS, query, _ -> {}, EngagementFigures::median);
  }

  /** The sums of all kinds, from one look at the posts. */
  List<Sum> sums(EngagementQuery query) {
    return read(GROUPS, query, _ -> {}, EngagementFigures::sum);
  }

  /** Those with the most interactions, the later one first where they are alike. */
  List<EngagementReport.Post> best(EngagementQuery query, int limit) {
    return read(BEST, query, statement -> statement.setInt(LIMIT, limit), EngagementFigures::post);
  }

  /** Gives a statement what only it needs. */
  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, EngagementQuery query, Binding more, Row<T> row) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, query);
      more.bind(statement);
      try (ResultSet found = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (found.next()) {
          all.add(row.read(found));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Engagement was not added up", e);
    }
  }

  private static void bind(PreparedStatement statement, EngagementQuery query) throws SQLException {
    List<LocalOffsets.Span> spans = LocalOffsets.of(query.zone(), query.from(), query.to());
    Connection connection = statement.getConnection();
    statement.setArray(
        1, connection.createArrayOf("timestamptz", times(spans, LocalOffsets.Span::begin)));
    statement.setArray(
        2, connection.createArrayOf("timestamptz", times(spans, LocalOffsets.Span::end)));
    statement.setArray(
        3,
        connection.createArrayOf("int4", spans.stream().map(LocalOffsets.Span::seconds).toArray()));
    statement.setString(4, query.workspace());
    statement.setObject(5, utc(query.from()));
    statement.setObject(6, utc(query.to()));
    statement.setObject(7, query.channelId());
    statement.setObject(8, query.channelId());
    statement.setString(9, query.label());
    statement.setString(10, query.label());
  }

  private static Object[] times(
      List<LocalOffsets.Span> spans, Function<LocalOffsets.Span, Instant> time) {
    return spans.stream().map(time).map(Instant::toString).toArray();
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(
        Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("network"),
        row.getInt("number"),
        row.getLong("published"),
        row.getLong("posts"),
        row.getLong("interactions"),
        number(row, "likes"),
        number(row, "reposts"),
        number(row, "replies"),
        number(row, "views"),
        row.getLong("untold"),
        row.getLong("unread"));
  }

  private static Median median(ResultSet row) throws SQLException {
    return new Median(
        row.getObject("channel_id", UUID.class),
        row.getString("network"),
        row.getObject("weekday", Integer.class),
        row.getObject("hour", Integer.class),
        row.getLong("posts"),
        row.getDouble("median"));
  }

  private static EngagementReport.Post post(ResultSet row) throws SQLException {
    return new EngagementReport.Post(
        row.getObject("publication_id", UUID.class),
        row.getObject("draft_id", UUID.class),
        row.getObject("channel_id", UUID.class),
        row.getString("network"),
        time(row, "published_at"),
        row.getString("title"),
        row.getString("url"),
        row.getLong("interactions"),
        number(row, "likes"),
        number(row, "reposts"),
        number(row, "replies"),
        number(row, "views"),
        time(row, "measured_at"),
        row.getBoolean("gone") ? true : null);
  }

  private static Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
