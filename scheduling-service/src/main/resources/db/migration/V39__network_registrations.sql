-- What servers of networks know this installation by, where it registers itself: once for each server and address to
-- come back to.
CREATE TABLE network_registration (
  id               uuid        PRIMARY KEY,
  network          text        NOT NULL,
  server           text        NOT NULL,
  redirect_uri     text        NOT NULL,
  client_id        text        NOT NULL,
  encrypted_secret text        NOT NULL,
  registered_at    timestamptz NOT NULL,
  UNIQUE (network, server, redirect_uri)
);
