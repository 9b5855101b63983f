-- Accounts of networks of the outside world.
ALTER TABLE channel
  ADD COLUMN account_id     text,
  ADD COLUMN max_characters integer CHECK (max_characters >= 1),
  ADD COLUMN trouble        text,
  ADD COLUMN trouble_since  timestamptz,
  ADD COLUMN closed_until   timestamptz,
  ADD COLUMN failures       integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  ADD CHECK ((trouble IS NULL) = (trouble_since IS NULL));

-- When a post that was certainly not accepted is tried again, and what its network knows it by once it stands there.
ALTER TABLE publication
  ADD COLUMN retry_at  timestamptz,
  ADD COLUMN reference text;
