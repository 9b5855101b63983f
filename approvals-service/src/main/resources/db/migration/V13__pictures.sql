-- A revision's pictures with their alt texts, in their order, as JSON text. Their bytes stand in the blob store.
ALTER TABLE content_revision ADD COLUMN media text NOT NULL DEFAULT '[]';
