-- A channel that is disconnected stays, so that a draft that names it can be told so.
ALTER TABLE channel ADD COLUMN disconnected boolean NOT NULL DEFAULT false;
