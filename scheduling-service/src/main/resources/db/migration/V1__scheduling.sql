-- A row exists once somebody has set something; a workspace without one has the default time zone.
CREATE TABLE workspace (
  slug      text PRIMARY KEY,
  id        uuid NOT NULL UNIQUE,
  time_zone text NOT NULL
);

CREATE TABLE channel (
  id           uuid        PRIMARY KEY,
  workspace    text        NOT NULL,
  network      text        NOT NULL,
  name         text        NOT NULL,
  address      text,
  credentials  text,
  connected_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX channel_name ON channel (workspace, lower(name));

-- One row per draft that an event has told of: what every change to the draft's publications locks first.
CREATE TABLE draft_copy (
  draft_id     uuid    PRIMARY KEY,
  workspace    text    NOT NULL,
  revision     integer NOT NULL,
  content_hash text
);

CREATE TABLE draft_revision (
  draft_id     uuid        NOT NULL,
  revision     integer     NOT NULL,
  workspace    text        NOT NULL,
  content_hash text        NOT NULL,
  title        text,
  text         text        NOT NULL,
  channel_ids  uuid[]      NOT NULL,
  revised_at   timestamptz NOT NULL,
  PRIMARY KEY (draft_id, revision)
);

CREATE TABLE draft_variant (
  draft_id uuid    NOT NULL,
  revision integer NOT NULL,
  network  text    NOT NULL,
  text     text    NOT NULL,
  PRIMARY KEY (draft_id, revision, network),
  FOREIGN KEY (draft_id, revision) REFERENCES draft_revision
);

-- The reviews' last known states. Only 'approved' lets anything out.
CREATE TABLE approval_copy (
  review_id    uuid        PRIMARY KEY,
  draft_id     uuid        NOT NULL,
  workspace    text        NOT NULL,
  revision     integer     NOT NULL,
  content_hash text        NOT NULL,
  state        text        NOT NULL,
  changed_at   timestamptz NOT NULL
);
CREATE INDEX approval_copy_draft ON approval_copy (draft_id) WHERE state = 'approved';

CREATE TABLE publication (
  id                uuid        PRIMARY KEY,
  workspace         text        NOT NULL,
  draft_id          uuid        NOT NULL,
  channel_id        uuid        NOT NULL REFERENCES channel,
  network           text        NOT NULL,
  state             text        NOT NULL CHECK (state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing',
                                                          'published', 'failed', 'unconfirmed', 'cancelled', 'missed')),
  reason            text,
  revision          integer     NOT NULL,
  content_hash      text        NOT NULL,
  due_at            timestamptz NOT NULL,
  requested_by      text        NOT NULL,
  requested_by_name text        NOT NULL,
  requested_through text        NOT NULL,
  requested_at      timestamptz NOT NULL,
  changed_at        timestamptz NOT NULL,
  lease_token       uuid,
  lease_until       timestamptz,
  attempt           integer     NOT NULL,
  published_at      timestamptz,
  url               text,
  CHECK ((state IN ('claimed', 'publishing')) = (lease_until IS NOT NULL)),
  CHECK ((state = 'published') = (published_at IS NOT NULL))
);
CREATE INDEX publication_draft ON publication (draft_id);
CREATE INDEX publication_calendar ON publication (workspace, due_at, id);
CREATE INDEX publication_waiting ON publication (due_at) WHERE state IN ('awaiting_approval', 'planned', 'on_hold');
CREATE INDEX publication_leased ON publication (lease_until) WHERE state IN ('claimed', 'publishing');
CREATE INDEX publication_unconfirmed ON publication (network, changed_at) WHERE state = 'unconfirmed';

-- The last line of defence: no draft is ever under way twice to the same channel.
CREATE UNIQUE INDEX publication_under_way ON publication (draft_id, channel_id)
  WHERE state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed');

-- What the sandbox network shows: its key makes a second post of the same publication impossible.
CREATE TABLE sandbox_post (
  publication_id uuid        PRIMARY KEY,
  channel_id     uuid        NOT NULL,
  workspace      text        NOT NULL,
  text           text        NOT NULL,
  posted_at      timestamptz NOT NULL
);
