-- How a channel's queue stands: its slots ("monday 09:00", local to the workspace's time zone), and whether it is paused.
-- Whoever gives one of the channel's times away locks the row.
CREATE TABLE posting_queue (
  channel_id     uuid        PRIMARY KEY REFERENCES channel,
  workspace      text        NOT NULL,
  slots          varchar[]   NOT NULL,
  slots_version integer     NOT NULL CHECK (slots_version >= 0),
  paused_at      timestamptz,
  pause_reason   text,
  paused_by      text,
  paused_by_name text,
  CHECK ((paused_at IS NULL) = (paused_by IS NULL)),
  CHECK ((paused_at IS NULL) = (paused_by_name IS NULL)),
  CHECK (pause_reason IS NULL OR paused_at IS NOT NULL)
);

-- Whether the post has a slot of its channel's queue, rather than a time that a person has named.
ALTER TABLE publication ADD COLUMN queued boolean NOT NULL DEFAULT false;
CREATE INDEX publication_times ON publication (channel_id, due_at);

-- The last line of defence: no slot is ever given to two posts. Looked at when a transaction ends, so that posts of a queue
-- can change places.
ALTER TABLE publication ADD CONSTRAINT publication_slot
  EXCLUDE USING btree (channel_id WITH =, due_at WITH =)
  WHERE (queued AND state IN ('awaiting_approval', 'planned', 'on_hold', 'claimed', 'publishing', 'unconfirmed'))
  DEFERRABLE INITIALLY DEFERRED;
