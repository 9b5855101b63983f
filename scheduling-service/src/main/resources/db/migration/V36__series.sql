-- What the posts share that one call has planned to go out again and again.
ALTER TABLE publication ADD COLUMN series_id uuid;
CREATE INDEX publication_series ON publication (draft_id, series_id) WHERE series_id IS NOT NULL;

-- The last line of defence: no draft is ever under way twice to the same channel, but for the posts of a series, and those
-- never at the same time.
DROP INDEX publication_under_way;
CREATE UNIQUE INDEX publication_under_way ON publication (draft_id, channel_id)
  WHERE series_id IS NULL AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed');
CREATE UNIQUE INDEX publication_of_series ON publication (draft_id, channel_id, due_at)
  WHERE series_id IS NOT NULL AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed');
