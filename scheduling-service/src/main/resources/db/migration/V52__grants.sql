-- When a network ends what the owner of a channel's account has granted, however often its credentials are renewed, and
-- when people were told of that; null where nothing ends it, or nobody knows when.
ALTER TABLE channel
  ADD COLUMN grant_until          timestamptz,
  ADD COLUMN grant_ending_told_at timestamptz;
CREATE INDEX channel_grant_ending ON channel (grant_until) WHERE grant_until IS NOT NULL AND grant_ending_told_at IS NULL;
