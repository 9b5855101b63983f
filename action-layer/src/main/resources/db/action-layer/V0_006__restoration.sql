-- Where this database was when a replica last looked: one that finds itself elsewhere was brought back from a backup, or
-- another server has taken over.
CREATE TABLE database_identity (
  is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  place    text    NOT NULL,
  timeline text    NOT NULL
);

-- Each time this database was brought back from a backup. What happened between the backup and restored_at is not known here.
-- Whoever restores adds a row, as the service's user: INSERT INTO restoration DEFAULT VALUES
CREATE TABLE restoration (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  restored_at timestamptz NOT NULL DEFAULT now(),
  noticed     boolean     NOT NULL DEFAULT false
);
