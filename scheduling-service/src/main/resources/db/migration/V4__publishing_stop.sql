-- The workspaces of which nothing may go out: a row is there for as long as publishing is stopped.
CREATE TABLE publishing_stop (
  workspace  text        PRIMARY KEY,
  stopped_at timestamptz NOT NULL
);

-- Who stopped publishing, who let it go on, when and why. Of one workspace, each is later than the one before.
CREATE TABLE publishing_change (
  id              uuid        PRIMARY KEY,
  workspace       text        NOT NULL,
  stopped         boolean     NOT NULL,
  reason          text,
  changed_by      text        NOT NULL,
  changed_by_name text        NOT NULL,
  changed_through text        NOT NULL,
  changed_at      timestamptz NOT NULL,
  UNIQUE (workspace, changed_at),
  CHECK (NOT stopped OR reason IS NOT NULL)
);
