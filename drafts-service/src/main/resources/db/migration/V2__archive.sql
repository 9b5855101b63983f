-- Set while a draft is archived.
ALTER TABLE draft ADD COLUMN archived_at timestamptz;
-- Later than at the change before, whatever the clocks say: who hears of both must know which came last.
ALTER TABLE draft ADD COLUMN archive_changed_at timestamptz;

CREATE INDEX archived_draft_by_update ON draft (workspace, updated_at DESC, id DESC) WHERE archived_at IS NOT NULL;
