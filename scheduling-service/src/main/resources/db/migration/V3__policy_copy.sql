-- What scheduling needs of each workspace's policy. A row exists once an event has told of one.
CREATE TABLE policy_copy (
  workspace       text      PRIMARY KEY,
  version         integer   NOT NULL,
  trusted_clients varchar[] NOT NULL
);
