SET LOCAL statement_timeout = 0;

-- The client through which the draft was first written, as the earliest of its calls tells.
ALTER TABLE workflow ADD COLUMN client text;
ALTER TABLE workflow ADD COLUMN client_since timestamptz;
UPDATE workflow SET client = first.client, client_since = first.at
FROM (
  SELECT DISTINCT ON (draft_id) draft_id, client, at FROM activity
  WHERE draft_id IS NOT NULL AND outcome = 'ok' AND NOT read_only AND NOT replayed
  ORDER BY draft_id, at, action_id
) first
WHERE first.draft_id = workflow.draft_id;

ALTER TABLE workflow ADD COLUMN archived boolean NOT NULL DEFAULT false;

-- The last known state of the review that was asked for last. Of older workflows only decisions were kept; a rebuild tells
-- the rest.
ALTER TABLE workflow ADD COLUMN review_state text;
ALTER TABLE workflow ADD COLUMN review_requested_at timestamptz;
UPDATE workflow SET review_state = 'open', review_requested_at = submitted_at WHERE submitted_at IS NOT NULL;
UPDATE workflow SET review_state = last.decision, review_requested_at = last.requested_at
FROM (
  SELECT DISTINCT ON (draft_id) draft_id, decision, requested_at FROM decision ORDER BY draft_id, requested_at DESC
) last
WHERE last.draft_id = workflow.draft_id;

-- The state of the post that a workflow waits for or has come to, if it has several.
ALTER TABLE workflow ADD COLUMN post_state text;
UPDATE workflow SET post_state = posts.state
FROM (
  SELECT draft_id, CASE
      WHEN bool_or(state IN ('planned', 'claimed', 'publishing')) THEN 'planned'
      WHEN bool_or(state = 'on_hold') THEN 'on_hold'
      WHEN bool_or(state = 'awaiting_approval') THEN 'awaiting_approval'
      WHEN bool_or(state = 'published') THEN 'published'
      WHEN bool_or(state = 'unconfirmed') THEN 'unconfirmed'
      WHEN bool_or(state = 'failed') THEN 'failed'
      WHEN bool_or(state = 'missed') THEN 'missed'
      ELSE 'cancelled' END AS state
  FROM publication GROUP BY draft_id
) posts
WHERE posts.draft_id = workflow.draft_id;

-- Whether people's time and the time saved are to be worked out, again if it was done before all was known.
ALTER TABLE workflow ADD COLUMN stock_due boolean NOT NULL DEFAULT false;
UPDATE workflow SET stock_due = true WHERE published_at IS NOT NULL AND person_seconds IS NULL;
CREATE INDEX workflow_to_take_stock_of ON workflow (published_at) WHERE stock_due;

-- Time saved belongs to the time of the first publication, which does not depend on when this service heard of it.
CREATE INDEX workflow_by_publication ON workflow (workspace, published_at) WHERE published_at IS NOT NULL;
DROP INDEX workflow_by_closing;
