-- Sign-ins at networks that people have begun, each for one person, workspace and network. A row goes when its person
-- comes back, or with the next sign-in after its time.
CREATE TABLE channel_sign_in (
  id                 uuid        PRIMARY KEY,
  state_digest       text        NOT NULL UNIQUE,
  workspace          text        NOT NULL,
  person             text        NOT NULL,
  network            text        NOT NULL,
  server             text,
  name               text,
  channel_id         uuid        REFERENCES channel,
  encrypted_verifier text        NOT NULL,
  expires_at         timestamptz NOT NULL,
  CHECK ((name IS NULL) <> (channel_id IS NULL))
);
CREATE INDEX channel_sign_in_expired ON channel_sign_in (expires_at);

-- When a channel's credentials end, from when on they are to be renewed, and until when somebody is renewing them; null
-- where that is not so.
ALTER TABLE channel
  ADD COLUMN credentials_until   timestamptz,
  ADD COLUMN renew_at            timestamptz,
  ADD COLUMN renewal_lease_until timestamptz,
  ADD COLUMN renewal_failures    integer NOT NULL DEFAULT 0 CHECK (renewal_failures >= 0),
  ADD COLUMN ending_told_at      timestamptz;
CREATE INDEX channel_renewal ON channel (renew_at) WHERE renew_at IS NOT NULL;
CREATE INDEX channel_ending ON channel (credentials_until) WHERE credentials_until IS NOT NULL AND ending_told_at IS NULL;
