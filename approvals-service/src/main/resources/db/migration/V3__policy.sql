-- The version of each workspace's policy that holds now. The row is the lock for whoever sets the next one.
CREATE TABLE workspace_policy (
  workspace text    PRIMARY KEY,
  version   integer NOT NULL CHECK (version >= 0)
);

-- Append-only, one row per version. A workspace without one has the defaults, which are version 0.
CREATE TABLE policy_version (
  workspace                    text        NOT NULL REFERENCES workspace_policy (workspace),
  version                      integer     NOT NULL CHECK (version >= 1),
  approvals_needed             integer     NOT NULL CHECK (approvals_needed BETWEEN 1 AND 5),
  approver_roles               varchar[]   NOT NULL,
  self_approval                boolean     NOT NULL,
  assistant_drafts_need_person boolean     NOT NULL,
  required_reviewers           varchar[]   NOT NULL,
  trusted_clients              varchar[]   NOT NULL,
  reminder_after_hours         integer     CHECK (reminder_after_hours BETWEEN 1 AND 720),
  expires_after_hours          integer     CHECK (expires_after_hours BETWEEN 1 AND 2160),
  set_by                       text        NOT NULL,
  set_by_name                  text        NOT NULL,
  set_through                  text        NOT NULL,
  set_at                       timestamptz NOT NULL,
  PRIMARY KEY (workspace, version)
);

CREATE FUNCTION policy_version_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of a policy are append-only';
END
$$;
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version
  FOR EACH ROW EXECUTE FUNCTION policy_version_is_append_only();
CREATE TRIGGER policy_version_not_emptied BEFORE TRUNCATE ON policy_version
  FOR EACH STATEMENT EXECUTE FUNCTION policy_version_is_append_only();

-- What a review keeps of the policy under which it was opened. Reviews of an earlier release have the defaults, neither
-- reminder nor end, and no word on self-approval: there the operator's setting holds.
ALTER TABLE review ADD COLUMN policy_version integer NOT NULL DEFAULT 0;
ALTER TABLE review ADD COLUMN approvals_needed integer NOT NULL DEFAULT 1;
ALTER TABLE review ADD COLUMN approver_roles varchar[] NOT NULL DEFAULT '{approver,admin}';
ALTER TABLE review ADD COLUMN self_approval boolean;
ALTER TABLE review ADD COLUMN assistant_drafts_need_person boolean NOT NULL DEFAULT true;
ALTER TABLE review ADD COLUMN required_reviewers varchar[] NOT NULL DEFAULT '{}';
ALTER TABLE review ADD COLUMN remind_at timestamptz;
ALTER TABLE review ADD COLUMN reminded_at timestamptz;
ALTER TABLE review ADD COLUMN expires_at timestamptz;

ALTER TABLE review DROP CONSTRAINT review_state_check;
ALTER TABLE review ADD CONSTRAINT review_state_check CHECK (
  state IN ('open', 'approved', 'changes_requested', 'rejected', 'superseded', 'withdrawn', 'expired'));
ALTER TABLE review ADD CONSTRAINT review_rejected_by_someone CHECK (state <> 'rejected' OR decided_at IS NOT NULL);

CREATE INDEX open_review_by_expiry ON review (expires_at) WHERE state = 'open';
CREATE INDEX open_review_by_reminder ON review (remind_at) WHERE state = 'open' AND reminded_at IS NULL;

-- One person's approval. The turn counts a review's approvals from 0.
CREATE TABLE review_vote (
  review_id   uuid        NOT NULL REFERENCES review (id),
  turn        integer     NOT NULL CHECK (turn >= 0),
  person_id   text        NOT NULL,
  person_name text        NOT NULL,
  through     text        NOT NULL,
  voted_at    timestamptz NOT NULL,
  note        text,
  PRIMARY KEY (review_id, turn),
  UNIQUE (review_id, person_id)
);

-- So far an approval was one person's.
INSERT INTO review_vote (review_id, turn, person_id, person_name, through, voted_at, note)
SELECT id, 0, decided_by, decided_by_name, decided_through, decided_at, decision_note
FROM review WHERE decided_at IS NOT NULL AND state <> 'changes_requested';
