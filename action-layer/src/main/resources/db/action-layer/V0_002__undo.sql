-- Which undo has taken an action back. Set once, in that undo's transaction.
ALTER TABLE undo_record ADD COLUMN undone_by uuid;
ALTER TABLE undo_record ADD COLUMN undone_at timestamptz;
ALTER TABLE undo_record ADD CONSTRAINT undone_together CHECK ((undone_by IS NULL) = (undone_at IS NULL));

-- What has happened to an object since: told when an undo meets it.
CREATE INDEX audit_entry_by_subject ON audit_entry (workspace, subject_id, sequence) WHERE subject_id IS NOT NULL;
