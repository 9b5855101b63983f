-- What assistants want to do and a person must confirm. Bound to person, client, action, arguments and content; used once.
CREATE TABLE confirmation (
  id              uuid        PRIMARY KEY,
  workspace       text        NOT NULL,
  person_id       text        NOT NULL,
  client          text        NOT NULL,
  action          text        NOT NULL,
  title           text        NOT NULL,
  argument_digest text        NOT NULL,
  content_hash    text        NOT NULL,
  summary         text        NOT NULL,
  content         text        NOT NULL,
  preview         text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('open', 'given', 'used', 'declined')),
  requested_at    timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  decided_at      timestamptz,
  used_at         timestamptz,
  used_by         uuid,
  CHECK ((state IN ('given', 'declined')) <= (decided_at IS NOT NULL)),
  CHECK ((state = 'used') = (used_by IS NOT NULL))
);
CREATE INDEX confirmation_by_request ON confirmation (workspace, person_id, requested_at DESC, id DESC);
CREATE INDEX confirmation_in_force ON confirmation (person_id, client, action, argument_digest)
  WHERE state <> 'used';
CREATE INDEX confirmation_open ON confirmation (person_id, client) WHERE state = 'open';
CREATE INDEX confirmation_expires_at ON confirmation (expires_at);
