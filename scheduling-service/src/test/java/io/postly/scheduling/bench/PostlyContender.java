package io.postly.scheduling.bench;

import io.postly.action.fixture.BenchmarkDatabase;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.dispatch.DispatchDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The service's own dispatcher, with posts as the events and calls of their workflow leave them.
 */
final class PostlyContender implements Contender {

  private static final int WORKSPACES = 20;
  private static final int CHANNELS = 200;
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final String CHANNEL =
      """
      INSERT INTO channel (id, workspace, network, name, address, credentials, connected_at)
      VALUES (?, ?, 'webhook', ?, ?, ?, now())
      """;
  private static final String PLAN =
      """
      WITH made AS MATERIALIZED (
        SELECT gen_random_uuid() AS draft_id, channel.id AS channel_id, channel.workspace, ? AS text,
          'sha256:' || encode(sha256(CAST('Post ' || n AS bytea)), 'hex') AS content_hash,
          CAST(? AS timestamptz) + random() * CAST(? AS interval) AS due_at
        FROM generate_series(1, ?) n
          JOIN (SELECT *, row_number() OVER (ORDER BY id) AS number FROM channel) channel
            ON channel.number = 1 + n % (SELECT count(*) FROM channel)),
      copied AS (
        INSERT INTO draft_copy (draft_id, workspace, revision, content_hash)
        SELECT draft_id, workspace, 1, content_hash FROM made),
      revised AS (
        INSERT INTO draft_revision (draft_id, revision, workspace, content_hash, text, channel_ids, revised_at)
        SELECT draft_id, 1, workspace, content_hash, text, ARRAY[channel_id], now() FROM made),
      approved AS (
        INSERT INTO approval_copy (review_id, draft_id, workspace, revision, content_hash, state, changed_at)
        SELECT gen_random_uuid(), draft_id, workspace, 1, content_hash, 'approved', now() FROM made)
      INSERT INTO publication (id, workspace, draft_id, channel_id, network, state, revision, content_hash, due_at,
        requested_by, requested_by_name, requested_through, requested_at, changed_at, attempt)
      SELECT gen_random_uuid(), workspace, draft_id, channel_id, 'webhook', 'planned', 1, content_hash, due_at,
        'bench', 'Bench', 'mcp', now(), now(), 0 FROM made
      """;
  private static final String UNFINISHED =
      """
      SELECT (SELECT count(*) FROM publication WHERE state = 'planned' AND due_at <= now())
        + (SELECT count(*) FROM publication WHERE state IN ('claimed', 'publishing'))
      """;
  private static final String CLEAR =
      """
      WITH gone AS (DELETE FROM publication WHERE due_at < ? RETURNING draft_id),
      revised AS (DELETE FROM draft_revision USING gone WHERE draft_revision.draft_id = gone.draft_id),
      approved AS (DELETE FROM approval_copy USING gone WHERE approval_copy.draft_id = gone.draft_id)
      DELETE FROM draft_copy USING gone WHERE draft_copy.draft_id = gone.draft_id
      """;

  private final BenchmarkDatabase database;
  private final DispatchDrill dispatcher;

  /** Connects its channels to the receiver. */
  PostlyContender(
      BenchmarkDatabase database, DispatchDrill dispatcher, CredentialVault vault, Target target) {
    this.database = database;
    this.dispatcher = dispatcher;
    dispatcher.stop();
    for (int n = 0; n < CHANNELS; n++) {
      UUID id = UUID.randomUUID();
      database.run(
          CHANNEL,
          id,
          "workspace-" + n % WORKSPACES,
          "channel-" + n,
          target.url(),
          vault.encrypt(id, target.credentials()));
    }
  }

  @Override
  public String name() {
    return "postly";
  }

  @Override
  public void planAhead(int posts) {
    database.run(PLAN, Target.TEXT, Instant.now().plus(AHEAD), "364 days", posts);
  }

  @Override
  public void plan(int posts, Instant dueAt) {
    database.run(PLAN, Target.TEXT, dueAt, "0 days", posts);
    database.run("ANALYZE publication");
  }

  @Override
  public int claim() {
    return dispatcher.claim();
  }

  @Override
  public void start() {
    dispatcher.start();
  }

  @Override
  public void stop() {
    dispatcher.stop();
  }

  @Override
  public long unfinished() {
    return database.read(Long.class, UNFINISHED);
  }

  @Override
  public void clear() {
    database.run(CLEAR, Instant.now().plus(AHEAD.dividedBy(2)));
  }
}
