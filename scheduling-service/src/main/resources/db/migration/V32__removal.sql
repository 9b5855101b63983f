-- Published posts that a person wants deleted from their networks, and what became of that.
CREATE TABLE post_removal (
  publication_id    uuid        PRIMARY KEY REFERENCES publication ON DELETE CASCADE,
  draft_id          uuid        NOT NULL,
  workspace         text        NOT NULL,
  channel_id        uuid        NOT NULL,
  network           text        NOT NULL,
  reference         text        NOT NULL,
  state             text        NOT NULL CHECK (state IN ('requested', 'removed', 'refused')),
  reason            text,
  requested_by      text        NOT NULL,
  requested_by_name text        NOT NULL,
  requested_at      timestamptz NOT NULL,
  next_at           timestamptz,
  failures          integer     NOT NULL CHECK (failures >= 0),
  changed_at        timestamptz NOT NULL,
  CHECK ((state = 'requested') = (next_at IS NOT NULL)),
  CHECK ((state = 'refused') = (reason IS NOT NULL))
);
CREATE INDEX post_removal_due ON post_removal (next_at) WHERE state = 'requested';
