-- Workflows and decisions are counted by day, so that a report need not read them all. Nothing is written to them meanwhile.
SET LOCAL statement_timeout = 0;
LOCK TABLE workflow, decision IN SHARE ROW EXCLUSIVE MODE;

-- The greater the wait, the greater its class; it grows by a 45th from one class to the next. The waits of a period are counted
-- by class, and only those of the class that a percentile is in are read.
CREATE FUNCTION wait_class(requested_at timestamptz, decided_at timestamptz) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
  SELECT CAST(floor(ln(1 + greatest(date_part('epoch', decided_at - requested_at), 0)) * 32 / ln(CAST(2 AS double precision))) AS smallint)
$$;

CREATE INDEX decision_by_draft ON decision (draft_id);
UPDATE decision SET client = workflow.client, wait_class = wait_class(requested_at, decided_at),
  repeated = EXISTS (SELECT FROM decision other WHERE other.draft_id = decision.draft_id AND other.review_id <> decision.review_id)
FROM workflow WHERE workflow.draft_id = decision.draft_id;

-- Where a workflow stands is the furthest stage it ever reached. Why is what it waits for now, if that is a decision or its
-- time, else what ended it: the review that was asked for last, before the posts.
CREATE VIEW workflow_standing AS
SELECT workspace, channel, client, started_at, submitted_at, approved_at, scheduled_at,
  CASE WHEN published_at IS NOT NULL THEN 'published' WHEN scheduled_at IS NOT NULL THEN 'scheduled'
    WHEN approved_at IS NOT NULL THEN 'approved' WHEN submitted_at IS NOT NULL THEN 'submitted'
    ELSE 'started' END AS stage,
  CASE WHEN published_at IS NOT NULL THEN 'published'
    WHEN archived THEN 'archived'
    WHEN review_state = 'open' THEN 'waiting_for_review'
    WHEN post_state = 'planned' THEN 'waiting_for_its_time'
    WHEN review_state IN ('changes_requested', 'rejected') THEN review_state
    WHEN post_state IN ('on_hold', 'unconfirmed', 'failed', 'missed', 'cancelled') THEN post_state
    WHEN review_state IN ('withdrawn', 'expired', 'superseded') THEN review_state
    WHEN review_state IS NULL THEN 'not_submitted'
    WHEN post_state IS NULL THEN 'not_scheduled'
    ELSE 'waiting_for_its_time' END AS reason
FROM workflow
WHERE channel IS NOT NULL AND started_at IS NOT NULL;

-- The workflows that were started on each ended day, in UTC: of each channel, and of each channel and client.
CREATE TABLE workflow_day (
  workspace  text        NOT NULL,
  day        timestamptz NOT NULL,
  channel    text        NOT NULL,
  counted_by text        NOT NULL CHECK (counted_by IN ('channel', 'both')),
  client     text        NOT NULL,
  stage      text        NOT NULL,
  reason     text        NOT NULL,
  workflows  bigint      NOT NULL,
  submitted  bigint      NOT NULL,
  approved   bigint      NOT NULL,
  scheduled  bigint      NOT NULL
);
CREATE INDEX workflow_day_by_filter ON workflow_day (workspace, channel, counted_by, client, day);
CREATE INDEX workflow_day_by_time ON workflow_day (workspace, day);

-- What was saved by the workflows that were published on each ended day.
CREATE TABLE saved_day (
  workspace        text        NOT NULL,
  day              timestamptz NOT NULL,
  channel          text        NOT NULL,
  counted_by       text        NOT NULL CHECK (counted_by IN ('channel', 'both')),
  client           text        NOT NULL,
  samples          bigint      NOT NULL,
  own              bigint      NOT NULL,
  saved_seconds    bigint      NOT NULL,
  baseline_seconds bigint      NOT NULL
);
CREATE INDEX saved_day_by_filter ON saved_day (workspace, channel, counted_by, client, day);
CREATE INDEX saved_day_by_time ON saved_day (workspace, day);

-- The decisions of each ended day. Approvals of drafts that were decided on once are counted apart: each is a round of its own.
CREATE TABLE decision_day (
  workspace     text        NOT NULL,
  day           timestamptz NOT NULL,
  channel       text        NOT NULL,
  counted_by    text        NOT NULL CHECK (counted_by IN ('channel', 'both')),
  client        text        NOT NULL,
  decided       bigint      NOT NULL,
  approved      bigint      NOT NULL,
  rejected      bigint      NOT NULL,
  approved_once bigint      NOT NULL
);
CREATE INDEX decision_day_by_filter ON decision_day (workspace, channel, counted_by, client, day);
CREATE INDEX decision_day_by_time ON decision_day (workspace, day);

