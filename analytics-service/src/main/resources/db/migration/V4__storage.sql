-- Calls are kept by month, so that old ones go with their table, and counted by hour and day, so that a report need not
-- read them all. The log is locked until all of it has been copied.
SET LOCAL statement_timeout = 0;

ALTER TABLE activity RENAME TO activity_before_months;
ALTER TABLE activity_before_months RENAME CONSTRAINT activity_pkey TO activity_before_months_pkey;
ALTER INDEX activity_by_time RENAME TO activity_before_months_by_time;
ALTER INDEX activity_by_draft RENAME TO activity_before_months_by_draft;
ALTER INDEX activity_by_undone RENAME TO activity_before_months_by_undone;

CREATE TABLE activity (
  action_id     uuid        NOT NULL,
  workspace     text        NOT NULL,
  at            timestamptz NOT NULL,
  action        text        NOT NULL,
  service       text        NOT NULL,
  read_only     boolean     NOT NULL,
  outcome       text        NOT NULL,
  code          text,
  replayed      boolean     NOT NULL,
  person_id     text        NOT NULL,
  person_name   text        NOT NULL,
  channel       text        NOT NULL,
  client        text        NOT NULL,
  subject_type  text,
  subject_id    uuid,
  draft_id      uuid,
  duration_ms   bigint      NOT NULL,
  undo_possible boolean,
  undo_until    timestamptz,
  undo_reason   text,
  undoes        uuid,
  PRIMARY KEY (action_id, at),
  CONSTRAINT undo_has_a_deadline CHECK (undo_possible IS NOT TRUE OR undo_until IS NOT NULL)
) PARTITION BY RANGE (at);

-- Makes the partition of the month, in UTC, that the time is in, unless it is there. It is attached, not created in place:
-- that would lock out everybody who reads and writes calls.
CREATE FUNCTION make_activity_partition(time_within timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', time_within AT TIME ZONE 'UTC');
  partition_name text := 'activity_' || to_char(month, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('activity partitions'));
  IF to_regclass(partition_name) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE activity INCLUDING ALL)', partition_name);
    EXECUTE format('ALTER TABLE activity ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition_name,
      month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
  END IF;
END
$$;

DO $$
DECLARE
  month timestamptz;
BEGIN
  FOR month IN SELECT DISTINCT date_trunc('month', at, 'UTC') FROM activity_before_months LOOP
    PERFORM make_activity_partition(month);
  END LOOP;
END
$$;
INSERT INTO activity
SELECT action_id, workspace, at, action, service, read_only, outcome, code, replayed, person_id, person_name, channel, client,
  subject_type, subject_id, draft_id, duration_ms, undo_possible, undo_until, undo_reason, undoes
FROM activity_before_months;
DROP TABLE activity_before_months;

-- One for each filter of list_activity, in the order in which it lists.
CREATE INDEX activity_by_time ON activity (workspace, at DESC, action_id DESC);
CREATE INDEX activity_by_action ON activity (workspace, action, at DESC, action_id DESC);
CREATE INDEX activity_by_person ON activity (workspace, person_id, at DESC, action_id DESC);
CREATE INDEX activity_by_failure ON activity (workspace, outcome, at DESC, action_id DESC) WHERE outcome <> 'ok';
CREATE INDEX activity_by_draft ON activity (draft_id, at DESC, action_id DESC) WHERE draft_id IS NOT NULL;
CREATE INDEX activity_by_undone ON activity (undoes) WHERE undoes IS NOT NULL;

-- The hours, in UTC, whose counts do not yet have all calls: a row per call, written with it and deleted by the transaction
-- that counts the hour again.
CREATE TABLE activity_mark (
  workspace text        NOT NULL,
  hour      timestamptz NOT NULL
);
CREATE INDEX activity_mark_by_hour ON activity_mark (hour, workspace);
INSERT INTO activity_mark SELECT DISTINCT workspace, date_trunc('hour', at, 'UTC') FROM activity;

-- The calls of each ended hour.
CREATE TABLE activity_hour (
  workspace   text        NOT NULL,
  hour        timestamptz NOT NULL,
  action      text        NOT NULL,
  service     text        NOT NULL,
  channel     text        NOT NULL,
  client      text        NOT NULL,
  outcome     text        NOT NULL,
  code        text,
  calls       bigint      NOT NULL,
  replayed    bigint      NOT NULL,
  duration_ms bigint      NOT NULL
);
CREATE INDEX activity_hour_by_time ON activity_hour (workspace, hour);

-- The same of each day, in UTC, made from its hours.
CREATE TABLE activity_day (
  workspace   text        NOT NULL,
  day         timestamptz NOT NULL,
  action      text        NOT NULL,
  service     text        NOT NULL,
  channel     text        NOT NULL,
  client      text        NOT NULL,
  outcome     text        NOT NULL,
  code        text,
  calls       bigint      NOT NULL,
  replayed    bigint      NOT NULL,
  duration_ms bigint      NOT NULL
);
CREATE INDEX activity_day_by_time ON activity_day (workspace, day);

-- From which topics everything was built anew, each once.
CREATE TABLE rebuild (
  name       text        PRIMARY KEY,
  emptied_at timestamptz NOT NULL
);
