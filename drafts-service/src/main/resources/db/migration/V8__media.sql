-- A workspace's pictures. Their bytes stand in the blob store, by their digest. Rows are added, never changed.
CREATE TABLE media (
  id            uuid        PRIMARY KEY,
  workspace     text        NOT NULL,
  sha256        text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  type          text        NOT NULL,
  bytes         integer     NOT NULL CHECK (bytes >= 1),
  width         integer     NOT NULL CHECK (width >= 1),
  height        integer     NOT NULL CHECK (height >= 1),
  added_by      text        NOT NULL,
  added_by_name text        NOT NULL,
  added_at      timestamptz NOT NULL,
  UNIQUE (workspace, sha256)
);
CREATE INDEX media_by_time ON media (workspace, added_at DESC, id DESC);

-- A revision's pictures with their alt texts, in their order, as JSON text.
ALTER TABLE revision ADD COLUMN media text NOT NULL DEFAULT '[]';

-- What pictures a channel's network takes: none until scheduling has said so.
ALTER TABLE channel ADD COLUMN most_pictures integer NOT NULL DEFAULT 0;
ALTER TABLE channel ADD COLUMN max_picture_bytes integer NOT NULL DEFAULT 0;
ALTER TABLE channel ADD COLUMN picture_types text NOT NULL DEFAULT '';
ALTER TABLE channel ADD COLUMN max_alt_text integer;
