-- What channels share at their networks: a server, or what posts for them there. How fast it takes posts holds for all of
-- them together, and that nothing gets through to it.
CREATE TABLE network_server (
  name         text PRIMARY KEY,
  network      text        NOT NULL,
  free_at      timestamptz,
  failing      uuid[]      NOT NULL DEFAULT '{}',
  failed_at    timestamptz,
  next_try_at  timestamptz,
  tries        integer     NOT NULL DEFAULT 0
);

ALTER TABLE channel ADD COLUMN server text REFERENCES network_server;
