-- Published posts whose text a person wants changed on their networks, and what became of that.
CREATE TABLE post_update (
  publication_id    uuid        PRIMARY KEY REFERENCES publication ON DELETE CASCADE,
  draft_id          uuid        NOT NULL,
  workspace         text        NOT NULL,
  channel_id        uuid        NOT NULL,
  network           text        NOT NULL,
  revision          integer     NOT NULL,
  content_hash      text        NOT NULL,
  state             text        NOT NULL CHECK (state IN ('requested', 'sending', 'updated', 'refused', 'unconfirmed')),
  reason            text,
  requested_by      text        NOT NULL,
  requested_by_name text        NOT NULL,
  requested_at      timestamptz NOT NULL,
  retry_at          timestamptz,
  attempt           integer     NOT NULL CHECK (attempt >= 0),
  in_doubt          boolean     NOT NULL,
  lease_token       uuid,
  lease_until       timestamptz,
  changed_at        timestamptz NOT NULL,
  CHECK (state <> 'sending' OR lease_token IS NOT NULL AND lease_until IS NOT NULL),
  CHECK (state IN ('requested', 'sending') OR lease_until IS NULL),
  CHECK (state NOT IN ('refused', 'unconfirmed') OR reason IS NOT NULL),
  CHECK (state <> 'unconfirmed' OR in_doubt),
  CHECK (state <> 'updated' OR NOT in_doubt)
);
CREATE INDEX post_update_due ON post_update (requested_at) WHERE state = 'requested';
CREATE INDEX post_update_sending ON post_update (lease_until) WHERE state = 'sending';
