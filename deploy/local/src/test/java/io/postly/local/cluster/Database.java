package io.postly.local.cluster;

import io.postly.local.PostlySet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The one database of all replicas, as the drill fills and reads it. */
final class Database {

  private static final int WORKSPACES = 20;

  private static final String CHANNEL =
      """
      INSERT INTO channel (id, workspace, network, name, address, credentials, connected_at)
      VALUES (?, ?, 'webhook', ?, ?, ?, now())
      """;
  // What the events of a draft with one revision and of its approval leave behind.
  private static final String MADE =
      """
      CREATE TEMPORARY TABLE made AS
      SELECT gen_random_uuid() AS draft_id, gen_random_uuid() AS publication_id, channel.id AS channel_id, channel.workspace,
        'sha256:' || encode(sha256(('Post ' || n)::bytea), 'hex') AS content_hash, 'Post ' || n AS text,
        CAST(? AS timestamptz) + random() * CAST(? AS interval) AS due_at
      FROM generate_series(1, ?) n JOIN (SELECT *, row_number() OVER (ORDER BY id) AS number FROM channel) channel
        ON channel.number = 1 + n % (SELECT count(*) FROM channel)
      """;
  private static final String[] COPIES = {
    """
    INSERT INTO draft_copy (draft_id, workspace, revision, content_hash)
    SELECT draft_id, workspace, 1, content_hash FROM made
    """,
    """
    INSERT INTO draft_revision (draft_id, revision, workspace, content_hash, text, channel_ids, revised_at)
    SELECT draft_id, 1, workspace, content_hash, text, ARRAY[channel_id], now() FROM made
    """,
    """
    INSERT INTO approval_copy (review_id, draft_id, workspace, revision, content_hash, state, changed_at)
    SELECT gen_random_uuid(), draft_id, workspace, 1, content_hash, 'approved', now() FROM made
    """,
    """
    INSERT INTO publication (id, workspace, draft_id, channel_id, network, state, revision, content_hash, due_at,
      requested_by, requested_by_name, requested_through, requested_at, changed_at, attempt)
    SELECT publication_id, workspace, draft_id, channel_id, 'webhook', 'planned', 1, content_hash, due_at,
      'drill', 'Drill', 'mcp', now(), now(), 0 FROM made
    """
  };
  private static final String FATES =
      """
      SELECT publication.id, due_at, state, reason, attempt,
        retry_at > now() OR coalesce(channel.closed_until > now(), false) OR channel.trouble IS NOT NULL AS waits
      FROM publication JOIN channel ON channel.id = channel_id
      """;
  private static final String UNSETTLED =
      """
      SELECT count(*) FROM publication WHERE state IN ('planned', 'claimed', 'publishing')
      """;
  private static final String UNSENT_EVENTS = "SELECT count(*) FROM outbox";

  private final String url;
  private final String password;

  Database(PostlySet set) {
    this.url = set.jdbcUrl("scheduling");
    this.password = set.databasePassword("scheduling");
  }

  /**
   * What has become of a publication.
   *
   * @param reason null where there is none
   * @param waits whether it is known why it is not sent yet
   */
  record Fate(Instant dueAt, String state, String reason, int attempts, boolean waits) {}

  /** Plans posts on channels of the receiver, due at random within a time. */
  void plan(DrillOptions options, Receiver receiver, ChannelCredentials credentials, Instant from)
      throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      addChannels(connection, Math.max(WORKSPACES, options.posts() / 50), receiver, credentials);
      try (PreparedStatement made = connection.prepareStatement(MADE)) {
        made.setObject(1, from.atOffset(ZoneOffset.UTC));
        made.setString(2, options.dueWithin().toString());
        made.setInt(3, options.posts());
        made.executeUpdate();
      }
      for (String copy : COPIES) {
        try (PreparedStatement insert = connection.prepareStatement(copy)) {
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  private static void addChannels(
      Connection connection, int count, Receiver receiver, ChannelCredentials credentials)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CHANNEL)) {
      for (int n = 0; n < count; n++) {
        UUID id = UUID.randomUUID();
        insert.setObject(1, id);
        insert.setString(2, "workspace-" + n % WORKSPACES);
        insert.setString(3, "channel-" + n);
        insert.setString(4, receiver.url());
        insert.setString(5, credentials.of(id, receiver));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  Map<UUID, Fate> fates() throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(FATES);
        ResultSet row = select.executeQuery()) {
      Map<UUID, Fate> fates = new HashMap<>();
      while (row.next()) {
        fates.put(
            row.getObject(1, UUID.class),
            new Fate(
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getBoolean(6)));
      }
      return fates;
    }
  }

  /** How many publications may still be sent, or are being sent. */
  long countUnsettled() throws SQLException {
    return count(UNSETTLED);
  }

  long countUnsentEvents() throws SQLException {
    return count(UNSENT_EVENTS);
  }

  private long count(String query) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    DriverManager.setLoginTimeout((int) Duration.ofSeconds(10).toSeconds());
    return DriverManager.getConnection(url, "scheduling", password);
  }
}
