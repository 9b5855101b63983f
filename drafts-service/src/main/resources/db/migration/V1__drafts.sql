CREATE TABLE draft (
  id              uuid        PRIMARY KEY,
  workspace       text        NOT NULL,
  revision        integer     NOT NULL,
  created_by      text        NOT NULL,
  created_by_name text        NOT NULL,
  created_through text        NOT NULL,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE INDEX draft_by_update ON draft (workspace, updated_at DESC, id DESC);

-- Immutable: every edit adds a row.
CREATE TABLE revision (
  draft_id         uuid        NOT NULL REFERENCES draft (id),
  number           integer     NOT NULL CHECK (number >= 1),
  title            text,
  text             text        NOT NULL,
  variants         text        NOT NULL,
  channel_ids      uuid[]      NOT NULL,
  labels           varchar[]     NOT NULL,
  content_hash     text        NOT NULL,
  authored_by      text        NOT NULL,
  authored_by_name text        NOT NULL,
  authored_through text        NOT NULL,
  authored_at      timestamptz NOT NULL,
  PRIMARY KEY (draft_id, number)
);

-- A copy of the scheduling service's channels: what drafts need to know of them.
CREATE TABLE channel (
  id             uuid    PRIMARY KEY,
  workspace      text    NOT NULL,
  network        text    NOT NULL,
  name           text    NOT NULL,
  max_characters integer NOT NULL CHECK (max_characters >= 1)
);
