-- The mechanisms' own tables, the same in every service's database. Written through JDBC in the action's transaction.

-- Events that are still to be sent. A row goes once the broker has confirmed it.
CREATE TABLE outbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id    uuid        NOT NULL UNIQUE,
  topic       text        NOT NULL,
  type        text        NOT NULL,
  event_key   uuid        NOT NULL,
  workspace   text        NOT NULL,
  occurred_at timestamptz NOT NULL,
  data        text        NOT NULL
);

-- Events that have been applied: what makes a second delivery harmless.
CREATE TABLE inbox (
  event_id   uuid        PRIMARY KEY,
  type       text        NOT NULL,
  applied_at timestamptz NOT NULL
);
CREATE INDEX inbox_applied_at ON inbox (applied_at);

-- The last link of each workspace's chain. Locked last in every transaction.
CREATE TABLE audit_chain (
  workspace text   PRIMARY KEY,
  sequence  bigint NOT NULL,
  hash      text   NOT NULL
);

-- Append-only. Columns that are hashed are text, so that a value reads back exactly as it was written.
CREATE TABLE audit_entry (
  id              uuid        PRIMARY KEY,
  workspace       text        NOT NULL,
  sequence        bigint      NOT NULL,
  at              timestamptz NOT NULL,
  action          text        NOT NULL,
  outcome         text        NOT NULL,
  code            text,
  person_id       text        NOT NULL,
  person_name     text        NOT NULL,
  channel         text        NOT NULL,
  client          text        NOT NULL,
  subject_type    text,
  subject_id      uuid,
  argument_digest text,
  before_state    text,
  after_state     text,
  replayed        boolean     NOT NULL,
  previous_hash   text        NOT NULL,
  hash            text        NOT NULL,
  UNIQUE (workspace, sequence)
);

CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only();
CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only();

-- The first answer to each keyed call: what a repetition gets.
CREATE TABLE idempotency_record (
  person_id       text        NOT NULL,
  idempotency_key text        NOT NULL,
  argument_digest text        NOT NULL,
  status          integer,
  body            text,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (person_id, idempotency_key)
);
CREATE INDEX idempotency_record_created_at ON idempotency_record (created_at);

-- How an action can be taken back, or why it cannot.
CREATE TABLE undo_record (
  action_id         uuid    PRIMARY KEY,
  workspace         text    NOT NULL,
  possible          boolean NOT NULL,
  inverse_action    text,
  inverse_arguments text,
  undo_until        timestamptz,
  reason            text,
  CHECK (possible = (inverse_action IS NOT NULL)),
  CHECK (possible = (reason IS NULL))
);
