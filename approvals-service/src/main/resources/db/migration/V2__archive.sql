-- Whether the draft is in the archive, and when that was last changed.
ALTER TABLE draft_copy ADD COLUMN archived boolean NOT NULL DEFAULT false;
ALTER TABLE draft_copy ADD COLUMN archive_changed_at timestamptz;
