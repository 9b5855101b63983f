-- The parts that follow a revision's text in its thread, in their order, as JSON text.
ALTER TABLE draft_revision ADD COLUMN thread text NOT NULL DEFAULT '[]';
-- Null where a variant goes out with the draft's own.
ALTER TABLE draft_variant ADD COLUMN thread text;

-- How many parts follow what is being sent, or was: known from when it begins to be sent.
ALTER TABLE publication ADD COLUMN parts integer NOT NULL DEFAULT 0 CHECK (parts BETWEEN 0 AND 24);

-- What follows a published post in its thread. The post is the first of the thread, so numbers begin with 2.
CREATE TABLE publication_part (
  id             uuid        PRIMARY KEY,
  publication_id uuid        NOT NULL REFERENCES publication ON DELETE CASCADE,
  number         integer     NOT NULL CHECK (number BETWEEN 2 AND 25),
  draft_id       uuid        NOT NULL,
  workspace      text        NOT NULL,
  channel_id     uuid        NOT NULL REFERENCES channel,
  network        text        NOT NULL,
  state          text        NOT NULL CHECK (state IN ('planned', 'sending', 'published', 'failed', 'unconfirmed')),
  reason         text,
  turn_at        timestamptz,
  retry_at       timestamptz,
  attempt        integer     NOT NULL CHECK (attempt >= 0),
  lease_token    uuid,
  lease_until    timestamptz,
  published_at   timestamptz,
  url            text,
  reference      text,
  changed_at     timestamptz NOT NULL,
  UNIQUE (publication_id, number),
  CHECK ((state = 'published') = (published_at IS NOT NULL)),
  CHECK (state <> 'sending' OR lease_token IS NOT NULL AND lease_until IS NOT NULL),
  CHECK (state IN ('planned', 'sending') OR lease_until IS NULL),
  CHECK (state NOT IN ('failed', 'unconfirmed') OR reason IS NOT NULL)
);
CREATE INDEX publication_part_due ON publication_part (turn_at) WHERE state = 'planned' AND turn_at IS NOT NULL;
CREATE INDEX publication_part_sending ON publication_part (lease_until) WHERE state = 'sending';
CREATE INDEX publication_part_planned ON publication_part (changed_at) WHERE state = 'planned';
CREATE INDEX publication_part_unconfirmed ON publication_part (network, changed_at) WHERE state = 'unconfirmed';
CREATE INDEX publication_part_reference ON publication_part (channel_id, reference) WHERE reference IS NOT NULL;
CREATE INDEX publication_part_not_ended ON publication_part (channel_id) WHERE state IN ('planned', 'sending', 'unconfirmed');
CREATE INDEX publication_part_ended ON publication_part (channel_id, changed_at DESC) INCLUDE (state, reason)
  WHERE state IN ('published', 'failed', 'unconfirmed');

-- What a post in the sandbox follows in its thread.
ALTER TABLE sandbox_post ADD COLUMN follows uuid;