-- The waits of the decisions of each ended month, by class.
CREATE TABLE wait_month (
  workspace  text        NOT NULL,
  month      timestamptz NOT NULL,
  channel    text        NOT NULL,
  counted_by text        NOT NULL CHECK (counted_by IN ('channel', 'both')),
  client     text        NOT NULL,
  wait_class smallint    NOT NULL,
  decisions  bigint      NOT NULL
);
CREATE INDEX wait_month_by_filter ON wait_month (workspace, channel, counted_by, client, month);
CREATE INDEX wait_month_by_time ON wait_month (workspace, month);

CREATE INDEX decision_by_decision ON decision (workspace, channel, decided_at) INCLUDE (decision, client, repeated, wait_class);
CREATE INDEX decision_by_wait ON decision (workspace, channel, wait_class, decided_at) INCLUDE (requested_at, client);
CREATE INDEX decision_by_round ON decision (workspace, channel, decided_at) INCLUDE (draft_id, client, decision) WHERE repeated;

-- The days, in UTC, whose counts do not tell what is known now: a row per change, written by it and deleted by the
-- transaction that counts the day again.
CREATE TABLE workflow_mark (
  workspace text        NOT NULL,
  day       timestamptz NOT NULL
);
CREATE INDEX workflow_mark_by_day ON workflow_mark (day, workspace);
INSERT INTO workflow_mark
SELECT workspace, date_trunc('day', started_at, 'UTC') FROM workflow WHERE started_at IS NOT NULL
UNION SELECT workspace, date_trunc('day', published_at, 'UTC') FROM workflow WHERE published_at IS NOT NULL
UNION SELECT workspace, date_trunc('day', decided_at, 'UTC') FROM decision;

-- The months of which a day was counted since they were.
CREATE TABLE workflow_month_mark (
  workspace text        NOT NULL,
  month     timestamptz NOT NULL,
  PRIMARY KEY (workspace, month)
);

-- Marks are written here, whatever statement of whatever version makes the change: none can be without one.
CREATE FUNCTION mark_days_of_workflow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO workflow_mark
  SELECT DISTINCT NEW.workspace, date_trunc('day', at, 'UTC')
  FROM (VALUES (OLD.started_at), (NEW.started_at), (OLD.published_at), (NEW.published_at)) AS concerned (at)
  WHERE at IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER workflow_is_counted AFTER INSERT ON workflow FOR EACH ROW
  WHEN (NEW.started_at IS NOT NULL OR NEW.published_at IS NOT NULL)
  EXECUTE FUNCTION mark_days_of_workflow();
CREATE TRIGGER workflow_is_counted_again AFTER UPDATE ON workflow FOR EACH ROW
  WHEN ((OLD.channel, OLD.client, OLD.started_at, OLD.submitted_at, OLD.approved_at, OLD.scheduled_at, OLD.published_at,
      OLD.archived, OLD.review_state, OLD.post_state, OLD.saved_seconds, OLD.baseline, OLD.baseline_seconds)
    IS DISTINCT FROM (NEW.channel, NEW.client, NEW.started_at, NEW.submitted_at, NEW.approved_at, NEW.scheduled_at,
      NEW.published_at, NEW.archived, NEW.review_state, NEW.post_state, NEW.saved_seconds, NEW.baseline, NEW.baseline_seconds))
  EXECUTE FUNCTION mark_days_of_workflow();

CREATE FUNCTION mark_day_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO workflow_mark VALUES (NEW.workspace, date_trunc('day', NEW.decided_at, 'UTC'));
  RETURN NULL;
END
$$;
CREATE TRIGGER decision_is_counted AFTER INSERT OR UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION mark_day_of_decision();

-- The draft's row is locked by whoever tells of it, so decisions on it come one after the other.
CREATE FUNCTION know_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.client := (SELECT client FROM workflow WHERE draft_id = NEW.draft_id);
  NEW.repeated := EXISTS (SELECT FROM decision WHERE draft_id = NEW.draft_id);
  NEW.wait_class := wait_class(NEW.requested_at, NEW.decided_at);
  RETURN NEW;
END
$$;
CREATE TRIGGER decision_knows BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION know_of_decision();
CREATE FUNCTION tell_earlier_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE decision SET repeated = true WHERE draft_id = NEW.draft_id AND NOT repeated;
  RETURN NULL;
END
$$;
CREATE TRIGGER earlier_decisions_know AFTER INSERT ON decision FOR EACH ROW WHEN (NEW.repeated)
  EXECUTE FUNCTION tell_earlier_decisions();
CREATE FUNCTION tell_client_to_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE decision SET client = NEW.client WHERE draft_id = NEW.draft_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER decisions_know_client AFTER UPDATE OF client ON workflow FOR EACH ROW
  WHEN (OLD.client IS DISTINCT FROM NEW.client)
  EXECUTE FUNCTION tell_client_to_decisions();

-- From which publication on a workspace's assistants' workflows are to be compared again with work by hand, and how far
-- that has come.
CREATE TABLE comparison (
  workspace   text        PRIMARY KEY,
  since       timestamptz NOT NULL,
  after_draft uuid        NOT NULL
);

-- Last, because it locks readers out.
DROP INDEX decision_by_time;
