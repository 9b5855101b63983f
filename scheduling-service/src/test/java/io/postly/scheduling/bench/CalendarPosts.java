package io.postly.scheduling.bench;

import io.postly.action.fixture.BenchmarkDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The posts of one workspace. A thousand of them are always the same and stand in the weeks before
 * and after now; those that come on top are of the three years before and the one after, on all
 * channels but the quiet one.
 */
final class CalendarPosts {

  static final String WORKSPACE = "bench";

  /** How many are always the same. */
  static final int BASE = 1000;

  private static final int CHANNELS = 20;
  private static final int AT_ONCE = 200_000;

  private static final String CHANNEL =
      """
      INSERT INTO channel (id, workspace, network, name, connected_at)
      VALUES (?, 'bench', 'sandbox', ?, now())
      """;

  // The first 620 of the base are of the 30 days to come, those of the busy channel in its queue;
  // of the others one in ten has failed. Each 25th is on the quiet channel.
  private static final String POSTS =
      """
      WITH made AS MATERIALIZED (
        SELECT n, gen_random_uuid() AS draft_id, channel.id AS channel_id, channel.name = 'channel-1' AS busy, n <= 1000 AS base,
          'sha256:' || encode(sha256(CAST('Post ' || n AS bytea)), 'hex') AS content_hash,
          CASE WHEN n <= 620 THEN now() + interval '1 hour' + random() * interval '30 days'
            WHEN n <= 1000 THEN now() - interval '1 hour' - random() * interval '60 days'
            ELSE now() - interval '3 years' + random() * interval '4 years' END AS due_at
        FROM generate_series(CAST(? AS integer), CAST(? AS integer)) n
          JOIN channel ON channel.workspace = 'bench' AND channel.name = 'channel-'
            || CASE WHEN n <= 1000 AND n % 25 = 0 THEN 0 ELSE 1 + n % 19 END),
      shaped AS (
        SELECT *, CASE
          WHEN due_at > now() THEN CASE WHEN n % 20 < 16 THEN 'planned' WHEN n % 20 < 19 THEN 'awaiting_approval' ELSE 'on_hold' END
          WHEN base AND n / 2 % 10 = 0 THEN 'failed'
          WHEN n % 25 < 23 THEN 'published' WHEN n % 25 < 24 THEN 'cancelled' ELSE 'missed' END AS state
        FROM made),
      copied AS (
        INSERT INTO draft_copy (draft_id, workspace, revision, content_hash)
        SELECT draft_id, 'bench', 1, content_hash FROM shaped),
      revised AS (
        INSERT INTO draft_revision (draft_id, revision, workspace, content_hash, title, text, channel_ids, revised_at)
        SELECT draft_id, 1, 'bench', content_hash, 'Title of ' || n, ?, ARRAY[channel_id], now() FROM shaped)
      INSERT INTO publication (id, workspace, draft_id, channel_id, network, state, revision, content_hash, due_at,
        requested_by, requested_by_name, requested_through, requested_at, changed_at, attempt, published_at, url, queued)
      SELECT gen_random_uuid(), 'bench', draft_id, channel_id, 'sandbox', state, 1, content_hash, due_at,
        'bench', 'Bench', 'mcp', due_at - interval '2 days', least(due_at, now()), 1,
        CASE WHEN state = 'published' THEN due_at END, CASE WHEN state = 'published' THEN 'sandbox:' || draft_id END,
        base AND busy AND due_at > now()
      FROM shaped
      """;

  private final BenchmarkDatabase database;

  /** Connects the channels. */
  CalendarPosts(BenchmarkDatabase database) {
    this.database = database;
    for (int n = 0; n < CHANNELS; n++) {
      database.run(CHANNEL, UUID.randomUUID(), "channel-" + n);
    }
  }

  /** Adds what is missing to that many. */
  void grow(int from, int to) {
    for (int begin = from; begin < to; begin += AT_ONCE) {
      database.run(POSTS, begin + 1, Math.min(begin + AT_ONCE, to), Target.TEXT);
    }
    database.settle();
  }

  /** The channel with few posts. */
  UUID quietChannel() {
    return channel("channel-0");
  }

  /** A channel with as many posts as most, and a queue. */
  UUID busyChannel() {
    return channel("channel-1");
  }

  private UUID channel(String name) {
    return database.read(
        UUID.class, "SELECT id FROM channel WHERE workspace = 'bench' AND name = ?", name);
  }

  /** An instant until which so many posts become due from now on. */
  Instant endOfNext(int posts) {
    return database
        .read(
            OffsetDateTime.class,
            "SELECT due_at FROM publication WHERE workspace = 'bench' AND due_at > now()"
                + " ORDER BY due_at OFFSET ? LIMIT 1",
            posts)
        .toInstant();
  }

  /** An instant since which so many posts have become due. */
  Instant beginningOfLatest(int posts) {
    return database
        .read(
            OffsetDateTime.class,
            "SELECT due_at FROM publication WHERE workspace = 'bench' AND due_at <= now()"
                + " ORDER BY due_at DESC OFFSET ? LIMIT 1",
            posts - 1)
        .toInstant();
  }
}
