-- Published posts, and how people have taken them as the latest reading tells. What the publication tells (revision, url,
-- whether the network will tell at all) and what readings tell come in any order; either makes the row.
CREATE TABLE published_post (
  publication_id   uuid        PRIMARY KEY,
  draft_id         uuid        NOT NULL,
  workspace        text        NOT NULL,
  channel_id       uuid        NOT NULL,
  network          text        NOT NULL,
  published_at     timestamptz NOT NULL,
  revision         integer,
  url              text,
  tells_engagement boolean,
  measured_at      timestamptz,
  likes            bigint,
  reposts          bigint,
  replies          bigint,
  views            bigint,
  gone             boolean     NOT NULL DEFAULT false
);
CREATE INDEX published_post_by_time ON published_post (workspace, published_at);
CREATE INDEX published_post_by_age ON published_post (published_at);
CREATE INDEX published_post_by_draft ON published_post (draft_id);

-- What the team calls each revision of a draft, and files it under.
CREATE TABLE draft_revision (
  draft_id   uuid        NOT NULL,
  revision   integer     NOT NULL,
  title      text,
  labels     text[]      NOT NULL,
  revised_at timestamptz NOT NULL,
  PRIMARY KEY (draft_id, revision)
);
CREATE INDEX draft_revision_by_age ON draft_revision (revised_at);
