-- Copies of the drafts service's content: what reviews need to know of it.
CREATE TABLE draft_copy (
  draft_id     uuid    PRIMARY KEY,
  workspace    text    NOT NULL,
  revision     integer NOT NULL,
  content_hash text
);

-- Written once per revision.
CREATE TABLE content_revision (
  draft_id         uuid        NOT NULL REFERENCES draft_copy (draft_id),
  revision         integer     NOT NULL CHECK (revision >= 1),
  workspace        text        NOT NULL,
  content_hash     text        NOT NULL,
  title            text,
  text             text        NOT NULL,
  variants         text        NOT NULL,
  channel_ids      uuid[]      NOT NULL,
  labels           varchar[]   NOT NULL,
  authored_by      text        NOT NULL,
  authored_by_name text        NOT NULL,
  authored_through text        NOT NULL,
  authored_at      timestamptz NOT NULL,
  PRIMARY KEY (draft_id, revision)
);

CREATE TABLE review (
  id                uuid        PRIMARY KEY,
  workspace         text        NOT NULL,
  draft_id          uuid        NOT NULL,
  revision          integer     NOT NULL,
  content_hash      text        NOT NULL,
  state             text        NOT NULL
    CHECK (state IN ('open', 'approved', 'changes_requested', 'superseded', 'withdrawn')),
  note              text,
  requested_by      text        NOT NULL,
  requested_by_name text        NOT NULL,
  requested_through text        NOT NULL,
  requested_at      timestamptz NOT NULL,
  decided_by        text,
  decided_by_name   text,
  decided_through   text,
  decided_at        timestamptz,
  decision_note     text,
  FOREIGN KEY (draft_id, revision) REFERENCES content_revision (draft_id, revision),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (state NOT IN ('approved', 'changes_requested') OR decided_at IS NOT NULL)
);
CREATE INDEX review_by_request ON review (workspace, requested_at DESC, id DESC);
CREATE INDEX open_review_by_request ON review (workspace, requested_at DESC, id DESC) WHERE state = 'open';
CREATE INDEX review_by_draft ON review (draft_id);
CREATE UNIQUE INDEX one_open_review_per_draft ON review (draft_id) WHERE state = 'open';
