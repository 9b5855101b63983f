-- Events that the broker has confirmed, for a while: what readers lack after a database was restored is sent again from here.
-- Readers apply each once.
CREATE TABLE sent_event (
  id          bigint      PRIMARY KEY,
  event_id    uuid        NOT NULL,
  topic       text        NOT NULL,
  type        text        NOT NULL,
  event_key   uuid        NOT NULL,
  workspace   text        NOT NULL,
  occurred_at timestamptz NOT NULL,
  data        text        NOT NULL,
  traceparent text,
  sent_at     timestamptz NOT NULL
);
CREATE INDEX sent_event_sent_at ON sent_event (sent_at);

-- When the restored service sent its events again. Empty until it has.
ALTER TABLE restoration ADD COLUMN sent_again_at timestamptz;

-- Puts what was sent since that instant into the outbox once more, in its old place: how many events that are.
CREATE FUNCTION send_again(since timestamptz) RETURNS bigint LANGUAGE sql AS $$
  WITH again AS (
    DELETE FROM sent_event WHERE occurred_at >= since RETURNING *
  ), added AS (
    INSERT INTO outbox (id, event_id, topic, type, event_key, workspace, occurred_at, data, traceparent)
    OVERRIDING SYSTEM VALUE
    SELECT id, event_id, topic, type, event_key, workspace, occurred_at, data, traceparent FROM again
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT count(*) FROM added
$$;
