-- A channel that is disconnected stays for the sake of its posts; its name may be given again.
ALTER TABLE channel
  ADD COLUMN disconnected_at timestamptz,
  ADD CHECK (disconnected_at IS NULL OR credentials IS NULL AND trouble IS NOT NULL);
DROP INDEX channel_name;
CREATE UNIQUE INDEX channel_name ON channel (workspace, lower(name)) WHERE disconnected_at IS NULL;
