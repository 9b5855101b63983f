-- How a call can be taken back, or why it cannot: null for calls that changed nothing.
ALTER TABLE activity ADD COLUMN undo_possible boolean;
ALTER TABLE activity ADD COLUMN undo_until timestamptz;
ALTER TABLE activity ADD COLUMN undo_reason text;
ALTER TABLE activity ADD CONSTRAINT undo_has_a_deadline CHECK (undo_possible IS NOT TRUE OR undo_until IS NOT NULL);

-- The call that this one has taken back. Its own row may come later, so nothing is written there.
ALTER TABLE activity ADD COLUMN undoes uuid;
CREATE INDEX activity_by_undone ON activity (undoes) WHERE undoes IS NOT NULL;
