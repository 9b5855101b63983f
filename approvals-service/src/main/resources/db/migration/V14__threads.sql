-- The parts that follow a revision's text in its thread, in their order, as JSON text.
ALTER TABLE content_revision ADD COLUMN thread text NOT NULL DEFAULT '[]';
