-- When a post was approved that was approved after its time: what went out late for that reason alone does not count as sent
-- late. Null for all others.
ALTER TABLE publication ADD COLUMN approved_late_at timestamptz;
