-- What approvals by people from outside come to. Policies and reviews of an earlier release have the default.
ALTER TABLE policy_version ADD COLUMN external_approvals text NOT NULL DEFAULT 'advisory'
  CHECK (external_approvals IN ('advisory', 'counted'));
ALTER TABLE review ADD COLUMN external_approvals text NOT NULL DEFAULT 'advisory'
  CHECK (external_approvals IN ('advisory', 'counted'));
ALTER TABLE review_vote ADD COLUMN external boolean NOT NULL DEFAULT false;

-- Links by which somebody from outside sees one review, and decides once. Of the link's token there is a digest only, and the
-- code's digest is keyed with the token: whoever reads this table can neither follow the link nor guess the code.
CREATE TABLE invitation (
  id              uuid        PRIMARY KEY,
  workspace       text        NOT NULL,
  review_id       uuid        NOT NULL REFERENCES review (id),
  label           text,
  token_digest    text        NOT NULL UNIQUE,
  code_digest     text        NOT NULL,
  wrong_codes     integer     NOT NULL CHECK (wrong_codes BETWEEN 0 AND 5),
  invited_by      text        NOT NULL,
  invited_by_name text        NOT NULL,
  invited_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  revoked_by      text,
  revoked_by_name text,
  revoked_at      timestamptz,
  verdict         text        CHECK (verdict IN ('approved', 'changes_requested')),
  verdict_by_name text,
  verdict_counts  boolean,
  verdict_at      timestamptz,
  comment         text,
  CHECK (expires_at > invited_at),
  CHECK (num_nulls(revoked_by, revoked_by_name, revoked_at) IN (0, 3)),
  CHECK (num_nulls(verdict, verdict_by_name, verdict_counts, verdict_at) IN (0, 4)),
  CHECK (verdict_at IS NULL OR revoked_at IS NULL),
  CHECK ((verdict = 'changes_requested') = (comment IS NOT NULL))
);
CREATE INDEX invitation_by_review ON invitation (review_id, invited_at DESC, id DESC);
