-- When a network ends what the owner of a channel's account has granted, however often its credentials are renewed, and
-- when people were told of that; null where nothing ends it, or nobody knows when. It is true of the credentials whose
-- SHA-256 grant_of is: replicas of the release before give a channel others and leave all of this as it was.
ALTER TABLE channel
  ADD COLUMN grant_until          timestamptz,
  ADD COLUMN grant_ending_told_at timestamptz,
  ADD COLUMN grant_of             text;
CREATE INDEX channel_grant_ending ON channel (grant_until) WHERE grant_until IS NOT NULL AND grant_ending_told_at IS NULL;
