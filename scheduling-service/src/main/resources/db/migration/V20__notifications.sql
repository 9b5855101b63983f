-- Where a team wants to be told of what happens. The address may carry a token of its own, so it is encrypted as the
-- secrets are; people see its origin.
CREATE TABLE notification_endpoint (
  id                    uuid        PRIMARY KEY,
  workspace             text        NOT NULL,
  origin                text        NOT NULL,
  encrypted_url         text        NOT NULL,
  url_changed_at        timestamptz NOT NULL,
  event_types           text[]      NOT NULL CHECK (cardinality(event_types) > 0),
  description           text,
  enabled               boolean     NOT NULL,
  disabled_reason       text,
  failing_since         timestamptz,
  encrypted_secret      text        NOT NULL,
  previous_secret       text,
  previous_secret_until timestamptz,
  created_at            timestamptz NOT NULL,
  changed_at            timestamptz NOT NULL,
  CHECK (NOT enabled OR disabled_reason IS NULL),
  CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL))
);
CREATE INDEX notification_endpoint_workspace ON notification_endpoint (workspace, created_at);
CREATE INDEX notification_endpoint_previous_secret ON notification_endpoint (previous_secret_until)
  WHERE previous_secret_until IS NOT NULL;

-- One row per endpoint and fact: a fact that is learned twice is told once.
CREATE TABLE notification_delivery (
  id              uuid        PRIMARY KEY,
  endpoint_id     uuid        NOT NULL REFERENCES notification_endpoint ON DELETE CASCADE,
  fact            text        NOT NULL,
  type            text        NOT NULL,
  body            text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts        integer     NOT NULL,
  failures        integer     NOT NULL,
  last_attempt_at timestamptz,
  last_status     integer,
  reason          text,
  next_attempt_at timestamptz,
  lease_token     uuid,
  lease_until     timestamptz,
  created_at      timestamptz NOT NULL,
  UNIQUE (endpoint_id, fact),
  CHECK ((state = 'waiting') = (next_attempt_at IS NOT NULL)),
  CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  CHECK (state = 'waiting' OR lease_token IS NULL)
);
CREATE INDEX notification_delivery_waiting ON notification_delivery (endpoint_id, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notification_delivery_listed ON notification_delivery (endpoint_id, created_at, id);
CREATE INDEX notification_delivery_ended ON notification_delivery (created_at) WHERE state <> 'waiting';
