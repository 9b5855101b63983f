-- When the network refused the channel's account for the first time since something got through to it; null where it
-- has not. It counts only while closed_until is set, which replicas of the release before forget as they always have.
ALTER TABLE channel ADD COLUMN refused_at timestamptz;
