-- Published posts whose engagement is read, with what was read last. A row goes with its last reading.
CREATE TABLE watched_post (
  publication_id uuid        PRIMARY KEY REFERENCES publication ON DELETE CASCADE,
  draft_id       uuid        NOT NULL,
  workspace      text        NOT NULL,
  channel_id     uuid        NOT NULL,
  network        text        NOT NULL,
  reference      text        NOT NULL,
  published_at   timestamptz NOT NULL,
  next_at        timestamptz NOT NULL,
  failures       integer     NOT NULL CHECK (failures >= 0),
  measured_at    timestamptz,
  likes          bigint      CHECK (likes >= 0),
  reposts        bigint      CHECK (reposts >= 0),
  replies        bigint      CHECK (replies >= 0),
  views          bigint      CHECK (views >= 0)
);
CREATE INDEX watched_post_due ON watched_post (channel_id, next_at);
CREATE INDEX watched_post_by_age ON watched_post (published_at);
