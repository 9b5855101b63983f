-- Every call of every service, as their events tell. Workspace "-": the call named none, or one out of the caller's reach.
CREATE TABLE activity (
  action_id    uuid        PRIMARY KEY,
  workspace    text        NOT NULL,
  at           timestamptz NOT NULL,
  action       text        NOT NULL,
  service      text        NOT NULL,
  read_only    boolean     NOT NULL,
  outcome      text        NOT NULL,
  code         text,
  replayed     boolean     NOT NULL,
  person_id    text        NOT NULL,
  person_name  text        NOT NULL,
  channel      text        NOT NULL,
  client       text        NOT NULL,
  subject_type text,
  subject_id   uuid,
  draft_id     uuid,
  duration_ms  bigint      NOT NULL
);
CREATE INDEX activity_by_time ON activity (workspace, at DESC, action_id DESC);
CREATE INDEX activity_by_draft ON activity (draft_id, at) WHERE draft_id IS NOT NULL;

-- One per draft: from the first revision to what became of its posts. Events of different topics come in any order, so
-- each column is set by the events of one topic alone, but for last_heard_at: when any of them was applied here.
CREATE TABLE workflow (
  draft_id         uuid PRIMARY KEY,
  workspace        text NOT NULL,
  channel          text,
  started_at       timestamptz,
  submitted_at     timestamptz,
  approved_at      timestamptz,
  scheduled_at     timestamptz,
  published_at     timestamptz,
  last_ended_at    timestamptz,
  last_heard_at    timestamptz NOT NULL,
  closed_at        timestamptz,
  result           text CHECK (result IN ('published', 'unconfirmed', 'failed', 'missed', 'cancelled')),
  person_seconds   bigint,
  saved_seconds    bigint,
  baseline         text CHECK (baseline IN ('workspace', 'configured')),
  baseline_seconds bigint,
  CHECK ((closed_at IS NULL) = (result IS NULL))
);
CREATE INDEX workflow_by_start ON workflow (workspace, started_at);
CREATE INDEX workflow_to_close ON workflow (last_heard_at) WHERE closed_at IS NULL AND last_ended_at IS NOT NULL;
CREATE INDEX workflow_by_closing ON workflow (workspace, closed_at) WHERE closed_at IS NOT NULL;

-- The last known state of each publication of a workflow.
CREATE TABLE publication (
  publication_id uuid        PRIMARY KEY,
  draft_id       uuid        NOT NULL REFERENCES workflow (draft_id),
  state          text        NOT NULL,
  changed_at     timestamptz NOT NULL
);
CREATE INDEX publication_by_draft ON publication (draft_id);

-- Each decided review, once.
CREATE TABLE decision (
  review_id    uuid        PRIMARY KEY,
  draft_id     uuid        NOT NULL REFERENCES workflow (draft_id),
  workspace    text        NOT NULL,
  decision     text        NOT NULL CHECK (decision IN ('approved', 'changes_requested')),
  channel      text        NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_at   timestamptz NOT NULL
);
CREATE INDEX decision_by_time ON decision (workspace, decided_at);
