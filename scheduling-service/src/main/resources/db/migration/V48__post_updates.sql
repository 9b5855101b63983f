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
  -- From when on it may be sent: what was sent before without an answer must not arrive after it.
  due_at            timestamptz NOT NULL,
  retry_at          timestamptz,
  attempt           integer     NOT NULL CHECK (attempt >= 0),
  -- What was sent without a certain answer since it was last certain what the post says.
  doubted_revisions integer[]   NOT NULL,
  doubted_hashes    text[]      NOT NULL,
  -- When that happened the last time; it stays when the text is certain again.
  doubted_at        timestamptz,
  lease_token       uuid,
  lease_until       timestamptz,
  changed_at        timestamptz NOT NULL,
  CHECK (state <> 'sending' OR lease_token IS NOT NULL AND lease_until IS NOT NULL),
  CHECK (state IN ('requested', 'sending') OR lease_until IS NULL),
  CHECK (state NOT IN ('refused', 'unconfirmed') OR reason IS NOT NULL),
  CHECK (cardinality(doubted_revisions) = cardinality(doubted_hashes)),
  CHECK (cardinality(doubted_revisions) = 0 OR doubted_at IS NOT NULL),
  CHECK (state <> 'unconfirmed' OR cardinality(doubted_revisions) > 0),
  CHECK (state <> 'updated' OR cardinality(doubted_revisions) = 0)
);
CREATE INDEX post_update_due ON post_update (due_at) WHERE state = 'requested';
CREATE INDEX post_update_sending ON post_update (lease_until) WHERE state = 'sending';
CREATE INDEX post_update_of_draft ON post_update (draft_id) WHERE state = 'requested';
CREATE INDEX post_update_on_channel ON post_update (channel_id)
  WHERE state IN ('requested', 'sending', 'unconfirmed');
